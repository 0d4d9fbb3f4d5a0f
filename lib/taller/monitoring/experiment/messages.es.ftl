# Lo que dicen los experimentos. Un archivo junto al cuaderno, experiment.es.ftl, sustituye lo que nombre.

## La regla

rule-none = Todavía no se ha indicado ninguna métrica: metrics, en el archivo del proyecto, dice qué se mide y cuál decide.
rule-table =
    .caption = Qué decide, tal como estaba escrito antes de abrir los datos
    .what = Qué
    .said = Tal como se escribió
rule =
    .primary = Qué decide
    .guards = Qué no debe empeorar
    .stop = Cuándo termina
    .level = Seguridad de los intervalos
    .hash = Marca de la regla
    .campaign = Qué debe mostrar la campaña
    .days = Días que cuentan
    .sure = Seguridad de su intervalo
    .mark = Marca de su regla
rule-primary = { $better ->
    [up] «{ $name }» debe subir
   *[down] «{ $name }» debe bajar
}{ $threshold ->
    [0] {""}
   *[other] {" "}más de un { PERCENT($threshold) }
}
rule-guard = «{ $name }» puede empeorar un { PERCENT($margin) } como máximo
rule-stop = { $day ->
    [none] { $units ->
        [none] no se fijó ningún final, así que se lee como una prueba que puede terminar en cualquier momento
       *[other] cuando hayan participado { $units }
    }
   *[day] el { DATE($day) }
}{ $looks ->
    [one] ; se mira una vez, al final
   *[other] ; se puede mirar antes
}
rule-campaign = { $better ->
    [up] «{ $name }» debe subir
   *[down] «{ $name }» debe bajar
}{ $threshold ->
    [0] {""}
   *[other] {" "}más del { PERCENT($threshold) }
}, { $regions ->
    [none] frente a los días anteriores, porque la tienen todas las regiones
   *[some] en { LIST($regions, most: 8) }, frente a las demás regiones
}
rule-days = del { DATE($first) } al { DATE($last) }
rule-hash = { $hash ->
    [none] ninguna: el control y el reparto no están en el archivo del proyecto, así que tuvieron que decirlos los datos
   *[some] { $hash }, { $same ->
        [yes] escrita por primera vez el { DATE($on) }
       *[no] pero el { DATE($on) } se escribió antes otra: { $first }
    }
}
artifact-rule = La regla tal como se escribió por primera vez, y cuándo se miró la prueba


## Quién participó

arm = { $control ->
    [yes] { $name } (control)
   *[no] { $name }
}
people =
    .caption = { $clustered ->
        [yes] Quién participó; se sorteó por cuentas
       *[no] Quién participó
    }
    .note = { $holds ->
        [yes] Las variantes son tan grandes como las haría el sorteo (probabilidad de tamaños así de distintos: { $p }).
       *[no] El sorteo difícilmente haría variantes tan desiguales (probabilidad: { $p }): se perdieron usuarios, o se contaron solo en una variante, y ninguna cifra de la prueba es fiable.
    }
    .arm = Variante
    .units = Cuentas
    .users = Usuarios
    .expected = Según el sorteo
    .share = Parte
    .first = Primer día
    .last = Último día
doubts =
    .caption = Qué se apartó y qué podría engañar
    .what = Qué
    .n = Cuántos
    .then = Qué se hace
doubts-none = No hubo que apartar ninguna fila, y nada llama la atención.
doubt-rejected =
    .what = Filas apartadas: { $why }
doubt-crossed =
    .what = Usuarios que vieron varias variantes
    .then = { $stops ->
        [yes] Demasiados: no hay veredicto
       *[no] No cuentan en ninguna
    }
doubt-clusters =
    .what = Cuentas cuyos usuarios vieron varias variantes
    .then = { $stops ->
        [yes] Demasiadas: no hay veredicto
       *[no] No cuentan en ninguna
    }
doubt-heavy =
    .what = Filas del usuario que más tiene ({ $user })
    .then = Un usuario, tenga las filas que tenga
doubt-filled =
    .what = Usuarios sin valor en «{ $column }»
    .then = Cuentan como cero; en lo conocido de antes, con la media
doubt-negative =
    .what = Usuarios por debajo de cero en «{ $column }»
    .then = Se toman como están: dinero devuelto
doubt-late =
    .what = Usuarios o cuentas que llegaron después del día en que la prueba termina ({ DATE($ends) })
    .then = Quedan fuera: la regla termina ahí
doubt-apart =
    .what = «{ $one }» se mostró solo antes que «{ $other }»
    .then = Cambió de nombre a mitad, o no hubo sorteo: no hay veredicto

## Qué cambió

of-metric = { $role ->
    [primary] { $name } (decide)
    [guardrail] { $name } (no debe empeorar)
   *[secondary] { $name }
}
metrics =
    .caption = { $stopped ->
        [yes] Lo que se contó; no son efectos, porque la prueba no se puede juzgar
       *[no] Qué cambió frente al control
    }
    .note = { $reading ->
        [fixed] Intervalos del { PERCENT($level, digits: 0) } para mirar una sola vez, al final.
       *[sequential] Intervalos del { PERCENT($level, digits: 0) } que valen se mire cuantas veces se mire, y por eso más anchos.
    }{ $removed ->
        [none] {""}
       *[some] {" "}Lo conocido antes de la prueba quitó hasta un { PERCENT($removed, digits: 0) } de la dispersión; los valores son los contados, los cambios son después de quitarla.
    } A las métricas que ni deciden ni protegen se les exige más que lo que tantas de ellas mostrarían por azar.
    .metric = Métrica
    .arm = Variante
    .control = En control
    .value = En la variante
    .lift = Cambio
    .p = Probabilidad si nada hubiera cambiado
    .shown = Qué se demuestra
