# Lo que dice la lista diaria. Un archivo junto al cuaderno, daily_checklist.es.ftl, sustituye lo que nombra.

## Parámetros

params =
    .dated = día de la lista, como 2026-07-06 (si no se da: el día en que se ejecuta)
    .own = lo que sus personas comprueban además: when, item, owner
    .leave_out = claves de los puntos que no se quieren
    .recipients = quién la recibe con `taller send`: to (un nombre), language
    .owner = el nombre de quien recibe aviso si no se le puede enviar a alguien

## La lista

item =
    .ran = Ver que los análisis llegaron a su fin
    .alerts = Mirar los avisos abiertos
    .data = Ver que los datos llegaron completos
    .service = Ver que el servicio responde
    .figures = Leer las cifras clave
    .models = Ver que los modelos siguen superando sus pruebas
    .experiment = Dejar en paz las pruebas que están en marcha
    .budget = Comparar el gasto con lo previsto
    .texts = Leer lo que escriben los clientes
    .due = Repasar las tareas del día
    .reported = Comunicar lo que se ha hecho hoy
    .decided = Anotar lo que se ha decidido y quién lo decidió
    .backup = Ver que la copia de hoy de los datos está guardada en otro lugar
    .tomorrow = Preparar lo próximo que empieza
owner =
    .ran = Analista
    .alerts = Analista
    .data = Responsable de los datos
    .service = Tecnología
    .figures = Marketing
    .models = Analista
    .experiment = Marketing
    .budget = Marketing
    .texts = Atención al cliente
    .due = Dirección del proyecto
    .reported = Dirección del proyecto
    .decided = Dirección del proyecto
    .backup = Tecnología
    .tomorrow = Dirección del proyecto
state =
    .done = Hecho por el sistema{ $seen ->
        [none] .
       *[some] : { LOWER_FIRST($seen) }
    }
    .look = Hecho por el sistema; alguien tiene que mirarlo{ $seen ->
        [none] .
       *[some] : { LOWER_FIRST($seen) }
    }
    .yours = Para ustedes{ $seen ->
        [none] .
       *[some] . { UPPER_FIRST($seen) }
    }
    .missing = El sistema no puede todavía{ $seen ->
        [none] .
       *[some] . { UPPER_FIRST($seen) }
    }
list =
    .caption = { $when ->
        [morning] Por la mañana
        [afternoon] Por la tarde
       *[evening] Al final del día
    }: { $done ->
        [0] el sistema no ha marcado ninguno de { $n }
       *[other] el sistema ha marcado { $done } de { $n }
    }
    .item = Punto
    .state = Estado
    .owner = Quién
