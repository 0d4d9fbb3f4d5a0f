# Lo que dice la clasificación. Un archivo junto al cuaderno, classification.es.ftl, sustituye lo que nombre.

## Qué se predice y cómo se llama

event = { $of ->
    [column] «{ $target }»
    [churn] ningún pedido en { $days } días
   *[propensity] un pedido en { $days } días
}

# Nombres de los modelos
model =
    .naive = La misma tasa para todos
    .rule = Mejor columna por sí sola
    .logistic = Regresión logística
    .lightgbm = LightGBM
    .blend = Media de ambas

# Nombres de los modelos del cuándo
timing =
    .naive = La misma curva para todos (Kaplan-Meier)
    .proportional = Tasas por factores (riesgos proporcionales)
    .boosted = Tasas, factores y árboles (riesgos con boosting)

# Qué se mide
measure =
    .auroc = Ordenación (AUROC)
    .lift = Primera décima parte, veces la media
    .brier = Error de las probabilidades (Brier)
    .concordance = Quién va antes (concordancia)
    .error = Error de las curvas (Brier)

# Unidades de tiempo
unit =
    .days = días
    .weeks = semanas
    .months = meses
    .years = años

# Nuestras columnas, dentro de una frase; las del cliente se llaman como en su archivo
column =
    .recency_days = días desde el último pedido
    .tenure_days = días desde el primer pedido
    .orders = pedidos
    .spend = gasto neto
    .items = artículos distintos
    .orders_recent = pedidos de los últimos 90 días
    .orders_before = pedidos de los 90 días anteriores
    .order_value = valor de un pedido
    .units_per_order = unidades por pedido
    .spend_recent = gasto de los últimos 90 días
    .spend_before = gasto de los 90 días anteriores
    .return_rate = parte devuelta
    .gap_days = días habituales entre pedidos
    .overdue = retraso, en intervalos habituales entre pedidos
    .visit_recency_days = días desde la última visita
    .visits = visitas
    .visits_recent = visitas de los últimos 90 días
    .country = país
    .region = región
    .medium = primer canal (medio)
    .source = primer canal (fuente)
    .accepts_marketing = aceptó recibir comunicaciones

## De qué se aprende

nothing = Sin evaluar.
not-assessed = Sin evaluar: { $reason }.

rows =
    .caption = Qué se predice: { $what }
    .day = Clientes a fecha de
    .rows = Filas
    .happened = Ocurrió
    .share = Porcentaje

rows-all = Todas las filas

# Por qué no se puede aprender, dentro de «Sin evaluar: …».
reason =
    .no-flat = classification.target nombra una columna, pero no hay tabla plana: indique data.flat
    .no-column = una respuesta es una columna de una tabla plana: indique data.flat y classification.target
    .no-target = no hay pedidos, y ninguna columna de la tabla plana está nombrada como objetivo (classification.target)
    .no-data = no hay ni pedidos ni tabla plana
    .short = los pedidos van del { $first } al { $end }: aprender y probar exige { $need } días, dos periodos de { $days } días tras { $history } días de historial
    .one-sided = { $happened ->
        [yes] solo { $n } filas en las que ocurrió, de { $all }: hacen falta al menos { $least } de cada tipo para aprender y probar
       *[no] solo { $n } filas en las que no ocurrió, de { $all }: hacen falta al menos { $least } de cada tipo para aprender y probar
    }

# Qué se hizo con las filas
note =
    .twins = { $n } filas son iguales a otra anterior en todas las columnas: tales filas quedan a un mismo lado de la división
    .blank = { $n } filas no dicen nada del objetivo: de ellas no se aprende, pero se puntúan

# Lo que impide aprender
fault =
    .no-flat = nombra una columna, pero no hay tabla plana: indique data.flat
    .numbers = la columna '{ $name }' no tiene números de 0 o más
    .no-columns = no queda ninguna columna de la que aprender: { $why }
    .few-tested = la parte de prueba tiene { $n } filas y ocurrió en { $m } de ellas: muy pocas para una prueba; aporte un historial más largo o un test_share mayor
    .target-blank = ninguna fila tiene valor; nombre una columna que diga lo que ocurrió
    .target-same = todas las filas dicen «{ $value }»: no hay nada que distinguir
    .target-positive = ninguna fila dice «{ $value }», que es lo que nombra classification.positive{ $near }
    .target-values = sus valores son { $values }: indique con classification.positive cuál cuenta como sí
    .target-numbers = tiene { $n } números distintos: un importe lo predice el cuaderno regression; aquí el objetivo dice sí o no
    .target-many = tiene { $n } valores, como { $values }; el objetivo dice sí o no: junte los demás en los datos, de modo que queden dos

