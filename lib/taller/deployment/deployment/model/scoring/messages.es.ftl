scoring-missing = falta { $name }; registre el modelo otra vez desde la ejecución que lo guardó
scoring-unreadable = no se puede leer: { $why }
scoring-rows = las filas que se puntúan
scoring-table = la tabla que se puntúa
scoring-cell = fila { $row }, { $name }
scoring-absent = falta; indíquelo y déjelo vacío donde no se conozca
scoring-needed = debe indicarse: sin este dato, el modelo no dice nada
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
scoring-no-rows = no tiene filas; las puntuaciones que hay se dejan como están
scoring-damaged = no se puede leer hasta el final: { $why }
scoring-what-table = no es una tabla que se pueda puntuar; dé un archivo .parquet o .csv, o postgresql://usuario@servidor/base#tabla
scoring-no-file = no existe ese archivo
scoring-password = lleva una contraseña, que otros podrían leer; póngala en PGPASSWORD, en ~/.pgpass o en el llavero
scoring-no-table = no nombra ninguna tabla; escríbala detrás de #, como postgresql://usuario@servidor/base#tabla
scoring-twice = nombra columnas dos veces: { LIST($names, most: 10) }
scoring-table-name = { $name } no es un nombre sencillo de tabla; use minúsculas, cifras y guiones bajos, y un esquema antes de un punto
scoring-what-target = no es un destino para puntuaciones; dé un archivo .parquet o .csv, o postgresql://usuario@servidor/base#tabla
scoring-no-folder = no existe la carpeta { $folder }; créela antes
scoring-server = el servidor se negó: { $why }
scoring-other-table = ya existe y no la hizo taller score con estas columnas; elija otro nombre o elimínela