empty = Aquí no hay ningún punto.
seen-ran = { $broken ->
    [none] los { $of } que esta página espera, el { $day }
   *[some] { $n } de { $of }; no: { LIST($broken, most: 3) }
}
seen-alerts = { $n ->
    [0] no hay avisos abiertos{ $as_of ->
        [none] {""}
       *[some] {", "}a { $as_of }
    }
    [one] hay uno abierto: { $first }
   *[other] hay { $n } abiertos; el primero: { $first }
}
seen-withheld = No son los totales del cliente: { LIST($titles, most: 3) }
seen-data = se pudieron utilizar { $used } de { $read } filas{ $asked ->
    [no] ; no se dieron totales propios con los que comparar
   *[yes] {" "}y los totales son los de ustedes
}{ $watched ->
    [no] ; no se vigila si falta algún día
   *[yes] { $gaps ->
        [0] ; ningún día de la última semana es distinto de los demás
        [one] ; un día de la última semana es distinto de los demás
       *[other] ; { $gaps } días de la última semana son distintos de los demás
    }{ $as_of ->
        [none] {""}
       *[some] {", "}a { $as_of }
    }
}{ $old ->
    [yes] ; no ha llegado nada más reciente
   *[no] {""}
}
seen-service = { $silent ->
    [yes] Nadie ha recibido respuesta después del { $on }
   *[no] Se le preguntó y respondió, la última vez el { $on }
}; { $n ->
    [0] no tiene avisos abiertos
    [one] tiene un aviso abierto
   *[other] tiene { $n } avisos abiertos
}
seen-says = { $title }: { $said }
seen-tests = { $state ->
    [passed] { $failed ->
        [0] superadas las { $n } pruebas que llegaron a una respuesta, cuando la ejecución las hizo
        [one] superadas en conjunto; falló una de { $n } pruebas
       *[other] superadas en conjunto; fallaron { $failed } de { $n } pruebas
    }
    [failed] fallaron { $failed } de { $n } pruebas
   *[none] no todos los tipos de pruebas llegaron a una respuesta; fallaron { $failed } de { $n }
}{ $less ->
    [0] {""}
    [one] ; elegir por un modelo ya no gana lo que en su prueba
   *[other] ; elegir por { $less } modelos ya no gana lo que en sus pruebas
}
seen-no-test = No hay ninguna en marcha
seen-running = { $stops ->
    [no] Hay una en marcha; su página se guarda el veredicto hasta el final
   *[yes] Hay una en marcha, y algo se opone a su veredicto: ver su página
}
seen-due = { $n ->
    [0] Según el plan no hay ninguna en curso
    [one] Según el plan: { LIST($names, most: 3) }
   *[other] Según el plan { $n }: { LIST($names, most: 3) }
}{ $last ->
    [0] {""}
    [one] ; una termina hoy
   *[other] ; { $last } terminan hoy
}
seen-reported = { $n ->
    [0] No se ha comunicado nada hoy
   *[other] Comunicado hoy: { LIST($names, most: 3) }
}{ $late ->
    [0] ; no hay nada atrasado
    [one] ; una tarea debía estar y no consta
   *[other] ; { $late } tareas debían estar y no constan
}
seen-tomorrow = El { $day } empieza: { LIST($names, most: 3) }
seen-nothing-ahead = Según el plan no empieza nada después de hoy
lacks-monitoring = El seguimiento no está en esta ejecución, o no llegó a su fin
lacks-data = La página sobre los datos no llegó a su fin
lacks-service = { $rehearsed ->
    [no] Ningún servicio ha respondido todavía a nadie
   *[yes] Ningún servicio ha respondido todavía a nadie; el ensayo no dice cómo está hoy
}
lacks-tests = Las pruebas no están en esta ejecución, o no llegaron a su fin
lacks-plan = La ejecución no tiene plan

## Lo que significa

headline = { $look ->
    [0] {""}
    [one] Mire primero: «{ $first }».{" "}
   *[other] Mire primero «{ $first }»; en total hay { NUMBER($look) } puntos que piden a alguien.{" "}
}De las { $n } comprobaciones de hoy el sistema hizo { $done ->
    [0] ninguna
    [one] una
   *[other] { $done }
}; { $yours } son para ustedes{ $missing ->
    [0] .
    [one] , y una no la puede hacer todavía.
   *[other] , y { $missing } no las puede hacer todavía.
}
figure =
    .done = Marcados por el sistema, de { $of }
    .look = Hechos por el sistema, alguien tiene que mirar
    .yours = Para ustedes
    .missing = Lo que el sistema no puede hacer todavía
counted = contado
check-today =
    .name = La lista es del día de su ejecución
    .detail = { $day }; ejecutada el { $ran }
limit-evidence = Una marca dice lo que vio el sistema y nada más: que alguien lo haya mirado no se ve desde aquí.
limit-run = Todo ello se vio cuando la ejecución llegó a su fin el { $day }; lo ocurrido desde entonces no está.

## Por correo

letter =
    .title = Lista diaria
    .closing = La página adjunta contiene la misma lista para imprimir. Se abre en cualquier navegador y no carga nada de fuera.