## Controles y división

guards =
    .caption = Lo que encontraron los controles
    .columns = Columna
    .found = Qué se ha encontrado
    .so = Por eso

guards-clean = Los controles no encontraron nada mal en las { $n } columnas.
guards-target = el objetivo

# Qué se hizo con una columna
done =
    .dropped = queda fuera
    .warned = se mantiene, con una advertencia
    .told = se mantiene

guard =
    .people = datos de personas: se sustituyen por seudónimos y no se aprende nada de ellos
    .few = solo { $n } filas del tipo menos frecuente para aprender: todas las cifras son inseguras

split-orders = Se aprende de los clientes tal como estaban el { $earlier }; tal como estaban el { $last }, con los { $days } días siguientes, sirven de prueba. Ninguna ventana se solapa con otra.

split-rows = { $how ->
    [time] Las primeras { $n } filas en el tiempo enseñan, las últimas { $m } prueban.
    [group] { $n } filas enseñan y { $m } prueban, por sorteo; nadie está en ambos lados.
   *[stratified] { $n } filas enseñan y { $m } prueban, por sorteo y en proporción al objetivo.
}

split-order = Nadie ha indicado ese orden: { $reason }.

# Lo que indica un orden en el tiempo
order =
    .dates = las fechas de «{ $column }» avanzan con las filas
    .months = los meses de «{ $column }» se siguen a lo largo de las filas
    .rate = ocurre mucho más en unas partes del archivo que en otras
    .drift = «{ $column }» cambia de una parte del archivo a otra
    .sorted = el archivo parece ordenado por «{ $column }»

## Aprendizaje y prueba

training =
    .caption = Elegido en la validación
    .model = Modelo
    .loss = Log-loss en las filas de validación
    .chosen = Elegido
    .note = Menos es mejor. Las filas de prueba siguen selladas. Mejor columna por sí sola: { $rule }.

training-yes = sí

measures =
    .caption = La prueba, una sola vez
    .model = Modelo
    .note = Con intervalos del 95 %; todos los modelos en los mismos remuestreos de las mismas filas, así que la última línea es pareada. Ordenación: 0,5 es azar. Brier: menos es mejor.

measures-less = { $model }, menos logística
axis-auroc = Pares en el orden correcto (AUROC; 0,5: azar, 1: todos)

ranking =
    .title = { $signal ->
        [no] Ningún modelo es claramente mejor que el azar
       *[yes] De dos clientes, acierta a cuál le ocurre en el { PERCENT($best, digits: 0) } de los casos (de { PERCENT(LOW($best), digits: 0) } a { PERCENT(HIGH($best), digits: 0) }); la mejor columna sola, en el { PERCENT($rule, digits: 0) }
    }
    .axis = { axis-auroc }
    .subtitle = { $n } filas de prueba, abiertas una sola vez; línea discontinua: azar
    .head = Modelo

# Cuánto distan lo previsto y lo observado, de cien
points = { NUMBER($n, digits: 1) } puntos

reliability =
    .title = { $off ->
        [no] Las probabilidades se acercan a lo que ocurre: { $apart } de distancia media
       *[yes] Las probabilidades fallan: donde se predijo el { PERCENT($predicted) }, ocurrió en el { PERCENT($observed) }
    }
    .x_axis = Probabilidad prevista
    .y_axis = Proporción a la que le ocurrió
    .customers = Clientes
    .subtitle = Décimos de las filas de prueba con intervalos del 95 %; línea discontinua: lo previsto es lo que ocurre.

## A quién contactar

# Cómo se llama una cifra que solo conoce el cliente, y su valor
unstated =
    .customer_value = lo que vale un cliente
    .margin = el margen sobre las ventas netas
    .contact_cost = el coste de un contacto
    .incentive_cost = el coste del incentivo
    .acceptance = la parte que retiene la campaña

cost =
    .contact_cost = { MONEY($value) } por contacto
    .incentive_cost = { MONEY($value) } para quien acepta
    .acceptance = un { PERCENT($value, digits: 0) } que acepta

