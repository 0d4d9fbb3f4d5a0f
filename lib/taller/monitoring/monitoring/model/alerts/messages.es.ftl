# Lo que dicen los avisos.

alert-state-damaged = está dañado o no se puede leer; bórrelo y repita la orden: lo que siga igual se avisará otra vez

alert-more = { $more ->
    [none] {""}
   *[some] {" "}También: { LIST($more) }{ $others ->
        [0] {""}
       *[other] {" "}y { $others } más
    }.
}

alert-range = { $low ->
    [none] {""}
   *[known] {" "}(entre { $low } y { $high })
}

alert-known = { $hint ->
    [known] por lo ocurrido desde entonces,
   *[expected] de quienes puntúa hoy se esperan
}

alert-sentence = { $kind ->
    [below] { UPPER_FIRST($of) }: por debajo del límite fijado, { $other }, desde el { $since }. El { $day }: { $value }{ alert-range }.
    [above] { UPPER_FIRST($of) }: por encima del límite fijado, { $other }, desde el { $since }. El { $day }: { $value }{ alert-range }.
    [unknown] { UPPER_FIRST($of) }: sin datos desde el { $since }.
    [never] «{ $of }»: una regla nombra este dato, pero no se recoge{ $hint ->
        [none] {""}
       *[near] ; quizá se refiera a «{ $hint }»
    }.
    [odd] { UPPER_FIRST($of) }: { $value } el { $day }, cuando por su historia cabía esperar entre { $low } y { $high }.{ alert-more }
    [gap] { UPPER_FIRST($of) }: { $hint } (desde el { $since }; la última vez, el { $day }).
    [stopped] Elegir por «{ $of }» ya no sale a cuenta: { alert-known } { $value }{ alert-range }; en su prueba, { $other }.
    [costs] Elegir por «{ $of }» gana menos que antes: { alert-known } { $value }{ alert-range }; en su prueba, { $other }.
    [changed] { UPPER_FIRST($of) }: alrededor de { $value } desde el { $since }, más o menos; antes, { $other }.{ alert-more }
   *[failed] El seguimiento ha fallado: { $hint }
}

alert-subject = { $client }, { $stage ->
    [over] resuelto:
    [lasting] sigue igual:
   *[new] { $severity ->
        [critical] crítico:
       *[warning] aviso:
    }
} { $kind ->
    [below] { $of }, por debajo del límite
    [above] { $of }, por encima del límite
    [unknown] { $of }, sin datos
    [never] { $of }, no se recoge
    [odd] { $of }, fuera de lo normal
    [stopped] elegir por «{ $of }» ya no sale a cuenta
    [costs] elegir por «{ $of }» gana menos
    [gap] { $of }, no llegó como siempre
    [changed] { $of }, con otro nivel
   *[failed] el seguimiento ha fallado
}{ $more ->
    [0] {""}
   *[other] {" "}(y { $more } más)
}

alert-begins = { $client }, { $day }, { $time }

alert-stage =
    .new = Nuevo:
    .lasting = Ya se avisó y sigue igual:
    .over = Resuelto:

alert-line = – { $severity ->
    [critical] Crítico.
    [warning] Aviso.
   *[notice] Nota.
} { $what }{ $owner ->
    [none] {""}
   *[known] {" "}Responsable: { $owner }.
}

alert-ends = La página del día muestra cada dato junto a su historia. De cada cosa se avisa una sola vez; a quién se avisa de qué consta en el archivo del proyecto, en monitoring: alerts.