shown =
    .stopped = sin veredicto
    .better = mejora
    .worse = empeora
    .open = ningún cambio demostrado
outcome =
    .won = mejora, como se pedía
    .worse = empeora
    .too_small = menos de lo que se pedía
    .harms = rompe una protección
    .open = sin decidir
    .stopped = sin veredicto
guard =
    .kept = se mantiene
    .broken = empeora
    .open = no se demuestra que se mantenga
reason =
    .empty_arm = una variante no tiene usuarios
    .few_units = una variante tiene menos de diez usuarios
    .few_carriers = en una variante, demasiado pocos usuarios lo tienen, o no lo tienen
    .few_clusters = descansa en demasiado pocos usuarios o cuentas
    .no_variance = todos los usuarios de una variante son iguales
    .nothing_to_divide_by = no hay nada entre lo que dividir
    .control_not_positive = no se demuestra que el control esté por encima de cero, así que no hay con qué comparar
    .covariate_moved = las variantes difieren en lo conocido de antes más de lo que un sorteo haría; no se ha usado

effects =
    .title = { $outcome ->
        [won] «{ $arm }» mejora «{ $metric }», como se pedía
        [worse] «{ $arm }» empeora «{ $metric }»
        [too_small] «{ $arm }» cambia «{ $metric }» menos de lo que se pedía
        [harms] «{ $arm }» rompe una protección
        [stopped] No son efectos: la prueba no se puede juzgar
       *[open] No se demuestra ningún cambio de «{ $metric }»
    }
    .subtitle = { $reading ->
        [fixed] La línea que cruza cada punto es su intervalo del { PERCENT($level, digits: 0) }.
       *[sequential] La línea que cruza cada punto es un intervalo que vale se mire cuantas veces se mire ({ PERCENT($level, digits: 0) }).
    }
    .axis = Cambio frente al control
effects-none = No se puede comparar ninguna métrica: demasiado pocos usuarios tienen un valor.
mark = { $several ->
    [yes] { $name } · { $arm }
   *[no] { $name }
}

daily =
    .title = { $held ->
        [up] «{ $metric }» está por encima del control, sea cual sea el día en que se mirase por última vez
        [down] «{ $metric }» está por debajo del control, sea cual sea el día en que se mirase por última vez
        [stopped] Cómo estaba «{ $metric }» día a día; la prueba no se puede juzgar
        [once] Mirada todos los días, «{ $metric }» todavía no estaría decidida
       *[open] Día a día, «{ $metric }» no se ha separado del control
    }
    .subtitle = Cambio de todos los que habían llegado hasta ese día. La banda vale para todos los días a la vez, y por eso es más ancha que la de una sola mirada al final; los primeros, que no dicen nada, se omiten.
    .day = Usuarios que llegaron hasta
    .axis = Cambio frente al control
    .arm = Variante

outliers =
    .caption = Los usuarios más grandes, y el cambio con los valores más altos recortados
    .note = Recortados: los valores por encima del que tiene el 99 % de quienes tienen alguno. Si los dos cambios difieren mucho, unos pocos usuarios sostienen el resultado.
    .metric = Métrica
    .arm = Variante
    .unit = Usuario o cuenta
    .value = Su valor
    .share = Parte de su variante
    .measured = Cambio medido
    .tamed = Cambio, recortado

## Quién gana

who-none =
    .running = Quién gana más se pregunta cuando la prueba termina: mirarlo ahora haría ver lo que no hay.
    .no_traits = No se indicó ningún rasgo (traits) por el que los usuarios puedan ganar de forma distinta; se trata a todos por igual.
    .not_users = Quién gana más se pregunta solo de usuarios; aquí hay totales, cuentas o un cociente.
    .few = Menos de dos mil usuarios: demasiado pocos para distinguir quién gana más.
    .not_told = Los rasgos dicen demasiado poco para aprender quién gana más.
who-alike = Ninguna diferencia detectable: por lo que dicen { LIST($traits) }, no se demuestra que nadie gane más que otros. Trate a todos por igual.
who =
    .caption = Quién gana más, según { LIST($traits) }
    .note = Efecto por usuario, positivo si es mejor, en usuarios posteriores a aquellos de los que se aprendió.
    .arm = Variante
    .most = En el 30 % que más gana
    .all = En todos
    .shown = Diferencia
who-detected = { $detected ->
    [yes] demostrada
   *[no] no detectable
}

## Existencias

stock-none = No comprobado: si las variantes compiten por las mismas existencias. El registro no tiene una columna que cuente lo que los usuarios querían y estaba agotado (sold_out); si compiten, el cambio medido es demasiado grande.
stock =
    .caption = Lo que el control encuentra agotado, según cuántos de los demás llegaron ese día
    .note = { $found ->
        [competes] El control encuentra más artículos agotados los días con más usuarios de las demás: las variantes se quitan artículos entre sí, y el cambio medido es mayor que el que traería el despliegue.
        [little] Si las demás le quitan artículos al control, lo que este encuentra agotado sube menos de la mitad: el cambio medido apenas es mayor por eso.
       *[cannot_tell] Estos { $days } días no pueden decirlo. El sorteo dio a cada uno más o menos los mismos usuarios de cada variante, así que su parte apenas varió. { $periods ->
            [none] Se vería si la variante nueva se activara para todos o para nadie cada día, por sorteo, o en regiones con existencias propias.
           *[other] Una subida de la mitad se vería si la variante nueva se activara para todos o para nadie cada día, por sorteo, durante { $periods } días, o en otras tantas regiones con existencias propias.
        }
    }
    .what = Por usuario del control
    .value = Valor