# Tras un importe: lo que vale uno
each =
    .churn = por cada cliente que se queda
    .propensity = por cada uno que compra
    .response = por cada uno que responde

stated = con { $figures }

stated-worth = { $measured ->
    [yes] { MONEY($value) } { $each } (gasto medido con un margen del { PERCENT($margin, digits: 0) })
   *[no] { MONEY($value) } { $each }
}

# Lo que da por supuesto una lista de valores, tras ella
assumed = {" "}(se supone: { $figures })

flip =
    .nobody = con { MONEY($value) } { $each } nadie merece un contacto
    .some = con { MONEY($value) }, { $n } de { $m }
    .everybody = con { MONEY($value) } { $each }, todos

# Tras el número de aquellos a quienes aún puede ocurrirles
whom =
    .orders = que pidieron en los últimos { $days } días
    .fresh = de los que aún no se sabe
    .churn = que no se han ido
    .propensity = que no han comprado
    .response = que no han respondido

# Lo que da por supuesto el dinero que cabe esperar
provided =
    .orders = si los próximos { $days } días son como los anteriores
    .fresh = si les ocurre como a los demás de la tabla
    .churn = si siguen yéndose como los clientes de esta tabla
    .propensity = si ahora compran como los clientes de esta tabla
    .response = si la próxima vez responden como las personas de esta tabla

costs =
    .caption = Lo que cabe esperar de contactar, de los { $m } { $whom }
    .what = A quién contactar
    .note = { $limited ->
        [yes] En las filas de prueba, elegir por puntuación aportó { MONEY($gain) } por fila más que otros tantos por sorteo ({ INTERVAL($gain) }).
       *[no] En las filas de prueba, elegir por puntuación aportó { MONEY($gain) } por fila más que lo mejor de contactar con todos o con nadie ({ INTERVAL($gain) }).
    }

costs-row =
    .nobody = Nadie
    .all = Los { $m }
    .chosen = { $limited ->
        [yes] Los { $n } con las puntuaciones más altas
       *[no] Los { $n } por encima del umbral
    }

costs-no-signal = Sin señal: no se elige a nadie por puntuación, así que no hay nada que calcular.
costs-off = Donde se decide, las probabilidades fallan: no se dan cifras en dinero.
costs-pays = Un contacto compensa a partir de una probabilidad de { costs-from }, { $values }.

costs-from = { $pays ->
    [no] nunca: con estos costes ningún contacto compensa
   *[yes] { PERCENT($p) }
}

costs-capacity = La capacidad permite { $n } contactos, menos de los que compensarían: primero van las puntuaciones más altas.

choices =
    .caption = Qué conviene según el valor{ $assumed }
    .value = { UPPER_FIRST($each) }
    .from = Un contacto compensa desde
    .contacted = Por contactar, de los { $m } { $whom }
    .earned = Cabe esperar de ellos
    .note = { UPPER_FIRST($flips) }.

choices-unstated = Nadie ha indicado { $names }, así que no se aconseja con quién contactar.
choices-off = Tampoco se muestra la elección según el valor: en una parte de las filas de prueba las probabilidades fallan.

choices-from = { $pays ->
    [no] nunca
   *[yes] { PERCENT($p) }
}

choices-chart =
    .title = { UPPER_FIRST($flips) }
    .axis = Por contactar, como parte de los { $m } { $whom }
    .head = { UPPER_FIRST($each) }
    .subtitle = { UPPER_FIRST($each) }

profit =
    .title = { $standing ->
        [never] Con estos costes ningún contacto compensa
        [unsure] No se demuestra que elegir por puntuación aporte más que contactar con todos o con nadie
        [limited] Contactar con el { PERCENT($share, digits: 0) } de puntuación más alta aporta { MONEY($money) } por fila de prueba
       *[threshold] Contactar con el { PERCENT($share, digits: 0) } por encima del umbral aporta { MONEY($money) } por fila de prueba
    }
    .x_axis = Proporción de clientes contactados, primero las puntuaciones más altas
    .y_axis = Beneficio por fila de prueba
    .subtitle = { $limited ->
        [yes] Filas de prueba por orden de puntuación; banda: intervalo del 95 %; línea discontinua: lo que se puede contactar
       *[no] Filas de prueba por orden de puntuación; banda: intervalo del 95 %; línea discontinua: lo que contacta el umbral
    }

