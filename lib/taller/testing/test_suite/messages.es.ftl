# Lo que dice la página de pruebas. Un archivo junto al cuaderno, test_suite.es.ftl, sustituye lo que nombre.

params =
    .kinds = tipos de pruebas que se hacen
    .pass_rate = proporción de las pruebas de un tipo que tienen que superarse (de 0 a 1)
    .directions = por modelo y columna: si su respuesta sube («up») o baja («down») con la columna
    .indifferent = por modelo: columnas de las que su respuesta no debe depender
    .outside = máximo de filas con valores que el modelo nunca vio (de 0 a 1)
    .miscalibrated = máximo que pueden separarse la probabilidad dicha y la observada donde se decide con ella
    .latency_ms = lo más que pueden tardar 95 de cada 100 respuestas del servicio, en ms
    .latency_max_s = lo más que puede tardar una respuesta, en segundos
    .own_seconds = lo más que puede tardar una prueba propia del cliente, en segundos