stock-base = Querido y encontrado agotado
stock-change = Cuánto más, si los demás fueran todos en vez de ninguno
stock-spread = Variación de la parte de los demás entre días

## Dinero

money =
    .caption = Qué cabe esperar tras el despliegue
    .note = Una variante a la que le fue bien en una prueba también tuvo suerte, así que se espera menos de lo medido: suponemos que estos cambios suelen mover «{ $metric }» alrededor de un { PERCENT($typical) } en un sentido u otro.{ $valued ->
        [yes] {" "}Un año: { NUMBER($users) } usuarios, { $value ->
            [none] el dinero tal como se midió
           *[some] { MONEY($value) } por cada unidad de la métrica
        }{ $cost ->
            [0] {""}
           *[other] , menos { MONEY($cost) } por usuario
        }{ $setup ->
            [0] {""}
           *[other] , menos { MONEY($setup) } de una vez
        }, según sus datos.
       *[no] {" "}En dinero se podrá decir cuando se indiquen value y users_per_year.
    }
    .arm = Variante
    .measured = Medido
    .expected = Cabe esperar
    .kept = Queda de lo medido
    .yearly = Un año, en dinero

## Una campaña en regiones

sales = ventas
change =
    .lift = Cambio de «{ $name }»
    .total = { $by_regions ->
        [yes] En todos sus días y regiones
       *[no] En todos los días desde entonces
    }
    .daily = { $by_regions ->
        [yes] Por día y región
       *[no] Por día
    }
    .net = Ganado, menos lo que costó
regions =
    .caption = { $by_regions ->
        [yes] «{ $name }» en { LIST($treated, most: 8) } frente a lo que { $others } regiones más harían esperar allí
       *[no] «{ $name }» desde el { DATE($start) } frente a lo que predicen temporada y tendencia
    }
    .note = { $by_regions ->
        [yes] Si estas regiones hubieran seguido moviéndose con las demás como antes, y nada más les hubiera pasado solo a ellas. Desde el { DATE($start) }, { $days } días; intervalos del { PERCENT($level, digits: 0) }.
       *[no] La tuvieron todas a la vez. Se quitan día de la semana, tendencia y memoria de un día a otro; cualquier otra cosa que cambiara en esa fecha está dentro. { $days } días; intervalos del { PERCENT($level, digits: 0) }.
    }{ $left ->
        [none] {""}
       *[some] {" "}Fuera, porque les faltan días o antes no vendieron nada: { LIST($left, most: 8) }.
    }{ $net ->
        [none] {""}
       *[some] {" "}Cada unidad vale { MONEY($value) }, según sus datos.
    }
    .what = Qué
    .value = Valor (intervalo)
regions-running = { $state ->
    [ahead] La campaña empieza el { DATE($first) } y se juzga después del { DATE($last) }.
   *[running] La campaña dura hasta el { DATE($last) }. Antes no se dice ningún efecto: ninguno de sus intervalos vale se mire cuantas veces se mire.
}
course =
    .title = { $by_regions ->
        [yes] { $outcome ->
            [won] «{ $name }» se separó de lo que predicen las demás regiones
            [worse] «{ $name }» quedó por debajo de lo que predicen las demás regiones
           *[other] No se demuestra que «{ $name }» se separe de lo que predicen las demás regiones
        }
       *[no] «{ $name }» antes y después del { DATE($start) }
    }
    .subtitle = { $by_regions ->
        [yes] Por día, media de las regiones con campaña. La línea discontinua es su primer día; a su izquierda las dos deberían ir juntas.
       *[no] Por día, media de todas las regiones. La línea discontinua es el primer día del cambio.
    }
    .sold = Vendido
    .otherwise = Según las demás
    .day = Día
    .axis = Por día y región
placebo =
    .own = La campaña misma
    .middle = { $n } conjuntos de otras regiones, el del medio
    .far = De ellos, el más alejado
placebo-from = Como si hubiera empezado el { DATE($day) }
placebo-shows = { $shows ->
    [yes] se ve un cambio
   *[no] no se ve ninguno
}
placebos =
    .caption = { $by_regions ->
        [yes] Qué encuentra el método en otras regiones y en días anteriores
       *[no] Qué encuentra el método en días anteriores
    }
    .note = { $likely ->
        [none] Son demasiado pocos para decir con qué frecuencia el azar llega tan lejos.
       *[some] { $by_regions ->
            [yes] En el { PERCENT($likely, digits: 0) } de los demás conjuntos la distancia crece tanto como con la campaña; con más del 10 % no se da por demostrado ningún efecto.
           *[no] En el { PERCENT($likely, digits: 0) } de los días anteriores se ve un cambio; con más del 10 % no se da por demostrado ninguno.
        }
    }
    .what = Dónde o cuándo
    .change = Cambio
    .ratio = Veces la distancia habitual
    .shown = Más allá del azar