profit-moved =
    .contacts = Contactados de cada { $of }
    .price = Coste de un contacto
    .said =
        { $contacts } de { $of } como en la prueba, a { $price } cada uno:
        { $brings } (de { $least } a { $most })

deciles =
    .caption = Filas de prueba por puntuación, de mayor a menor
    .tenth = Décimo por puntuación
    .rows = Filas de prueba
    .predicted = Previsto
    .happened = Ocurrió
    .lift = Veces la media
    .reached = Alcanzado hasta aquí
    .note = Alcanzados: parte de todos aquellos a los que les ocurrió, en esta décima parte y las anteriores.

## Qué mueve las puntuaciones

drivers =
    .title = Lo que más mueve las puntuaciones: { $column }
    .axis = Cuánto mueve cada columna la puntuación, de media
    .head = Columna

drivers-none = Ninguna columna mueve las puntuaciones.

# Qué valores suben las puntuaciones («las»)
direction =
    .up = los valores altos las suben
    .down = los valores altos las bajan
    .none = sin una dirección única
    .texts = «{ $top }» es lo que más las sube; «{ $bottom }», lo que más las baja

examples =
    .caption = Por qué una puntuación es la que es: tres ejemplos
    .customer = Cliente
    .probability = Probabilidad
    .moves = Lo que más mueve la puntuación
    .note = Según las contribuciones del propio modelo. El archivo de puntuaciones contiene los motivos de todos.

example =
    .high = puntuación alta
    .middling = intermedia
    .low = puntuación baja

moves =
    .up = sube
    .down = baja

moves-unknown = no se sabe

## Partes de los clientes

parts =
    .title = { $weak ->
        [yes] Más débil en «{ $level }» ({ $column }): el { PERCENT($value, digits: 0) } de los pares en el orden correcto, frente al { PERCENT($overall, digits: 0) } del total
       *[no] En ninguna parte la ordenación es claramente peor que en el conjunto
    }
    .axis = { axis-auroc }
    .subtitle = Con intervalo del 95 %; línea discontinua: todas las filas de prueba
    .head = Grupo

parts-none = Ninguna parte de los clientes tiene bastantes casos de ambos tipos para distinguirla.

## Cuándo ocurre

waited-for = el siguiente pedido después del { $day }

not-yet = { $ordering ->
    [yes] Aún sin otro pedido
   *[no] Aún no ha ocurrido
}

axis-time = Tiempo ({ $unit })

waiting =
    .title = { $half ->
        [yes] { waiting-half }
       *[no] { waiting-left }
    }
    .x_axis = { axis-time }
    .y_axis = { not-yet }
    .subtitle = { $n } casos; { $what }; banda: intervalo del 95 %

waiting-half = { $ordering ->
    [yes] A los { $time }, la mitad ha vuelto a comprar
   *[no] A la mitad le ha ocurrido a los { $time }
}

waiting-left = { $ordering ->
    [yes] A los { $time }, el { PERCENT($share, digits: 0) } no ha vuelto a comprar
   *[no] A los { $time } no le ha ocurrido al { PERCENT($share, digits: 0) }
}

waiting-all = Todos
waiting-none = No se conoce el tiempo en que ocurre: indique una columna en classification.duration.

when =
    .caption = Cuándo ocurre: { $what }
    .model = Modelo
    .note = { $n } sujetos, a { $m } de los cuales les ocurrió; probado hasta { $time }. Concordancia: pares en el orden correcto, 0,5 es el azar (Uno). Error: mejor cuanto más bajo. Con intervalos del 95 %, en los mismos remuestreos de las filas de prueba.

when-difference = Diferencia
when-none = Sin modelo del cuándo: { $reason }.
when-no-signal = Aquí no hay señal: no se ha demostrado que conocer al cliente diga mejor cuándo ocurre que una misma curva para todos; nada de ello se entrega.
when-left-out = Se deja fuera porque crece por sí solo con el tiempo: { $names }.

# Por qué no hay modelo del cuándo
when-reason =
    .same = siempre ocurrió al mismo tiempo
    .seldom = ocurrió { $n } veces entre las filas de las que se aprende y { $m } entre las de prueba, demasiado pocas para aprender a quién le ocurre antes

