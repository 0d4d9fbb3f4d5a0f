# Lo que dice la regresión. Un archivo junto al cuaderno, regression.es.ftl, sustituye lo que nombre.

## Titular: qué traerán todos, en qué orden elegir y si un solo cliente decide

total = Se espera que los { $n } clientes conocidos el { $day } aporten { MONEY($total) } ({ INTERVAL($total) }) en los { $months } meses siguientes ({ counted }).

# $missed: «more-or-less» de la ventana de prueba; $missed_whole: de los últimos $whole días, si se miró tan atrás
total-missed = { $whole ->
    [0] En los { $days } días de prueba gastaron un { $missed } de lo previsto del mismo modo.
   *[other] En los { $days } días de prueba gastaron un { $missed } de lo previsto del mismo modo; en los últimos { $whole } días, un { $missed_whole }.
}

total-of-one = No se puede decir cuánto gastarán los clientes en conjunto: uno de ellos supone el { PERCENT($share, digits: 0) }, y los demás no dicen lo que hará uno solo.
total-untold = No se puede decir cuánto gastarán los clientes: en los { $days } días de prueba gastaron { MONEY($actual) }, cuando del mismo modo se habían previsto { MONEY($predicted) }.
total-other = No se puede decir cuánto gastarán los clientes: en los últimos { $days } días gastaron un { $missed } de lo que del mismo modo se había previsto.

order-none = No se puede decir quién gastará más que otros: ningún orden de los { $n } clientes fue claramente mejor que el azar en los { $days } días de prueba.
order-past = Ningún modelo demuestra ordenarlos mejor que lo que cada uno gastó en los últimos { $past } días: la décima parte que más había gastado aportó el { PERCENT($top, digits: 0) } del gasto ({ INTERVAL($top) }) en los { $days } días de prueba.

# $better: si ya la primera décima parte aportó claramente más que la de gasto pasado, $naive
order-model = { $better ->
    [yes] La décima parte que va primero aportó el { PERCENT($top, digits: 0) } del gasto ({ INTERVAL($top) }) en los { $days } días de prueba; la que más había gastado antes, el { PERCENT($naive, digits: 0) }.
   *[no] La décima parte que va primero aportó el { PERCENT($top, digits: 0) } del gasto ({ INTERVAL($top) }) en los { $days } días de prueba, y el orden entero fue mejor que por gasto pasado.
}

one-customer = Un solo cliente supone el { PERCENT($share, digits: 0) } del dinero: toda cifra en dinero depende de él.

rows-none = Nada permite prever «{ $target }»: en { $n } filas no vistas antes, no se demuestra que el modelo elegido mejore decir la media para todas, si pesan más los errores grandes. No lo use.
rows-little = «{ $target }» se prevé un poco: en { $n } filas no vistas antes, las previsiones se acercaron más que la media para todas, pero no tanto como para ordenar las filas por ellas.
rows-hardly = Se prevé un poco quién tiene más «{ $target }», no cuánto: en { $n } filas no vistas antes, el orden fue mejor que el azar; si pesan más los errores grandes, no se demuestra que los importes mejoren la media para todas.
rows-order = Se prevé quién tiene más «{ $target }», no cuánto: de { $n } filas no vistas antes, la décima parte con mayor previsión tuvo { NUMBER($first, digits: 2) } de media ({ INTERVAL($first) }) y la de menor previsión, { NUMBER($last, digits: 2) } ({ INTERVAL($last) }); si pesan más los errores grandes, no se demuestra que los importes mejoren la media para todas.
rows-part = «{ $target }» se prevé en parte: de { $n } filas no vistas antes, la décima parte con mayor previsión tuvo { NUMBER($first, digits: 2) } de media ({ INTERVAL($first) }) y la de menor previsión, { NUMBER($last, digits: 2) } ({ INTERVAL($last) }).

not-assessed = Sin evaluar: { $reason }.

## Qué dinero se cuenta; $margin es none si son ventas netas, $discount es una tasa anual

counted = { $margin ->
    [none] { $discount ->
        [0] ventas netas
       *[other] ventas netas; el dinero posterior, con un descuento del { PERCENT($discount, digits: 0) } anual
    }
   *[other] { $discount ->
        [0] margen de contribución: { PERCENT($margin, digits: 0) } de las ventas netas
       *[other] margen de contribución: { PERCENT($margin, digits: 0) } de las ventas netas; el dinero posterior, con un descuento del { PERCENT($discount, digits: 0) } anual
    }
}

