scoring-missing = { $name } is missing; register the model again from the run that kept it
scoring-unreadable = cannot be read: { $why }
scoring-rows = the rows to score
scoring-table = the table to score
scoring-cell = row { $row }, { $name }
scoring-absent = is missing; name it, and leave it empty where it is not known
scoring-needed = must be given: this model tells nothing without it
scoring-kind = must be { $kind ->
    [number] a number
    [time] a date or a time, such as 2026-03-01
   *[text] a text
}; got { $given }
scoring-no-number = the model gives no number for row { $row }; the version that answered before stays
scoring-not-items = this model gives a { $kind }, and suggests no items
scoring-not-scores = this model suggests items, and scores no rows
scoring-k = must be 1 to { $most }; got { $given }
scoring-differs =
    .kind = gives { $new }, not { $old }
    .new = takes { $name }, which it did not
    .gone = no longer takes { $name }
    .other = takes { $name } as { $new }, not as { $old }
scoring-no-rows = has no rows; the scores that stand are left as they are
scoring-damaged = cannot be read to its end: { $why }
scoring-what-table = is no table that can be scored; give a .parquet or .csv file, or postgresql://user@host/database#table
scoring-no-file = no such file
scoring-password = holds a password, which others here can read; put it into PGPASSWORD, ~/.pgpass or the keyring
scoring-no-table = names no table; write it behind a #, as postgresql://user@host/database#table
scoring-twice = names columns twice: { LIST($names, most: 10) }
scoring-table-name = { $name } is no plain name of a table; use small letters, digits and underscores, and a schema before a dot
scoring-what-target = is no place for scores; give a .parquet or .csv file, or postgresql://user@host/database#table
scoring-no-folder = there is no folder { $folder }; make it first
scoring-server = the server refused: { $why }
scoring-other-table = is there already, and was not made by taller score with these columns; name another, or remove it
