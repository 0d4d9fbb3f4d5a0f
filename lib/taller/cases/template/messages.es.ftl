# Lo que comparten los casos. Un archivo junto al cuaderno de un caso sustituye lo que nombra.

target-standing =
    .reached = alcanzado
    .missed = fuera del alcance de lo medido
    .open = sin decidir
    .unknown = nada lo mide
# Un rendimiento del -3430 % se dice como dinero perdido por cada unidad gastada
each-unit = Por cada { MONEY($one, digits: 0) } gastado { $lost ->
        [yes] se pierden { MONEY($value, digits: 2) }
       *[no] se ganan { MONEY($value, digits: 2) }
    } { $mixed ->
        [yes] (de { MONEY($low, digits: 2) } perdidos a { MONEY($high, digits: 2) } ganados)
       *[no] (de { MONEY($low, digits: 2) } a { MONEY($high, digits: 2) })
    }.
targets-reached = { $n ->
        [0] De los { $all } objetivos, no consta que se alcance ninguno.
        [one] De los { $all } objetivos, consta que se alcanza uno.
       *[other] De los { $all } objetivos, consta que se alcanzan { $n }.
    }