# Lo mismo, con las palabras que caben en una cifra clave
rates = { $margin ->
    [none] { $discount ->
        [0] ventas netas
       *[other] ventas netas, descuento { PERCENT($discount, digits: 0) }
    }
   *[other] { $discount ->
        [0] margen { PERCENT($margin, digits: 0) }
       *[other] margen { PERCENT($margin, digits: 0) }, descuento { PERCENT($discount, digits: 0) }
    }
}

horizon = Dinero esperado en los { $months } meses desde el { $day }: { counted }.

# Lo gastado frente a lo previsto
more-or-less = { $more ->
    [yes] { PERCENT($share, digits: 0) } más
   *[no] { PERCENT($share, digits: 0) } menos
}

## Cifras clave

figure-total = Todos los clientes, próximos { $months } meses ({ rates })
figure-mean = Cada uno de media, próximos { $months } meses ({ rates })
figure-top = { $past ->
    [yes] Gasto de la prueba que aportó la décima parte que más había gastado
   *[no] Gasto de la prueba que aportó la décima parte que va primero
}
figure-first-tenth = Media de la décima parte con mayor previsión, en la prueba
figure-last-tenth = Media de la décima parte con menor previsión, en la prueba
figure-missed = Desvío medio de una previsión, en la prueba

## Decisiones

decision-lots =
    .what = No elegir a nadie por su gasto previsto: tratar a todos igual, o sortear
    .owner = CRM
    .effect = en los { $days } días de prueba, la décima parte que un modelo puso primero aportó el { PERCENT($top, digits: 0) } del gasto ({ INTERVAL($top) }); una elegida por sorteo aporta el 10 %
    .measured = una prueba que contacte con una décima parte de los clientes, por sorteo, leída a los { $days } días

# $one: lo que supone un solo cliente, si mucho depende de él
decision-top =
    .what = Dar un trato propio a los { $n } clientes de la décima parte más valiosa
    .owner = CRM
    .effect = { $one ->
        [none] en los { $days } días de prueba, la primera décima parte, ordenada del mismo modo, aportó el { PERCENT($top, digits: 0) } del gasto ({ INTERVAL($top) }); para saber si el trato les hace gastar más hace falta un grupo apartado por sorteo
       *[other] en los { $days } días de prueba, la primera décima parte, ordenada del mismo modo, aportó el { PERCENT($top, digits: 0) } del gasto ({ INTERVAL($top) }); un solo cliente, el { PERCENT($one, digits: 0) }
    }
    .measured = su gasto en { $days } días frente al de una décima parte de ellos, apartada por sorteo

decision-past =
    .what = Si hay que elegir clientes, tomar los { $n } que más gastaron en los últimos { $past } días, sin ningún modelo
    .owner = { decision-top.owner }
    .effect = { decision-top.effect }
    .measured = su gasto en { $days } días frente al de una décima parte de ellos, apartada por sorteo

decision-new =
    .what = Limitar el coste de captar un cliente a lo que va a aportar
    .owner = Marketing de captación
    .effect = se espera que los { $n } clientes que compraron por primera vez en los últimos { $days } días aporten { MONEY($mean) } cada uno ({ INTERVAL($mean) }) además de lo ya comprado, en { $months } meses ({ counted })
    .period = cada uno, en { $months } meses
    .population = un cliente nuevo
    .measured = lo que aporten los clientes nuevos, mes a mes, frente a lo que pagó cada canal por ellos

# Lo mismo sin margen indicado: lo que soportarían dos plausibles, $low y $high
decision-margin-new =
    .what = { decision-margin.what }
    .owner = { decision-margin.owner }
    .effect = { decision-new.effect }; con un margen del { PERCENT($low, digits: 0) } eso soporta { MONEY($at_low) } de coste y con uno del { PERCENT($high, digits: 0) }, { MONEY($at_high) }
    .measured = la próxima ejecución de esta página, con el margen

decision-margin =
    .what = Indicar el margen de contribución propio
    .owner = Finanzas
    .effect = así se podrá decir cuánto queda de estas ventas netas
    .measured = la próxima ejecución de esta página, con el margen