designs =
    .caption = Regiones y días, y el cambio más pequeño de «{ $name }» que cada combinación mostraría
    .note = Probado en tramos del pasado hasta el { DATE($last) }: el cambio que se habría visto en el { PERCENT($power, digits: 0) } de ellos, con intervalos del 95 %. Los conjuntos se sortearon, primero los que se mueven como las demás; el mejor de varios parece algo mejor de lo que es.{ $paid ->
        [yes] {""}
       *[no] {" "}Lo que cuesta se podrá decir cuando se indique daily_cost.
    }
    .regions = Regiones
    .days = Días
    .cost = Coste
    .lift = Cambio más pequeño
    .total = En total
    .stretches = Tramos probados
designs-none = Dónde se notaría una campaña no se puede decir: hacen falta al menos 40 días antes de ella y otros tantos como dure, y dos regiones más de las que la tengan.
# El veredicto sobre una campaña
campaign =
    .won = { UPPER_FIRST($name) } en { LIST($regions, most: 5) }: un { PERCENT($size) } { $way ->
        [up] más
       *[down] menos
    } ({ INTERVAL($size) }) con la campaña, { $total } en { $days } días, frente a lo que las demás regiones harían esperar allí, si hubieran seguido moviéndose juntas{ $threshold ->
        [0] {""}
       *[other] ; más del { PERCENT($threshold) } que se pedía
    }.
    .worse = { UPPER_FIRST($name) } en { LIST($regions, most: 5) }: un { PERCENT($size) } { $way ->
        [up] más
       *[down] menos
    } ({ INTERVAL($size) }) con la campaña frente a lo que las demás regiones harían esperar allí, si hubieran seguido moviéndose juntas; eso es peor.
    .too_small = Lo que la campaña en { LIST($regions, most: 5) } cambiara en { $name } es menos del { PERCENT($threshold) } que se pedía (entre { PERCENT($low) } y { PERCENT($high) }), si las regiones hubieran seguido moviéndose juntas.
    .open = No se demuestra que la campaña en { LIST($regions, most: 5) } cambiara { $name }{ $threshold ->
        [0] {""}
       *[other] {" "}más del { PERCENT($threshold) } que se pedía
    }: el cambio está entre { PERCENT($low) } y { PERCENT($high) }, si las regiones hubieran seguido moviéndose juntas.
    .doubtful = En { LIST($regions, most: 5) } el método encuentra un cambio de { $name } del { PERCENT($value) } (entre { PERCENT($low) } y { PERCENT($high) }), pero en el { PERCENT($likely, digits: 0) } de otros conjuntos de regiones, sin campaña, otro tanto: no se demuestra que se deba a la campaña.
    .running = La campaña dura hasta el { DATE($last) }; antes no se dice ningún efecto.{ $lift ->
        [none] {""}
       *[some] {" "}Puede mostrar un cambio del { PERCENT($lift) } o más.
    }
    .ahead = La campaña empieza el { DATE($first) }, y su regla está escrita.{ $lift ->
        [none] {""}
       *[some] {" "}Puede mostrar un cambio del { PERCENT($lift) } o más.
    }
    .none = Todavía no se ha indicado ninguna campaña. { $lift ->
        [none] Con tan pocos días o regiones no se puede decir dónde se notaría una.
       *[some] En { LIST($places, most: 8) } se habría visto en { $days } días{ $cost ->
            [none] {""}
           *[some] {" "}(coste: { MONEY($cost, digits: 0) })
        } un cambio de { $name } del { PERCENT($lift) } o más en el { PERCENT($power, digits: 0) } del pasado.
    }
before-after =
    .won = Desde el { DATE($start) }, { $name }: un { PERCENT($size) } { $way ->
        [up] más
       *[down] menos
    } ({ INTERVAL($size) }) que lo que predicen temporada y tendencia. Todas las regiones tuvieron la campaña a la vez, así que cualquier otra cosa que cambiara en esa fecha está dentro: no se demuestra que fuera la campaña.
    .worse = Desde el { DATE($start) }, { $name }: un { PERCENT($size) } { $way ->
        [up] más
       *[down] menos
    } ({ INTERVAL($size) }) que lo que predicen temporada y tendencia, y eso es peor. Todas las regiones tuvieron la campaña a la vez, así que cualquier otra cosa que cambiara en esa fecha está dentro.
    .too_small = Desde el { DATE($start) }, el cambio de { $name } es menor que el { PERCENT($threshold) } que se pedía (entre { PERCENT($low) } y { PERCENT($high) }), con cualquier otra cosa que cambiara en esa fecha.
    .open = Desde el { DATE($start) } no se demuestra un cambio de { $name }{ $threshold ->
        [0] {""}
       *[other] {" "}de más del { PERCENT($threshold) } que se pedía
    }: está entre { PERCENT($low) } y { PERCENT($high) }, con cualquier otra cosa que cambiara en esa fecha.
    .doubtful = Desde el { DATE($start) } el cambio de { $name } es del { PERCENT($value) } (entre { PERCENT($low) } y { PERCENT($high) }), pero en el { PERCENT($likely, digits: 0) } de los días anteriores, cuando no consta que cambiara nada, también se ve un cambio: no demuestra nada.
