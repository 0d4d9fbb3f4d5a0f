missing = { $name } is missing; register the model again from the run that kept it
unreadable = cannot be read: { $why }
rows = the rows to score
table = the table to score
cell = row { $row }, { $name }
absent = is missing; name it, and leave it empty where it is not known
kind = must be { $kind ->
    [number] a number
    [time] a date or a time, such as 2026-03-01
   *[text] a text
}; got { $given }
no-number = the model gives no number for row { $row }; the version that answered before stays
not-items = this model gives a { $kind }, and suggests no items
not-scores = this model suggests items, and scores no rows
k = must be 1 to { $most }; got { $given }
differs =
    .kind = gives { $new }, not { $old }
    .new = takes { $name }, which it did not
    .gone = no longer takes { $name }
    .other = takes { $name } as { $new }, not as { $old }