decision-one =
    .what = Hablar en persona con el único cliente que supone el { PERCENT($share, digits: 0) } del dinero
    .owner = Ventas
    .effect = ninguna previsión hecha con muchos clientes dice lo que hará uno solo
    .measured = lo que ese cliente diga que va a comprar, junto a lo que aquí se cuenta

decision-changed =
    .what = Averiguar si la temporada o un cambio desde el { $day } explican el desvío, antes de planificar con ningún total
    .owner = Dirección de marketing
    .effect = gastaron un { $missed } de lo previsto; hasta conocer la razón no se da ningún total
    .measured = los totales de los próximos meses

decision-rows =
    .what = Usar las previsiones, con sus intervalos, de mayor a menor
    .owner = Analítica
    .effect = la prueba dice hasta dónde se puede confiar en ellas
    .measured = las próximas filas cuyo importe se conozca

decision-rows-sum =
    .what = Usar las previsiones para la suma de muchas filas, no para elegir entre ellas
    .owner = Analítica
    .effect = el orden de las filas no demuestra ser mejor que el azar
    .measured = las próximas filas cuyo importe se conozca

decision-rows-order =
    .what = Usar las previsiones para ordenar las filas, no como importes
    .owner = Analítica
    .effect = el orden es mejor que el azar; si pesan más los errores grandes, no se demuestra que los importes mejoren la media
    .measured = las próximas filas cuyo importe se conozca

decision-rows-none =
    .what = No usar un modelo para este importe
    .owner = Analítica
    .effect = evita decidir con cifras que no mejoran la media
    .measured = las próximas filas cuyo importe se conozca

decision-missing =
    .what = Aportar lo que falta para saber cuánto valdrán los clientes, y ejecutar de nuevo
    .owner = Responsable de los datos
    .effect = así se podrá decir cuánto valdrán los clientes
    .measured = la próxima ejecución de este análisis, con lo que falta

## Comprobaciones

check-mean = Mejor que la media para todas
check-past = El orden es mejor que por gasto pasado
check-difference = { $label }: diferencia con la respuesta ingenua { NUMBER($difference, digits: 3) } (de { NUMBER(LOW($difference), digits: 3) } a { NUMBER(HIGH($difference), digits: 3) }), con «{ $model }»
check-no-difference = la validación eligió la propia respuesta ingenua

check-order =
    .name = El orden es claramente mejor que el azar
    .detail = con «{ $model }»: correlación de rangos (quien va antes gasta más; 0 es azar, 1 un orden perfecto) { NUMBER($spearman, digits: 3) } (de { NUMBER(LOW($spearman), digits: 3) } a { NUMBER(HIGH($spearman), digits: 3) }); Gini (cuánto de la concentración del gasto halla el orden; 0 es azar, 1 toda) { NUMBER($gini, digits: 3) } (de { NUMBER(LOW($gini), digits: 3) } a { NUMBER(HIGH($gini), digits: 3) })

check-intervals =
    .name = Los intervalos cumplen lo que prometen
    .detail = { PERCENT($share) } de las filas de prueba dentro ({ PERCENT($top) } en la décima parte más valiosa); se promete el 95 %

check-rows-total =
    .name = El total se acerca
    .detail = { PERCENT($error) } de desvío en la prueba ({ INTERVAL($error) })

check-held =
    .name = { $part ->
        [all] El total se acerca
        [top] La décima parte con mayor previsión gastó lo previsto
       *[new] Los clientes recién llegados gastaron lo previsto
    }
    .detail = { $n } clientes gastaron { MONEY($actual) } cada uno en la prueba ({ INTERVAL($actual) }); previsto: { MONEY($predicted) }

check-share =
    .name = La parte de esa décima parte era la prevista
    .detail = { PERCENT($share) } del gasto ({ INTERVAL($share) }); previsto: { PERCENT($foreseen) }

check-total =
    .name = El total está dentro de su intervalo
    .detail = gastado: { MONEY($actual) }; previsto: { INTERVAL($total) }

check-saved =
    .name = El modelo guardado es el utilizado
    .detail = leído de nuevo de sus archivos, da los mismos importes

## Límites