decision-campaign =
    .what = { $outcome ->
        [won] { $money ->
            [unknown] Antes de repetir la campaña, decir cuánto costó y cuánto vale su cambio: con ella { $name } fue a mejor, pero no se sabe si eso compensa
            [loses] No repetir la campaña tal como es: según lo medido, costó más de lo que aportó
           *[other] Repetir la campaña, ahora en más regiones y sorteadas{ $money ->
                [unsure] {""}, aunque puede costar más de lo que aporta
               *[other] {""}
            }
        }
        [worse] No repetir la campaña: con ella { $name } fue a peor
       *[other] No repetir la campaña: cambió { $name } menos de lo que se pedía
    }
    .owner = Responsable de publicidad
    .effect = El dinero va adonde se demuestra que sirve, y no adonde se gastaba
    .period = una campaña de { $days } días
    .population = { LIST($regions, most: 8) }, si se repite allí y nada más cambia; con el valor y el coste que usted indicó
    .measured = lo que vale una unidad de { $name }, y lo que cuesta un día de campaña
decision-unshown =
    .what = { $by_regions ->
        [yes] No contar con la campaña por esta prueba
       *[no] No atribuir el cambio a la campaña; la próxima vez, dejar regiones sin ella, por sorteo
    }{ $lift ->
        [none] {""}
       *[some] ; en { LIST($places, most: 8) }, { $days } días mostrarían un cambio del { PERCENT($lift) }
    }
    .owner = Responsable de publicidad
    .effect = No se gasta dinero en lo que no se ha demostrado
    .measured = una campaña en regiones sorteadas
decision-until =
    .what = Dejar la campaña { $regions ->
        [none] {""}
       *[some] en { LIST($regions, most: 8) }{" "}
    }hasta el { DATE($last) }, y juzgarla entonces
    .owner = Responsable de publicidad
    .effect = Se juzga { $name } por la regla escrita, y no el día en que mejor se vea
    .measured = el final de la campaña
decision-design =
    .what = { $lift ->
        [none] Reunir más días, o regiones más pequeñas: con lo que hay no se puede juzgar ninguna campaña
       *[some] Hacer la campaña en { LIST($places, most: 8) } durante { $days } días y en ningún otro sitio, y escribir antes su regla
    }
    .owner = Responsable de publicidad
    .effect = { $lift ->
        [none] Entonces se puede juzgar una campaña
       *[some] Muestra un cambio de { $name } del { PERCENT($lift) } o más, si lo hay
    }
    .period = una vez
    .population = la campaña
    .measured = { $name } donde se hace frente a donde no{ $days ->
        [none] {""}
       *[some] , en { $days } días
    }
method-daily-cost = coste de un día y región (daily_cost) por días y regiones, contado
check-placebos =
    .name = Donde no hubo campaña, el método casi nunca encuentra otro tanto
    .detail = { $by_regions ->
        [yes] En el { PERCENT($likely, digits: 0) } de otros conjuntos de regiones la distancia crece otro tanto.
       *[no] En el { PERCENT($likely, digits: 0) } de los días anteriores se ve un cambio.
    }
check-alike =
    .name = Antes de la campaña sus regiones se movían con las demás
    .detail = Un día cualquiera de antes estaban a un { PERCENT($far) } de distancia.
limit-campaign = { $by_regions ->
    [yes] Que el cambio se deba a la campaña descansa en lo que ningún dato suyo puede mostrar: sin ella, sus regiones habrían seguido moviéndose con las demás, y desde el { DATE($start) } nada más les pasó solo a ellas.
   *[no] El antes y el después no dicen la causa: precios, existencias, tiempo o un competidor que cambiaran el { DATE($start) } también están en el cambio.
}
limit-picked = Si las regiones de la campaña se eligieron y no se sortearon, aquello por lo que se eligieron también está en el cambio.
limit-shifts = Si lo que las regiones comparten dura mucho, estos intervalos son algo demasiado seguros: en campañas simuladas, los del 95 % acertaron en el 92–95 %.
limit-designs = Dónde se notaría una campaña se probó en pocos tramos del pasado; el próximo puede moverse de otra manera.
limit-left-out = Fuera, porque les falta alguno de los { $days } días o antes no vendieron nada: { LIST($regions, most: 10) }.

## Plan

plan =
    .caption = Qué necesita la próxima prueba
    .note = { $origin ->
        [test] El control está en { $base } en la prueba de arriba.
        [given] Hoy lo hace un { $base } de los usuarios, según sus datos.
        [visits] Compró un { $base } de los visitantes de las últimas cuatro semanas.
       *[orders] De los clientes del último año, un { $base } volvió a comprar en las últimas cuatro semanas.
    } Un cambio que de verdad existe se ve con una probabilidad del { PERCENT($power, digits: 0) }, con intervalos del { PERCENT($level, digits: 0) }, dos variantes y la mitad de los usuarios en cada una.{ $daily ->
        [none] {" "}Cuántos días hacen falta depende de users_per_day.
       *[some] {" "}Días con { NUMBER($daily) } usuarios nuevos al día, en semanas completas.
    }{ $waiting ->
        [none] {""}
       *[some] {" "}Cada día en que la mitad de los usuarios espera la variante mejor cuesta unos { MONEY($waiting, digits: 0) }.
    }
    .lift = Cambio que se quiere ver
    .users = Usuarios en total
    .days = Días
    .worth = Nota
plan-worth = lo mínimo que se paga solo en un año
weeks =
    .title = Cuatro semanas muestran un cambio del { PERCENT($lift) } o más
    .subtitle = El cambio más pequeño que tantas semanas de usuarios muestran con una probabilidad del { PERCENT($power, digits: 0) }.
    .week = Semanas
    .axis = Cambio más pequeño
    .said = { $weeks } semanas: se ve un cambio del { $shown } o más

## Titular

