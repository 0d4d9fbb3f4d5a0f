# Lo que comparten los casos. Un archivo junto al cuaderno de un caso sustituye lo que nombra.

target-standing =
    .reached = alcanzado
    .missed = fuera del alcance de lo medido
    .open = sin decidir
    .unknown = nada lo mide
targets-reached = { $n ->
        [0] De los { $all } objetivos, no consta que se alcance ninguno.
        [one] De los { $all } objetivos, consta que se alcanza uno.
       *[other] De los { $all } objetivos, consta que se alcanzan { $n }.
    }
