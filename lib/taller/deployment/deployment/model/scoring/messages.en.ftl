scoring-missing = { $name } is missing; register the model again from the run that kept it
scoring-unreadable = cannot be read: { $why }
scoring-rows = the rows to score
scoring-table = the table to score
scoring-cell = row { $row }, { $name }
scoring-absent = is missing; name it, and leave it empty where it is not known
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