headline-running = { $stop ->
    [yes] La prueba sigue en marcha.
   *[no] No se fijó ningún final para la prueba, así que se lee como si siguiera en marcha.
}
headline-stock = El control encuentra más artículos agotados cuantos más usuarios tienen las demás: le quitan artículos, así que el cambio es menor que ese.
headline-stopped = La prueba no se puede juzgar: { $why }
headline-rule = Esto es según otra regla que la que se escribió primero, el { DATE($on) }.
headline-unfixed = Antes de abrir los datos no se escribió ninguna regla.
headline-giant = Un solo usuario aporta el { PERCENT($share, digits: 0) } de «{ $metric }» en «{ $arm }»: mire el cambio con los valores más altos recortados.
headline-untold = De «{ $arm }» no se puede decir nada en «{ $metric }»: { $reason }.
# Lo que la regla dice de una variante
verdict =
    .won = «{ $arm }» { $way ->
        [up] sube
       *[down] baja
    } «{ $metric }» un { PERCENT($size) } ({ INTERVAL($size) }) frente a «{ $control }»{ $threshold ->
        [0] {""}
       *[other] , más del { PERCENT($threshold) } que se pedía
    }; tras el despliegue cabe esperar alrededor de un { PERCENT($expected) }, si estos cambios suelen moverla un { PERCENT($typical) }.
    .worse = «{ $arm }» { $way ->
        [up] sube
       *[down] baja
    } «{ $metric }» un { PERCENT($size) } ({ INTERVAL($size) }) frente a «{ $control }», y eso es peor: quédese con «{ $control }».
    .too_small = Lo que «{ $arm }» cambie en «{ $metric }» es menos del { PERCENT($threshold) } que se pedía (entre { PERCENT($low) } y { PERCENT($high) }): quédese con «{ $control }».
    .harms = «{ $arm }» rompe una protección ({ LIST($broken) }), haga lo que haga con «{ $metric }»: quédese con «{ $control }».
    .open = { $beyond ->
        [yes] «{ $arm }» mejora «{ $metric }» (entre { PERCENT($low) } y { PERCENT($high) }), pero no se demuestra que no empeore lo siguiente: { LIST($unsure) }.
       *[no] La prueba no decide: «{ $arm }» cambia «{ $metric }» entre { PERCENT($low) } y { PERCENT($high) } frente a «{ $control }».
    }
headline-planned-none = No se ha hecho ninguna prueba, y se sabe demasiado poco para planificar una.
headline-planned = Todavía no se ha hecho ninguna prueba. Para ver un cambio del { PERCENT($lift) } en { $origin ->
    [visits] cuántos visitantes compran
    [orders] cuántos clientes vuelven a comprar en cuatro semanas
   *[given] cuántos hacen lo que se quiere cambiar
}{ $worth ->
    [yes] , lo mínimo que se paga solo,
   *[no] {""}
} con una probabilidad del { PERCENT($power, digits: 0) } hacen falta { $users } usuarios{ $days ->
    [none] {""}
   *[other] , { $days } días con los usuarios de hoy
}{ $long ->
    [yes] {""}: demasiado para esperar
   *[no] {""}
}.

## Por qué no se puede juzgar

stop =
    .ratio = «{ $arm }» tiene { $units } donde el sorteo daría unos { $expected }, lo que el azar difícilmente hace. Se perdieron usuarios, o se contaron solo en una variante.
    .missing = nadie vio { LIST($gone) }, que el sorteo nombra.
    .strange = el registro tiene variantes que el sorteo no nombra: { LIST($strange) }.
    .crossed = { $clusters ->
        [0] { $crossed } usuarios vieron varias variantes.
       *[other] { $crossed } usuarios vieron varias variantes, y en { $clusters } cuentas se mostraron varias.
    }
    .apart = «{ $one }» se mostró solo antes que «{ $other }»: una variante cambió de nombre a mitad (indíquelo entonces en data.trials.arm_names), o no hubo sorteo.

## Cifras

figure =
    .users = Usuarios en la prueba
    .lift = Cambio de «{ $metric }» con «{ $arm }»
    .expected = Cabe esperar de ello
    .yearly = Un año, en dinero
method =
    .users = contados

## Decisiones

decision-mend =
    .what = Averiguar por qué, antes de creer nada de la prueba: { $why }
    .owner = Quien lleva los experimentos
    .effect = Hasta entonces no se demuestra que «{ $arm }» ni «{ $control }» sea mejor en «{ $metric }»
    .measured = una prueba cuyas variantes sean las del sorteo
decision-won =
    .what = { $money ->
        [unknown] Antes de desplegar «{ $arm }», decir cuánto vale su cambio: mejora «{ $metric }», pero no se sabe si eso compensa lo que cuesta
        [loses] No desplegar «{ $arm }»: mejora «{ $metric }», pero cabe esperar que en su primer año cueste más de lo que aporta
       *[other] Desplegar «{ $arm }»{ $money ->
            [unsure] {""}, aunque en su primer año puede costar más de lo que aporta
           *[other] {""}
        }{ $running ->
            [yes] {""}; la prueba puede terminar
           *[no] {""}
        }
    }
    .owner = Responsable de producto
    .effect = «{ $metric }» mejor que con «{ $control }»{ $waiting ->
        [none] {""}
       *[some] ; cada día de espera cuesta unos { MONEY($waiting, digits: 0) }
    }
    .period = un año
    .population = { $users ->
        [none] todos los usuarios
       *[some] { NUMBER($users) } usuarios, según sus datos{ $money ->
            [loses] , si se desplegara
           *[other] {""}
        }; menos de lo medido, suponiendo que estos cambios suelen moverla un { PERCENT($typical) }
    }
    .measured = lo que vale una unidad de «{ $metric }», y a cuántas personas al año se mostraría