rates =
    .title = { $apart ->
        [no] En ningún momento ocurre claramente más que en otro: de { PERCENT($low) } a { PERCENT($high) }
       *[yes] { $ordering ->
            [yes] Los pedidos llegan sobre todo hacia los { $at } y menos hacia los { $then }: { PERCENT($high) } frente a { PERCENT($low) }
           *[no] Ocurre más en torno a { $at } y menos en torno a { $then }: { PERCENT($high) } frente a { PERCENT($low) }
        }
    }
    .x_axis = { axis-time }
    .y_axis = { $days ->
        [yes] De quienes siguen sin ello, por cada { $step }
       *[no] De quienes siguen sin ello, por unidad de tiempo
    }
    .subtitle = Filas de las que se aprende; banda: intervalo del 95 %

curves =
    .title = { $ordering ->
        [yes] A los { $time }, no ha vuelto a comprar el { PERCENT($first, digits: 0) } del grupo de mayor probabilidad prevista, ni el { PERCENT($last, digits: 0) } del de menor
       *[no] A los { $time } no le ha ocurrido al { PERCENT($first, digits: 0) } del grupo de mayor probabilidad prevista, ni al { PERCENT($last, digits: 0) } del de menor
    }
    .series_title = Probabilidad prevista
    .x_axis = { axis-time }
    .y_axis = { not-yet }
    .subtitle = Filas de prueba; líneas y bandas: lo observado; discontinua: lo previsto

curve =
    .first = { $n } (mayor)
    .last = { $n } (menor)

horizons =
    .caption = Desde el inicio, todas las filas de prueba
    .within = En
    .predicted = Previsto
    .happened = Ocurrió
    .gap = Distancia media en los grupos
    .note = Distancia entre lo previsto y lo observado en los grupos del gráfico anterior.

outlook =
    .caption = { $ordering ->
        [yes] Quién compra antes
       *[no] A quién le ocurrirá antes
    }
    .fifth = Quinto por probabilidad
    .customers = Clientes
    .risk = Probabilidad en { $time }
    .will = { $ordering ->
        [yes] Comprarán
       *[no] A quienes les ocurrirá
    }
    .wait = Espera media
    .stake = Por la probabilidad
    .note = Previsto para aquellos a quienes aún no les ha ocurrido, según el tiempo que llevan; espera media: de los próximos { $within }. El archivo de puntuaciones tiene la de cada uno.

past-spend = Gasto neto pasado

## Titular y cifras

headline-shift = Ocurre en el { PERCENT($after, digits: 0) } de las filas de prueba, frente al { PERCENT($before, digits: 0) } de las de aprendizaje.
headline-no-signal = Aquí no hay señal: en filas que no había visto, el modelo no acierta claramente mejor que el azar { $who }; no se elige a nadie con él.

who =
    .churn = a quienes se irán
    .propensity = a quienes comprarán
    .response = quién responderá

headline-told = En la décima parte con las puntuaciones más altas ocurrió en el { PERCENT($rate, digits: 0) }, frente al { PERCENT($base, digits: 0) } del total ({ $event }, filas de prueba).
headline-contact = Contacte con { $n } de los { $m } { $whom }: cabe esperar { MONEY($earned) } ({ INTERVAL($earned) }) { $values }, { $provided }.
headline-all = Contacte con los { $m } { $whom }: { $values }, no se demuestra que elegir por puntuación gane más que contactar con todos.
headline-nobody = No contacte con nadie: { $values }, ninguna elección gana nada.
headline-unsure = { $told } Pero, { $values }, no se demuestra que elegir por puntuación gane más que contactar con todos o con nadie.
headline-off = Pero aún no se puede decir con quién contactar: donde se predijo el { PERCENT($predicted) }, ocurrió en el { PERCENT($observed) }.
headline-unstated = No se puede decir con quién compensa contactar: nadie ha indicado { $names }.

figure =
    .base_rate = Con qué frecuencia ocurrió: { $event } (filas de prueba)
    .first_tenth = Con qué frecuencia en la décima parte con las puntuaciones más altas
    .contacted = Por contactar, de los { $m } { $whom }
    .earned = Cabe esperar de contactar con ellos
    .earned-by-all = Cabe esperar de contactar con los { $m } { $whom }

# Intervalos en los que una cifra necesita otros decimales que los de su unidad
interval-percent = de { PERCENT(LOW($value), digits: 0) } a { PERCENT(HIGH($value), digits: 0) }
interval-three = de { NUMBER(LOW($difference), digits: 3) } a { NUMBER(HIGH($difference), digits: 3) }