limit-simulated = Los datos son simulados: las cifras no dicen nada de una tienda real.
limit-expectation = Una previsión no es un efecto: dice lo que gastarán los clientes, no lo que cambia una oferta.
limit-unknown = Quienes aún no han comprado no están en ninguna cifra; tampoco un cambio de precios, surtido o temporada que el pasado no contenga.
limit-horizon = Los clientes se valoraron otra vez tal como estaban hace { $days } días: gastaron un { $missed } de lo previsto, y los totales se dan al menos con esa amplitud hacia ambos lados. Una sola mirada atrás es poca evidencia.
limit-windows = Las ventanas reservadas trajeron entre el { PERCENT($low, digits: 0) } y el { PERCENT($high, digits: 0) } de lo previsto: los intervalos de los totales son al menos así de anchos, pero no contienen temporadas fuera de ellas.
limit-nothing = No se ha aprendido ni probado nada.

# Una de las notas o razones siguientes, como frase entera
sentence = { UPPER_FIRST($text) }.

## Por qué no se pudo aprender nada

reason-no-flat = regression.target nombra una columna, pero no hay tabla plana: indique data.flat
reason-no-target = no hay pedidos, y no se ha indicado ninguna columna de la tabla plana como objetivo (regression.target)
reason-no-table = no hay ni pedidos ni tabla plana
reason-short = los pedidos van del { $first } al { $end }: con una ventana de prueba de { $days } días hacen falta al menos { $need } días (holdout_days acorta la ventana)
reason-few = solo { $n } clientes compraron antes del { $day }: hacen falta al menos { $least } para aprender y probar
reason-no-repeat = ninguno de los { $n } clientes compró un segundo día: no hay recompra que prever

## Notas de los pasos

note-newcomers = { $n } clientes compraron por primera vez después del { $day }: ese día nada podía decirse de ellos, y no están en ninguna cifra de la prueba
note-validation = la validación ocupa { $n } días, pues el historial es corto para dos ventanas de { $window }
note-no-purchases = sin modelo de compras: { $why }
note-pareto = Pareto/NBD aprende de { $n } clientes elegidos por sorteo; los demás modelos, de todos
note-no-lightgbm = Para la validación, LightGBM no tiene ninguna ventana anterior con compradores suficientes de los que aprender
note-repeated = { $n } filas tratan de un sujeto que tiene otra fila: en un reparto por sorteo ningún sujeto está en ambos lados
note-blank = { $n } filas no tienen importe y quedan fuera
note-infinite = { $n } filas tienen un importe infinito y quedan fuera
note-below = { $n } importes son negativos: se predicen tal como están, sin logaritmos

## Cómo se hallaron las cifras

measure =
    .ranking = Spearman y Gini juntos
    .spearman = Correlación de rangos (Spearman)
    .gini = Concentración hallada (Gini)
    .top = Parte de la suma en la primera décima parte
    .total_error = Error del total
    .absolute_error = Error absoluto medio
    .explained = Varianza explicada (R²)

method-test = { $n } clientes, { $futures } futuros simulados con parámetros sorteados
method-value = { $n } clientes, { $futures } futuros simulados; { $missed }
method-share = futuros simulados
method-factor = máxima verosimilitud, intervalo normal del logaritmo

# $days: de una ventana reservada tan larga como el horizonte; 0 si solo cabían más cortas
missed = { $days ->
    [0] al menos tan ancho como el desvío en las dos ventanas reservadas (entre el { PERCENT($below, digits: 0) } y el { PERCENT($above, digits: 0) } de lo previsto)
   *[other] al menos tan ancho como el desvío en una ventana reservada de { $days } días, hacia ambos lados (entre el { PERCENT($below, digits: 0) } y el { PERCENT($above, digits: 0) } de lo previsto)
}

## Nombres: de modelos, de lo que agrupa a los clientes y de esos grupos

model =
    .naive = Gasto pasado, prolongado
    .bg_nbd = BG/NBD + Gamma-Gamma
    .pareto_nbd = Pareto/NBD + Gamma-Gamma
    .bg_nbd_about = BG/NBD + Gamma-Gamma con covariables
    .blend = Mitad gasto pasado, mitad BG/NBD
    .lightgbm = LightGBM
    .mean = Lo mismo para todos: la media
    .linear = Regresión lineal
    .linear_log = Regresión lineal del logaritmo
    .lightgbm_log = LightGBM del logaritmo
    .lightgbm_tweedie = LightGBM, Tweedie