decision-wait =
    .what = { $until ->
        [none] { $units ->
            [none] Fijar cuándo termina la prueba de «{ $arm }», y dejarla hasta entonces
           *[other] Dejar la prueba de «{ $arm }» hasta que hayan participado { $units }
        }
       *[day] Dejar la prueba de «{ $arm }» hasta el { DATE($until) }
    }
    .owner = Quien lleva los experimentos
    .effect = «{ $metric }» se decide entonces, y no el día en que mejor se vea; «{ $control }» sigue
    .measured = esta prueba, leída a su final
decision-open =
    .what = No decidir sobre «{ $arm }» con esta prueba: quedarse con «{ $control }»{ $users ->
        [none] , o probar otra vez con más usuarios
       *[other] , o probar otra vez con { $users } usuarios, que muestran un cambio del { PERCENT($lift) } en «{ $metric }»
    }
    .owner = Responsable de producto
    .effect = No se gasta dinero en lo que no se ha demostrado
    .measured = una prueba mayor
decision-keep =
    .what = { $outcome ->
        [harms] Quedarse con «{ $control }»: «{ $arm }» rompe una protección
        [worse] Quedarse con «{ $control }»: «{ $arm }» empeora «{ $metric }»
       *[other] Quedarse con «{ $control }»: «{ $arm }» cambia «{ $metric }» menos de lo que se pedía
    }{ $running ->
        [yes] {""}; la prueba puede terminar
       *[no] {""}
    }
    .owner = Responsable de producto
    .effect = Nadie recibe una variante que no compensa
    .measured = la próxima prueba, de otra cosa; esta ya lo ha dicho
decision-plan =
    .what = { $long ->
        [yes] Probar donde lleguen más usuarios, o algo que pueda cambiar más: un cambio del { PERCENT($lift) } tardaría { $days } días en verse
       *[no] Hacer una prueba con { $users } usuarios{ $days ->
            [none] {""}
           *[other] {" "}durante { $days } días
        }, y escribir antes su regla
    }
    .owner = Quien lleva los experimentos
    .effect = Muestra un cambio del { PERCENT($lift) } o más, si lo hay
    .measured = { $days ->
        [none] esa prueba con { $users } usuarios
       *[other] esa prueba con { $users } usuarios, en { $days } días
    }
decision-prepare =
    .what = Decir qué se probaría: qué cifras, cuánto valen hoy y cuántos visitantes nuevos hay al día
    .owner = Quien lleva los experimentos
    .effect = Entonces se puede planificar una prueba
    .measured = la próxima ejecución, que dice cuántos usuarios y días lleva la prueba

## Comprobaciones y límites

check-ratio =
    .name = Las variantes son tan grandes como las haría el sorteo
    .detail = { $holds ->
        [yes] Probabilidad de tamaños así de distintos: { $p }; por debajo de { NUMBER($threshold, digits: 2) } no habría veredicto.
       *[no] Probabilidad de tamaños así de distintos: { $p }, por debajo de { NUMBER($threshold, digits: 2) }: no hay veredicto.
    }
check-rule =
    .name = La regla se fijó antes de abrir los datos
    .detail = { $fixed ->
        [no] El control y el reparto no están en el archivo del proyecto, así que tuvieron que decirlos los datos.
       *[yes] { $other ->
            [yes] El { DATE($on) } se escribió antes otra regla.
           *[no] { $late ->
                [yes] Se escribió el { DATE($on) }, después del último día de la prueba ({ DATE($last) }): que nadie hubiera visto los datos hasta entonces no se puede demostrar aquí.
               *[no] Se escribió por primera vez el { DATE($on) }, y es la misma.
            }
        }
    }
check-crossed =
    .name = Casi nadie vio varias variantes
    .detail = Las vieron { $n }; con más del { PERCENT($most) } no habría veredicto.
check-apart =
    .name = Todas las variantes se mostraron a la vez
    .detail = { $apart ->
        [yes] Una se mostró solo cuando otra había terminado.
       *[no] Sus días coinciden, o el registro no dice días.
    }
check-guards =
    .name = Lo que no debe empeorar se mantiene
    .detail = { $left ->
        [none] Se demuestra que todas las protecciones se mantienen.
       *[some] Rotas, o sin demostrar que se mantengan: { LIST($left) }.
    }
check-giant =
    .name = Ningún usuario solo sostiene lo que decide
    .detail = El más grande aporta el { PERCENT($share, digits: 0) } de su variante.
check-before =
    .name = Lo conocido de antes es igual en todas las variantes
    .detail = { $moved ->
        [none] Nada indica lo contrario.
       *[some] Difiere más de lo que un sorteo haría, así que no se ha usado, en: { LIST($moved) }.
    }
check-stock =
    .name = Las variantes no se quitan artículos entre sí
    .detail = { $competes ->
        [yes] El control encuentra más artículos agotados los días con más usuarios de las demás.
       *[no] Si se los quitan, lo que el control encuentra agotado sube menos de la mitad.
    }