# Cómo se han calculado las cifras
method =
    .counted = contado en el archivo de puntuaciones
    .definition = por definición
    .same = lo mismo en cada una de las { $n } filas de prueba
    .expected = suma de lo que cabe esperar de { $n } personas; el intervalo abarca lo que mostraron { $m } filas de prueba semejantes (Wilson)
    .observed = suma de lo que aportarían { $n } personas con la frecuencia que mostraron { $m } filas de prueba semejantes, que no es la prevista (Wilson)
    .difference = diferencia de proporciones de { $n } y { $m } filas, intervalo de Newcombe
    .survival = Kaplan-Meier, intervalo de Greenwood

## Decisiones

owner =
    .crm = CRM
    .data = Responsable de los datos
    .director = Dirección de marketing
    .finance = Finanzas

decision-contact =
    .what = { $limited ->
        [yes] Contactar con los { $n } de puntuación más alta, tantos como se pueden contactar, entre los { $m } { $whom }
       *[no] Contactar con los { $n } de probabilidad superior al { PERCENT($p, digits: 0) }, entre los { $m } { $whom }
    }
    .owner = { owner.crm }
    .effect = cabe esperar { MONEY($earned) } de estos { $n } ({ INTERVAL($earned) }) { $values }, { $provided }; si se contactara con los { $m }: { MONEY($all) } ({ INTERVAL($all) })
    .period = { $days ->
        [none] en el plazo que mira la tabla
       *[other] en { $days } días
    }
    .population = los { $n } contactados

decision-capacity =
    .what = Averiguar cuánto costaría contactar con { $n } más, aparte de los { $k } con quienes se puede
    .owner = { owner.crm }
    .effect = cabe esperar { MONEY($beyond) } de ellos ({ INTERVAL($beyond) }) { $values }, { $provided }: los medios para hacerlo no deben costar más
    .period = { $days ->
        [none] en el plazo que mira la tabla
       *[other] en { $days } días
    }
    .population = los { $n } que el límite deja fuera

decision-hold-out =
    .what = Reservar por sorteo una décima parte de los que se van a contactar, y comparar
    .owner = { owner.crm }
    .effect = muestra lo que cambia el contacto, algo que ninguna puntuación puede decir
    .period = { $days ->
        [none] en el tiempo que mira la tabla
       *[other] en { $days } días
    }
    .population = los { $n } con quienes entonces no se contacta
    .measured = { $days ->
        [none] la comparación de los contactados con los { $n } reservados
       *[other] la comparación de los contactados con los { $n } reservados, a los { $days } días
    }

decision-all =
    .what = Contactar con los { $m } { $whom }, sin elegir por puntuación
    .owner = { owner.crm }
    .effect = cabe esperar { MONEY($all) } ({ INTERVAL($all) }) { $values }, { $provided }
    .period = { $days ->
        [none] en el plazo que mira la tabla
       *[other] en { $days } días
    }
    .population = los { $m } contactados

decision-unsure =
    .what = No elegir clientes con esta puntuación
    .owner = { owner.director }
    .effect = { $values }, no se demuestra que elegir por ella gane más que contactar con todos o con nadie
    .measured = { decision-no-signal.measured }

decision-no-signal =
    .what = No elegir clientes con esta puntuación
    .owner = { owner.director }
    .effect = evita pagar por una elección que no es mejor que un sorteo
    .measured = { $days ->
        [none] una prueba que contacte con una décima parte de ellos, por sorteo
       *[other] una prueba que contacte con una décima parte de ellos, por sorteo, leída a los { $days } días
    }

decision-off =
    .what = Corregir las probabilidades con clientes más recientes antes de elegir con ellas
    .owner = { owner.data }
    .effect = donde se decide, se predijo el { PERCENT($predicted) } y ocurrió en el { PERCENT($observed) }; hasta entonces no se contacta con nadie por su probabilidad
    .measured = la próxima ejecución de esta página, con los clientes más recientes

decision-state =
    .what = Indicar { $names }
    .owner = { owner.finance }
    .effect = { $known ->
        [yes] de ello depende con quién compensa contactar: { $flips }
       *[no] entonces esta página dirá con quién compensa contactar y cuánto se gana
    }
    .measured = la próxima ejecución de esta página, con esos importes