by =
    .segment = Segmento
    .channel = Canal
    .country = País
    .region = Región
    .first_category = Primer producto

level =
    .new = nuevos
    .once = una compra, hace tiempo
    .active = activos
    .quiet = inactivos
    .other = otros
    .unknown = no se sabe
    .none = ninguno (directo)

## Tablas, y lo que va en su lugar

table-customers =
    .caption = Clientes que se quedaron con algo de lo comprado
    .day = Clientes a fecha de
    .use = Para
    .customers = Clientes
    .again = Han recomprado
    .spend = Gasto neto hasta entonces
    .per_day = Gasto por día de compra

use =
    .validation = validación
    .test = prueba
    .value = valor

window = Se aprende antes del { $start }, se valida hasta el { $cut } y se prueba del { $cut } al { $end }: lo que gastaron en la ventana los clientes conocidos el primer día, neto de devoluciones.

table-amounts =
    .caption = Qué se predice: «{ $target }»
    .rows = Filas
    .mean = Media
    .median = Mediana
    .largest = Máximo
    .zero = Porcentaje en 0
    .below = Porcentaje bajo 0

table-training =
    .caption = Elegido en la ventana de validación
    .model = Forma de predecir
    .spearman = Correlación de rangos
    .gini = Gini
    .total = Error del total
    .like_best = Ordena como el mejor
    .chosen = Elegido
    .note = Elegido: de los que ordenan como el mejor, aquel cuyo total más se acerca. La ventana de prueba sigue sellada.

table-rows-training =
    .caption = Elegido en filas de validación
    .model = Forma de predecir
    .loss = Error cuadrático, sobre el de la media
    .chosen = Elegido
    .note = Cuanto menor, mejor; 1 no mejora la media. Las filas de prueba siguen selladas.

# En una columna como «Elegido»
yes = sí

# Lo que un control halló en columnas de una tabla plana, y qué fue de ellas
guard = { $severity ->
    [dropped] { $columns }: { $detail } (queda fuera).
    [warned] { $columns }: { $detail } (se mantiene, con una advertencia).
   *[told] { $columns }: { $detail } (se mantiene).
}
guards-more = { $n } más.

# Los encabezados de las demás columnas son «measure»
table-test =
    .caption = La prueba, una sola vez
    .model = Forma de predecir
    .note = Con intervalos del 95 %; todo en los mismos remuestreos de las mismas filas, así que la última línea es pareada. Correlación de rangos: si quien va antes tiene más; 0 es azar, 1 un orden perfecto. Gini: cuánto de la concentración de la suma halla el orden; 0 es azar, 1 toda. La primera décima parte: el 10 % es azar.

less-naive = { $chosen }, menos la respuesta ingenua

table-intervals =
    .caption = Los intervalos, frente a la prueba
    .what = Qué
    .all = Filas dentro de su propio intervalo del 95 %
    .top = Lo mismo, en la décima parte con mayores previsiones
    .note = Con { $model }. Un intervalo que cumple lo que promete contiene el 95 %.

predicted-total = Total previsto: { MONEY($total) }, entre { MONEY(LOW($total)) } y { MONEY(HIGH($total)) }; gastado: { MONEY($actual) }.

table-value =
    .caption = Valor a { $months } meses
    .what = Qué
    .total = Valor de todos los clientes
    .mean = Valor por cliente
    .sales = Ventas netas que lo sustentan, sin descontar
    .top = Parte del valor que se espera de la primera décima parte
    .note = { horizon } { $model }.

table-parts =
    .caption = Valor por grupo de clientes
    .part = Grupo
    .customers = Clientes
    .mean = Valor por cliente
    .total = Valor en conjunto
    .note = { horizon }

table-shifts =
    .caption = Qué acompaña a la forma de comprar
    .level = Nivel
    .against = Frente a
    .rate = Factor sobre cada cuánto compran
    .leaving = Factor sobre la facilidad con que se van
    .note = Con BG/NBD y covariables, antes de la ventana de prueba; 1: sin diferencia.