limit-typical = Lo que cabe esperar descansa en un supuesto: que estos cambios suelen mover lo que decide alrededor de un { PERCENT($typical) } en un sentido u otro (typical).
limit-sequential = { $running ->
    [yes] { $stop ->
        [yes] La prueba sigue en marcha
       *[no] No se fijó ningún final
    }: todos los intervalos son los que valen se mire cuantas veces se mire, aquí y en informes posteriores.
   *[no] La prueba se miró, o pudo mirarse, antes de su final: todos los intervalos son los que valen se mire cuantas veces se mire.
}
limit-stock = { $asked ->
    [yes] Si las variantes se quitan artículos entre sí no se puede decir con esta prueba.
   *[no] No se comprobó si las variantes compiten por las mismas existencias.
}
limit-totals = De totales no se distingue a ningún usuario: ni a los que vieron varias variantes ni a los más grandes.
limit-rows = Ninguna columna distingue a los usuarios: cada fila cuenta como uno. Si un usuario tiene varias filas, los intervalos son demasiado estrechos.
limit-money = Los valores, los costes y los usuarios al año son los que usted indicó; la prueba no midió ninguno.
limit-skewed = En { $metrics }, los intervalos son algo demasiado estrechos: los importes son desiguales y las variantes, de tamaño muy distinto. En pruebas simuladas como esta contuvieron lo verdadero en 91 a 95 de cada 100, no en 95.
limit-who = Quién gana más se aprendió y se comprobó solo dentro de esta prueba.
limit-plan = { $origin ->
    [none] No se sabe nada de lo que los usuarios hacen hoy.
    [given] Cuántos lo hacen hoy es lo que usted indicó.
    [visits] Cuántos lo hacen hoy se toma de las últimas cuatro semanas de visitas, sea cual sea su temporada.
   *[orders] Cuántos lo hacen hoy se toma de las últimas cuatro semanas de pedidos, sea cual sea su temporada.
}

## Faltas

fault-name = el registro no tiene ningún experimento «{ $name }»{ $near }
fault-several = el registro tiene varios experimentos ({ LIST($names, most: 5) }); indique uno
fault-no-metrics = indique qué se mide{ $columns ->
    [none] {""}
   *[some] ; columnas del registro: { LIST($columns, most: 20) }
}
fault-control = indique qué variante no cambia nada: { LIST($arms, most: 10) }
fault-nobody = ningún usuario del registro vio una sola variante, así que no hay qué comparar; revise las columnas de usuarios y de variantes (data.trials.columns)
fault-ends = nadie de { LIST($arms, most: 10) } llegó hasta el { DATE($ends) }: ¿termina la prueba ese día?
fault-no-control = el registro no tiene la variante «{ $name }»; tiene { LIST($arms, most: 10) }
fault-arms = { $strange ->
    [none] { $lost ->
        [none] el registro tiene una sola variante: { LIST($arms, most: 10) }
       *[some] al registro le falta { LIST($lost, most: 10) }; tiene { LIST($arms, most: 10) }
    }
   *[some] el registro tiene variantes sin parte en el sorteo: { LIST($strange, most: 10) }
}
fault-column = el registro no tiene la columna «{ $name }»{ $near }
fault-text = la columna «{ $name }» no contiene números
fault-late = { LIST($names) } también se mide: un rasgo es lo que se conocía antes del sorteo
fault-together = { $key } necesita dos columnas de cada usuario a la vez, que los totales no dicen
fault-squares = { $key } necesita las sumas de los cuadrados de «{ $name }»: indique su columna en data.trials.squares
fault-too-many = { $key } cuenta usuarios, pero «{ $name }» supera a los usuarios de su fila
fault-no-regions = nombra una campaña, pero los datos del cliente no tienen ventas por región (data.regions)
fault-region = la tabla de regiones no tiene «{ $name }»{ $near }
fault-before = necesita { $least } días antes del { DATE($start) }; la tabla de regiones tiene { $n }
fault-others = necesita al menos dos regiones sin la campaña; hay { $n }
fault-lost = { $name } tiene { $n } de { $days } días, o antes no vendió nada: una región con la campaña no se puede dejar fuera

## Parámetros

params =
    .name = qué experimento, si el registro tiene varios
    .control = la variante que no cambia nada
    .shares = partes del sorteo por variante (iguales si no se indican)
    .metrics = qué se mide; exactamente una es principal, y decide
    .threshold = cambio relativo que la principal debe superar (0,02: 2 %)
    .ends_on = día en que termina la prueba, como 2026-05-31
    .units = o bien: usuarios en total con los que termina
    .looks = cuántas veces se puede mirar; 1: solo al final
    .level = cobertura de sus intervalos (0 a 1)
    .state = en qué punto está la prueba (ninguno: lo que digan su final y los datos)
    .clusters = si se sorteó por cuentas (ninguno: donde el registro las nombra)
    .crossed = máximo de usuarios de varias variantes con el que hay veredicto
    .traits = columnas conocidas antes del sorteo, por las que los usuarios pueden ganar de forma distinta
    .sold_out = columna que cuenta lo que un usuario quería y estaba agotado
    .regions = ventas por región y día: cuáles tuvieron una campaña, de cuándo a cuándo
    .value = lo que vale una unidad de la principal, en la moneda del cliente
    .cost = lo que cuesta la variante nueva por usuario, igualmente
    .setup = lo que cuesta una vez desplegarla, igualmente
    .users_per_year = usuarios al año a los que se mostraría
    .typical = cuánto suelen mover la principal estos cambios (0,05: 5 %)
    .baseline = para un plan: parte de los usuarios que lo hace hoy (0 a 1)
    .users_per_day = para un plan: usuarios nuevos al día
    .power = para un plan: probabilidad de que un efecto real se vea (0 a 1)
