paying =
    .known = { $n } filas cuyo resultado se conoce, para { $people } personas
    .expected = resultados que las probabilidades esperan de { $n } filas, ajustadas con { $known } conocidas, para { $people } personas
    .better = umbral ajustado en una mitad de { $n } filas y probado en la otra, para { $people } personas