nothing = Sin evaluar.
no-value = Sin valor en un horizonte: para decirlo hacen falta pedidos de los que se haya podido aprender.
no-total = Sin total: { $other ->
    [yes] en los últimos { $days } días
   *[no] en la prueba
}, los clientes gastaron un { $missed } de lo previsto.

## Gráficos, y lo que va en su lugar

# $by: lo que ordena a los clientes, o las filas de una tabla plana, mejor que el azar
chart-candidates =
    .title = { $by ->
        [past] Ningún modelo demuestra ordenar a los clientes mejor que el gasto pasado
        [model] El modelo ordena a los clientes mejor que el gasto pasado
        [rows] El modelo ordena las filas mejor que el azar
       *[nothing] Ningún orden demuestra ser mejor que el azar
    }
    .subtitle = { $n } filas de prueba, abiertas una sola vez; línea discontinua: la respuesta ingenua
    .head = Modelo
    .axis = Correlación de rangos entre lo previsto y lo real (0: azar, 1: perfecta)

chart-tenths =
    .title = { $clear ->
        [yes] La primera décima parte trajo { QUANTITY($first) } por cabeza ({ $foreseen } previstos); la última, { QUANTITY($last) }
       *[no] La décima parte con mayor previsión no aportó claramente más que la última
    }
    .subtitle = Puntos: lo real, con intervalo del 95 %; rayas: lo previsto, con «{ $model }».
    .tenth_axis = Décima parte según la previsión, la mayor primero
    .axis = Importe medio por fila
    .tenth = Décima parte
    .predicted = Previsto
    .actual = Real

# $error y $ahead llevan signo
chart-course =
    .title = Recompras hasta la semana { $week }: { $error } de desvío en total, { $ahead } en la ventana de prueba
    .subtitle = Aprendido hasta la línea discontinua; { $model }
    .x_axis = Semanas desde el primer pedido
    .y_axis = Recompras acumuladas

course =
    .bought = compraron
    .expected = previsto

chart-concentration =
    .title = Se espera que la primera décima parte de los clientes aporte el { PERCENT($share, digits: 0) } del valor
    .subtitle = { $n } clientes, { $months } meses
    .x_axis = Porcentaje de clientes, los más valiosos primero
    .y_axis = Porcentaje del valor

concentration-moved =
    .slider = Los más valiosos, en %
    .said =
        Los { $n } primeros clientes ({ $share }):
        el { $held } del valor esperado

chart-parts =
    .title = { $clear ->
        [yes] Se espera más que de los demás: { LOWER_FIRST($by) } «{ $level }», { MONEY($mean) } por cliente
       *[no] De ningún grupo de clientes se espera claramente más que de los demás
    }
    .subtitle = Línea discontinua: todos los clientes
    .head = Grupo
    .axis = Previsto por cliente, { $months } meses ({ counted })

chart-shifts =
    .title = { $clear ->
        [yes] { $by } «{ $level }»: { NUMBER($rate, digits: 2) } veces las compras de «{ $against }»
       *[no] Nada de lo que se sabe de los clientes cambia con claridad cada cuánto compran
    }
    .subtitle = Factor sobre el ritmo de compra, frente a: { $levels }{ $apart ->
        [0] {""}
       *[other] . De { $n } intervalos, { $apart } { $apart ->
            [one] deja
           *[other] dejan
        } fuera el 1; solo por azar lo hace cerca de uno de cada 20
    }
    .head = Nivel
    .axis = Factor sobre el ritmo de compra (1: sin diferencia)

no-course = No hay modelo de compras que dibujar.
no-buyer = No se espera que compre ningún cliente.
no-parts = No hay grupos de clientes que distinguir.
no-shifts = No se sabe nada de los clientes que pueda cambiar cómo compran.
no-order = Ningún orden de los clientes fue claramente mejor que el azar en la prueba, así que aquí nada va por orden.
no-amounts = La prueba no respalda comparar importes de unos clientes con los de otros.
no-share = La décima parte con mayor previsión iba a aportar el { PERCENT($foreseen, digits: 0) } del gasto de la prueba y aportó el { PERCENT($found, digits: 0) }: no se dice qué parte aportará.

## Archivos

