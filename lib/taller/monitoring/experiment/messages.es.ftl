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
    .hash = Huella de la regla
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
rule-hash = { $hash ->
    [none] ninguna: el control y el reparto no están en el archivo del proyecto, así que tuvieron que decirlos los datos
   *[some] { $hash }, { $same ->
        [yes] escrita por primera vez el { DATE($on) }
       *[no] pero el { DATE($on) } se escribió antes otra: { $first }
    }
}
artifact-rule = La regla tal como se escribió por primera vez, y cuándo se miró la prueba

nothing-yet = Todavía no hay registro de ninguna prueba; lo que haría falta para una está al final de esta página.
nothing-measured = Todavía no se ha medido nada.

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
doubt-rejected = Filas apartadas: { $why }
doubt-crossed = Usuarios que vieron varias variantes
    .then = { $stops ->
        [yes] Demasiados: no hay veredicto
       *[no] No cuentan en ninguna
    }
doubt-clusters = Cuentas cuyos usuarios vieron varias variantes
doubt-heavy = Filas del usuario que más tiene ({ $user })
    .then = Un usuario, tenga las filas que tenga
doubt-filled = Usuarios sin valor en «{ $column }»
    .then = Cuentan como cero; en lo conocido de antes, con la media
doubt-negative = Usuarios por debajo de cero en «{ $column }»
    .then = Se toman como están: dinero devuelto
doubt-apart = «{ $one }» se mostró solo antes que «{ $other }»
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
daily-none = El registro no dice los días, o son demasiado pocos: no se puede dibujar la evolución.

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
outliers-none = Aquí no se midieron importes usuario a usuario, así que ningún usuario solo puede sostener un resultado.

## Quién gana

who-none =
    .planned = Quién gana más se puede preguntar cuando termine una prueba.
    .stopped = La prueba no se puede juzgar, así que de nadie se puede decir que gane.
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
    .caption = Lo que el control encontró agotado, por usuario
    .note = { $competes ->
        [yes] El control encontró más artículos agotados en la segunda mitad: las variantes pueden quitarse artículos entre sí, y el cambio medido sería demasiado grande.
       *[no] No se demuestra un aumento en la segunda mitad, cuando las otras variantes ya habían vendido más: nada aquí indica que las variantes se quiten artículos entre sí.
    }
    .when = Cuándo
    .value = Por usuario
stock-early = Primera mitad de la prueba
stock-late = Segunda mitad
stock-more = Diferencia

## Dinero

money-none = No se promete nada donde nada se ha juzgado.
money =
    .caption = Qué cabe esperar tras el despliegue
    .note = Una variante a la que le fue bien en una prueba también tuvo suerte, así que se espera menos de lo medido: suponemos que estos cambios suelen mover «{ $metric }» alrededor de un { PERCENT($typical) } en un sentido u otro.{ $valued ->
        [yes] {" "}Un año: { NUMBER($users) } usuarios, { $value ->
            [none] el dinero tal como se midió
           *[some] { MONEY($value) } por cada unidad de la métrica
        }, menos { MONEY($cost) } por usuario y { MONEY($setup) } de una vez, según sus datos.
       *[no] {" "}En dinero se podrá decir cuando se indiquen value y users_per_year.
    }
    .arm = Variante
    .measured = Medido
    .expected = Cabe esperar
    .kept = Queda de lo medido
    .yearly = Un año, en dinero

## Plan

plan-none = No se puede decir qué tamaño necesita una prueba: indique baseline (parte de los usuarios que lo hace hoy) y users_per_day.
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
weeks-none = Cuánto más se vería con más semanas no se puede decir: nadie ha indicado cuántos usuarios llegan (users_per_day).
weeks =
    .title = Cuatro semanas muestran un cambio del { PERCENT($lift) } o más
    .subtitle = El cambio más pequeño que tantas semanas de usuarios muestran con una probabilidad del { PERCENT($power, digits: 0) }.
    .week = Semanas
    .axis = Cambio más pequeño

## Titular

headline-running = { $stop ->
    [yes] La prueba sigue en marcha.
   *[no] No se fijó ningún final para la prueba, así que se lee como si siguiera en marcha.
}
headline-stock = El control encontró más artículos agotados a medida que avanzaba la prueba, así que el cambio puede ser menor.
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
    .what = { $loses ->
        [yes] No desplegar «{ $arm }»: mejora «{ $metric }», pero cuesta más de lo que aporta
       *[no] Desplegar «{ $arm }»{ $unsure ->
            [yes] {""}, aunque en su primer año puede costar más de lo que aporta
           *[no] {""}
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
       *[some] { NUMBER($users) } usuarios, según sus datos; menos de lo medido, suponiendo que estos cambios suelen moverla un { PERCENT($typical) }
    }
    .measured = lo que vale una unidad de «{ $metric }» (value), y users_per_year
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
    .measured = el final de esta prueba
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
    .measured = nada más: la prueba ya lo ha dicho
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
    .measured = la propia prueba
decision-prepare =
    .what = Decir qué se probaría: metrics, baseline y users_per_day
    .owner = Quien lleva los experimentos
    .effect = Entonces se puede planificar una prueba
    .measured = una prueba

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
    .detail = { $more ->
        [yes] El control encontró más artículos agotados a medida que avanzaba la prueba.
       *[no] No se demuestra que el control encontrara más artículos agotados a medida que avanzaba la prueba.
    }
limit-typical = Lo que cabe esperar descansa en un supuesto: que estos cambios suelen mover lo que decide alrededor de un { PERCENT($typical) } en un sentido u otro (typical).
limit-sequential = { $running ->
    [yes] La prueba sigue en marcha: todos los intervalos son los que valen se mire cuantas veces se mire, aquí y en informes posteriores.
   *[no] La prueba se miró, o pudo mirarse, antes de su final: todos los intervalos son los que valen se mire cuantas veces se mire.
}
limit-stock = No se comprobó si las variantes compiten por las mismas existencias.
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
    .value = lo que vale una unidad de la principal, en la moneda del cliente
    .cost = lo que cuesta la variante nueva por usuario, igualmente
    .setup = lo que cuesta una vez desplegarla, igualmente
    .users_per_year = usuarios al año a los que se mostraría
    .typical = cuánto suelen mover la principal estos cambios (0,05: 5 %)
    .baseline = para un plan: parte de los usuarios que lo hace hoy (0 a 1)
    .users_per_day = para un plan: usuarios nuevos al día
    .power = para un plan: probabilidad de que un efecto real se vea (0 a 1)
