unlabelled =
    .method = lo que esperan las probabilidades de { $n } puntuaciones, ajustadas con { $known } cuyo resultado se conoce; resultados sorteados de nuevo
    .warning = Aún no se sabe qué pasó. Estas cifras ven que llegan otras personas; no pueden ver que las personas ahora se comporten de otro modo.