decision-begin =
    .what = Empezar por los { $n } a quienes es más probable que les ocurra en { $time }: el { PERCENT($share, digits: 0) } de todos a quienes les ocurrirá, según lo previsto
    .owner = { owner.crm }
    .effect = de dos clientes de la prueba, acierta a cuál le ocurre antes en el { PERCENT($value, digits: 0) } de los casos ({ interval-percent }; al azar, la mitad)
    .measured = una prueba de contactos por sorteo

decision-leaks =
    .what = { $n ->
        [one] Confirmar que { $columns } se conoce solo después
       *[other] Confirmar que { $columns } se conocen solo después
    }
    .owner = { owner.data }
    .effect = queda fuera del modelo; lo que se conoce a tiempo se nombra en keep
    .measured = la próxima ejecución de esta página, con ello o sin ello

decision-order =
    .what = Decir si las filas del archivo van por orden de tiempo (ordered)
    .owner = { owner.data }
    .effect = { $reason }; mientras nadie lo diga, las últimas filas sirven de prueba, que es lo prudente
    .measured = la próxima ejecución de esta página, con las filas de prueba que corresponden

decision-missing =
    .what = Aportar lo que falta para saber quién se irá, comprará o responderá, y ejecutar de nuevo
    .owner = { owner.data }
    .effect = entonces se podrá decir quién es probable que se vaya, compre o responda
    .measured = la próxima ejecución de este análisis, con lo que falta

## Comprobaciones

check-who =
    .name = Acierta quién claramente mejor que el azar
    .detail = de dos filas, una en la que ocurrió y otra en la que no, pone el { PERCENT($auroc, digits: 0) } en el orden correcto; al azar, la mitad (AUROC { NUMBER($auroc, digits: 3) }, de { NUMBER(LOW($auroc), digits: 3) } a { NUMBER(HIGH($auroc), digits: 3) }); es claro a tres errores estándar por encima de la mitad

check-simple =
    .name = Mejor que una simple suma ponderada de las columnas
    .detail = pares en el orden correcto de más que una regresión logística: { NUMBER($difference, digits: 3) } ({ interval-three }); si no es mayor que 0, el modelo simple sirve igual

check-calibration =
    .name = Las probabilidades se acercan a lo que ocurre
    .detail = { $off ->
        [no] lo predicho y lo observado distan de media { $average }, y en ninguna parte más de una cuarta parte por encima del azar
       *[yes] lo predicho y lo observado distan de media { $average }; en una parte se predijo el { PERCENT($predicted) } y ocurrió en el { PERCENT($observed) } ({ INTERVAL($observed) })
    }

check-leaks =
    .name = Ninguna columna sabe demasiado
    .detail = { $found ->
        [none] no se encontró ninguna
        [told] se deja fuera: { $names }; si no, la validación habría aparentado un AUROC de { NUMBER($high, digits: 2) } en lugar de { NUMBER($low, digits: 2) }
       *[some] se deja fuera: { $names }
    }

check-shift =
    .name = No se encuentra un gran cambio en la frecuencia con que ocurre
    .detail = { PERCENT($before) } de las filas de aprendizaje, { PERCENT($after) } de las de prueba; grande es un cambio de una cuarta parte o más, por encima del azar

check-when =
    .name = Dice cuándo mejor que una misma curva para todos
    .detail = sus curvas se desvían menos que la curva única para todos (Kaplan-Meier): { NUMBER($difference, digits: 3) } ({ interval-three })

check-saved =
    .name = El modelo guardado es el probado
    .detail = leído de nuevo de sus archivos, da las mismas probabilidades hasta la última cifra

## Límites