file =
    .values = Valor de cada cliente, con intervalo (CSV)
    .order = Clientes en el orden probado, sin importes (CSV)
    .predictions = Previsiones de las filas de prueba, con intervalo (CSV)
    .model = El modelo, en números sin más
    .trees = El modelo: árboles, como texto de LightGBM
    .buys = El modelo: árboles que dicen quién compra
    .spends = El modelo: árboles que dicen cuánto
    .contract = Columnas que necesita el modelo
    .profile = Cómo se repartían las columnas y las previsiones

## La ficha del modelo

card =
    .title = { $rows ->
        [yes] Ficha del modelo: «{ $target }»
       *[no] Ficha del modelo: valor del cliente
    }
    .model = Modelo
    .test_rows = Filas de prueba
    .covered = Filas de prueba dentro de su intervalo del 95 %

card-purpose-rows = Predice «{ $target }» de cada fila de la tabla plana a partir de sus otras columnas.

card-data =
    .split = { $how ->
        [time] Las primeras { $n } filas en el tiempo enseñan, las últimas { $m } prueban.
       *[lot] { $n } filas enseñan y { $m } prueban, por sorteo; nadie está en ambos lados.
    }

card-use =
    .rows = Planificar, con el intervalo de cada fila.
    .order = Elegir en quién invertir.
    .rank = Ordenar las filas; si pesan más los errores grandes, no se demuestra que sus importes mejoren la media para todas.
    .total = Planificar, con el intervalo del total.

card-misuse =
    .effect = Decir qué cambia una oferta: para eso hace falta un grupo de control elegido por sorteo.
    .persons = Decisiones sobre crédito, precios o acceso de personas concretas.

## Con qué no se puede trabajar

error-no-flat = nombra una columna, pero no hay tabla plana: indique data.flat
error-no-numbers = la columna '{ $name }' debe contener números para predecirla como importe (se encontró '{ $example }' y { $n } más que no lo son)
error-empty = la columna '{ $name }' no tiene importe en ninguna fila
error-constant = la columna '{ $name }' vale { NUMBER($value, digits: 2) } en todas las filas: no hay nada que predecir
error-same-amount = todas las filas de las que aprender tienen el mismo importe
error-no-column = no queda ninguna columna de la que aprender: { $why }
error-only-target = la tabla no tiene ninguna aparte del objetivo
error-few-test = la parte de prueba tiene menos de dos filas; indique un test_share mayor
error-no-second = ningún cliente compró por segunda vez: no hay de qué aprender
error-few-spend = el gasto por compra necesita tres clientes o más
error-spend = las compras y el gasto medio deben ser mayores que 0 y finitos

histories =
    .length = la frecuencia, la recencia y la antigüedad no tienen la misma longitud
    .empty = no hay clientes
    .missing = falta un valor o es infinito
    .frequency = la frecuencia cuenta recompras: números enteros desde 0
    .recency = la recencia debe estar entre 0 y la antigüedad del cliente
    .no_repeat = la recencia es 0 solo y siempre donde no hay recompra
    .age = la primera compra de un cliente debe ser anterior a la fecha del ajuste

## Parámetros (su inglés está en params.py)

params =
    .time = columna de la tabla plana que dice cuándo fue cada fila
    .ordered = si las filas de la tabla plana están en orden de tiempo
    .subject = columna de la tabla plana que dice de quién trata cada fila
    .exclude = columnas que solo se conocen después, o que no deben usarse
    .keep = columnas que se conocen a tiempo, parezcan lo que parezcan
    .test_share = parte de las filas de la tabla plana para la prueba, de 0 a 1
    .folds = partes de las filas de aprendizaje en las que se valida por turnos
    .tuning_trials = configuraciones que se prueban en validación; 0 toma los valores por defecto
    .tuning_seconds = segundos tras los que no se prueba ninguna configuración más
    .as_of = fecha en la que se valora a los clientes (si no se indica: el día siguiente al último pedido)
    .holdout_days = días de la ventana de prueba, los últimos antes de esa fecha
    .horizon_months = meses por delante en que se cuenta el valor
    .discount = tasa anual con que se descuenta el dinero futuro, de 0 a 1
    .margin = margen de contribución: parte de las ventas netas que queda (si no se indica, los valores son ventas netas)
    .covariates = lo que se sabe de los clientes y puede cambiar cómo compran
    .futures = futuros simulados para el intervalo de cada cliente
    .target = columna de la tabla plana con el importe que predecir
