scoring-missing = falta { $name }; registre el modelo otra vez desde la ejecución que lo guardó
scoring-unreadable = no se puede leer: { $why }
scoring-rows = las filas que se puntúan
scoring-table = la tabla que se puntúa
scoring-cell = fila { $row }, { $name }
scoring-absent = falta; indíquelo y déjelo vacío donde no se conozca
scoring-kind = debe ser { $kind ->
    [number] un número
    [time] una fecha o una hora, como 2026-03-01
   *[text] un texto
}; se recibió { $given }
scoring-no-number = el modelo no da ningún número para la fila { $row }; sigue la versión que respondía antes
scoring-not-items = este modelo da { $kind ->
    [probability] una probabilidad
   *[value] un valor
} y no sugiere artículos
scoring-not-scores = este modelo sugiere artículos y no puntúa filas
scoring-k = debe estar entre 1 y { $most }; se recibió { $given }
scoring-differs =
    .kind = da { $new } y no { $old }
    .new = pide { $name }, que antes no pedía
    .gone = ya no pide { $name }
    .other = toma { $name } como { $new } y no como { $old }