limit-simulated = Los datos son simulados: las cifras no dicen nada de una tienda real.
limit-nothing = No se ha aprendido ni probado nada.
limit-persuaded = Una puntuación dice a quién es probable que le ocurra, no a quién se puede convencer: solo un grupo de control muestra lo que cambia el contacto.
limit-shift = Ocurrió en el { PERCENT($before) } de las filas de aprendizaje y en el { PERCENT($after) } de las de prueba (diferencia: { INTERVAL($shift) }): las probabilidades aprendidas antes ya no aciertan; la ordenación, algo más.
limit-lot = Las filas de prueba se sortearon entre todas: no se ha probado si después ocurre con la misma frecuencia ni a las mismas personas.
limit-gone = En { $n } de las { $m } filas ya ha ocurrido: sirven para aprender y probar, y ya no se puede contactar con ellas. Lo que harán las demás se prevé a partir de ellas, no se ha visto.
limit-tuning = Al ajuste se le acabó el tiempo: una máquina más rápida puede elegir otra cosa.
limit-hindsight = Cuándo ocurre se aprende de lo que se sabe al final, como si siempre hubiera sido así: lo que llega con el tiempo, como un contrato más largo, parece más seguro de lo que es.
limit-early = Se da por hecho que la tabla también tiene a quienes se fueron pronto; si solo tiene a los recientes, indique con entered desde cuándo se observó a cada uno.
limit-beyond = Los tiempos más allá de { $time } no se han probado.
limit-no-time = { $n } filas no tienen tiempo y quedan fuera de la vista del cuándo.

# Una frase hecha de una nota
limit-note = { UPPER_FIRST($note) }.

## Qué se guarda y la ficha del modelo

file =
    .scores = Puntuación de cada cliente, cómo se obtuvo y por qué; con quién contactar, si se aconseja (CSV)
    .model = El modelo: codificación y calibración
    .trees = El modelo: árboles, como texto de LightGBM
    .contract = Columnas que necesita el modelo
    .profile = Cómo se repartían columnas y puntuaciones en la validación

card =
    .title = Ficha del modelo: { $event }
    .purpose = { $origin ->
        [flat] Predice la probabilidad de que { $target }, en cada fila de la tabla plana, con lo que dicen sus otras columnas.
       *[orders] Predice la probabilidad de { $event }, para clientes que compraron en los últimos { $active } días, con lo que se sabe de ellos en una fecha.
    }
    .profit = Beneficio por fila de prueba, { $values }
    .learned = Aprendido de { $n } filas, probado una sola vez en otras { $m }.
    .slices = Ordenación (AUROC)

# Para qué sirven las puntuaciones
use =
    .churn = Elegir a quién ofrecer algo para que se quede.
    .propensity = Elegir a quién enviar una oferta.
    .response = Elegir a quién contactar en la próxima campaña.

use-order = Elegir por orden de puntuación, a partir de la probabilidad en la que un contacto compensa.

misuse =
    .effect = Decir qué cambia un contacto: para eso hace falta un grupo de control por sorteo.
    .persons = Decisiones sobre crédito, precios o acceso de personas concretas.

card-detail =
    .model = Modelo
    .columns = Columnas
    .left-out = Quedan fuera
    .threshold = Contactar a partir de una probabilidad de
    .as-of = Puntuados a fecha de

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
    .purpose = qué se predice: churn (no comprará), propensity (comprará) o response (una columna de la tabla plana)
    .target = columna de la tabla plana que dice lo que ocurrió
    .positive = valor del objetivo que cuenta como sí; se averigua si falta
    .slices = columnas por las que se desglosa la calidad; se eligen si no se dan
    .duration = columna de la tabla plana con el tiempo hasta que ocurrió o hasta la última observación
    .unit = unidad de la duración, como la dicen los informes: meses
    .entered = columna de la tabla plana con el momento desde el que se observa una fila, en la misma escala que la duración (si falta: desde 0, de modo que también están en la tabla quienes se fueron pronto)
    .ahead = plazo por delante para el que se da el riesgo, en la unidad de la duración, o en días
    .worth = columna de la tabla plana con lo que vale un cliente
    .as_of = fecha en la que se puntúa a los clientes (sin indicar: el día después del último pedido)
    .horizon_days = días después de una fecha en los que ocurre o no
    .active_days = días desde el último pedido hasta los que cuenta un cliente
    .cutoffs = máximo de fechas de las que aprender, antes de la fecha de la prueba
    .customer_value = lo que vale un cliente que se queda, o uno que responde, en la moneda del cliente; si falta, se mide en los pedidos; si no hay, no se aconseja en dinero
    .margin = parte de las ventas netas que queda como margen, donde el valor se mide
    .contact_cost = coste de un contacto, en la moneda del cliente
    .incentive_cost = lo que se da a quien acepta, en la moneda del cliente
    .acceptance = parte de los que se irían que retiene la campaña
    .acceptance_certainty = experiencia que respalda esa parte, en número de clientes
    .capacity = máximo de clientes que se pueden contactar; sin límite si falta
