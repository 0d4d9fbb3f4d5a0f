# Lo que dice la segmentación. Un archivo junto al cuaderno, clustering.es.ftl, sustituye lo que nombre.

## Titular

headline-silence = Nadie ha comprado en los { $days } días anteriores al { $date }: compruebe si los pedidos llegan hasta ahí antes de actuar según este informe.

# Lo que hay que saber antes que nada
headline-first =
    .once = Ninguno de los { $n } clientes ha comprado dos veces.
    .gone = De quienes ya eran clientes hace { $days } días, solo el { PERCENT($back) } ({ INTERVAL($back) }) ha vuelto a comprar desde entonces.
    .few = Menos de { $n } clientes aportan más de la mitad de las ventas netas.

headline-groups = Los { $n } clientes se reparten en { $k } grupos separados.

# $spend: de quienes estaban en el mejor grupo un periodo antes, si consta que gastaron más
headline-best = Los clientes se reparten en { $k } grupos separados; «{ $name }», el { PERCENT($share, digits: 0) } de los clientes, aporta el { PERCENT($value, digits: 0) } de las ventas netas ({ INTERVAL($value) }){ $spend ->
        [none] .
       *[known] , y quienes estaban en él hace { $days } días han gastado desde entonces { MONEY($spend) } cada uno ({ INTERVAL($spend) }), frente a { MONEY($others) } de los demás.
    }

headline-not-shown = Aún no consta que los grupos gasten después de manera distinta.

headline-alike = Trate por ahora igual a los { $n } clientes: { $reason }{ $tried ->
        [no] .
       *[yes] , y no consta que lo gastado hasta hoy anticipe lo que gastarán.
    }

headline-by-spend = Trate a los clientes según lo que han gastado, no por grupos: { $top ->
        [none] { $reason }.
       *[known] la quinta parte que más había gastado hasta el { $date } ha gastado desde entonces { MONEY($top) } por cliente ({ INTERVAL($top) }), frente a { MONEY($others) } de los demás; { $reason }.
    }

no-groups =
    .alike = no se distinguen grupos entre ellos
    .unstable = no se reparten en grupos que volvieran a aparecer
    .degrees = no se encuentran grupos separados, solo diferencias de grado

## Cifras clave

figure =
    .customers = Clientes descritos, a { $date }
    .top_segment_value = Peso de «{ $name }» en las ventas netas
    .came_back = Clientes que repitieron compra en { $days } días
    .top_fifth_next_spend = Gasto en { $days } días de la quinta parte que más había gastado
    .others_next_spend = Gasto en { $days } días de los demás clientes
    .counted = recuento

## Decisiones

owner =
    .analytics = Responsable de analítica
    .commerce = Responsable de comercio electrónico
    .crm = Responsable de CRM
    .marketing = Dirección de marketing
    .merchandising = Responsable de surtido
    .service = Atención al cliente

act =
    .what = { $name }: { LOWER_FIRST($action) }
    .measured = una décima parte del segmento, apartada de la acción por sorteo

decision-complete =
    .what = Comprobar si los pedidos entregados llegan hasta el { $date }
    .owner = { owner.analytics }
    .effect = Si terminan antes, parecen perdidos clientes que no lo están
    .measured = la próxima ejecución de este análisis, con los pedidos hasta ese día

decision-no-group =
    .what = No dar a ningún grupo de clientes una acción propia por ahora
    .owner = { owner.crm }
    .effect = { $why ->
        [unnamed] Ningún nombre que pida una acción es cierto para alguno de ellos
        [undifferent] Aún no consta que los grupos compren después de manera distinta
       *[no-groups] Ahorra campañas para grupos que los datos no muestran
    }
    .measured = cualquier acción, probada con una décima parte de los clientes por sorteo antes que con todos

decision-rank =
    .what = Ordenar a los clientes por lo que han gastado (el gasto neto de cada uno está en el archivo para el CRM)
    .owner = { owner.crm }
    .effect = { $top ->
        [none] Quienes más habían gastado siguieron gastando más, por encima del azar
       *[known] La quinta parte que más había gastado hasta el { $date } ha gastado después { MONEY($top) } por cliente ({ INTERVAL($top) }); los demás, { MONEY($others) } ({ INTERVAL($others) }), en { $days } días y sin ninguna acción nueva
    }
    .measured = el gasto de los primeros en ser contactados frente a una décima parte de ellos, apartada por sorteo

decision-trial =
    .what = { $groups ->
        [no] Probar cualquier acción nueva con clientes elegidos por sorteo y dejar fuera a otros tantos
       *[yes] Reservar al azar una décima parte de cada segmento como grupo de control, sin la acción, durante un periodo
    }
    .owner = { owner.marketing }
    .effect = Muestra lo que aporta la acción por sí misma; este análisis no puede medirlo
    .measured = el gasto de quienes tuvieron la acción frente al de quienes no, a los 30 a 90 días

decision-forecast-by-score =
    .what = Para prever el gasto, puntuar a los clientes por último pedido, pedidos y gasto, no por grupo
    .owner = { owner.analytics }
    .effect = En un periodo que ninguno había visto, esa puntuación se acercó más a lo que se gastó
    .measured = el error de la próxima previsión, de las dos maneras

decision-forecast-by-group =
    .what = Usar los grupos también para prever el gasto
    .owner = { owner.analytics }
    .effect = En un periodo no visto acertaron más que una puntuación por último pedido, pedidos y gasto
    .measured = el error de la próxima previsión, de las dos maneras

## Lo que vale para un segmento sin acción propia

fallback =
    .action = { $spend_persists ->
        [no] Nada propio de este grupo: tratar a sus clientes como a los demás
       *[yes] Nada propio de este grupo: guiarse por lo que ha gastado cada cliente
    }
    .owner = { owner.crm }
    .effect = { $spend_persists ->
        [no] Nada muestra aún que estos clientes vayan a comprar de otra manera que los demás
       *[yes] Consta que quien más ha gastado sigue gastando más; el grupo no añade un motivo propio
    }

effect = { $spend ->
        [none] Se busca { $aim }; hoy son { $n } clientes
       *[known] Se busca { $aim }; hoy son { $n } clientes. Cifra que superar: { MONEY($spend) } por cliente en { $days } días ({ INTERVAL($spend) })
    }

## Nombres de los segmentos, qué hacer y para qué. Cada nombre ha de ser cierto: evaluation/rules.py

group = Grupo { $n }

archetype-champions =
    .name = Mejores clientes
    .action = Atenderlos por su nombre: acceso anticipado, contacto directo y ningún descuento innecesario
    .owner = { owner.crm }
    .aim = conservar lo que ya gastan

archetype-active_returners =
    .name = Buenos, pero devuelven mucho
    .action = Preguntarles qué devuelven y por qué, y corregirlo; tratarlos como clientes fieles
    .owner = { owner.service }
    .aim = reducir el valor devuelto sin perder sus pedidos

archetype-slipping =
    .name = Valiosos que se alejan
    .action = Llamarles o escribirles en persona este mes, preguntar por qué y hacerles una buena oferta
    .owner = { owner.crm }
    .aim = recuperar a quienes compraban

archetype-loyal =
    .name = Clientes fieles
    .action = Ofrecerles la siguiente categoría y un motivo para comprar algo antes de lo habitual
    .owner = { owner.crm }
    .aim = aumentar los pedidos por cliente

archetype-newcomers =
    .name = Recién llegados
    .action = Serie de bienvenida hacia el segundo pedido, con lo que otros compraron después
    .owner = { owner.crm }
    .aim = lograr que más clientes hagan un segundo pedido

archetype-one_time_lapsed =
    .name = Perdidos tras una compra
    .action = Un único recordatorio por correo, de bajo coste, y después excluirlos de las campañas de pago
    .owner = { owner.crm }
    .aim = ahorrar en contactos que apenas traen retorno

archetype-lapsed =
    .name = Clientes perdidos
    .action = Un único mensaje de recuperación, de bajo coste, y después excluirlos de las campañas de pago
    .owner = { owner.crm }
    .aim = ahorrar en contactos que apenas traen retorno

archetype-small_one_time =
    .name = Una sola compra pequeña
    .action = Mostrarles lotes y un umbral de envío gratis algo por encima de su primera cesta
    .owner = { owner.commerce }
    .aim = aumentar el valor de la cesta

archetype-large_baskets =
    .name = Pocos pedidos, pero grandes
    .action = Preguntarles para qué compran y ofrecerles avisos de reposición o condiciones por volumen
    .owner = { owner.commerce }
    .aim = adelantar el próximo pedido grande

archetype-narrow =
    .name = Fieles a pocos artículos
    .action = Ofrecerles avisos de reposición de sus artículos y uno afín a cada uno
    .owner = { owner.merchandising }
    .aim = asegurar la repetición y ampliar lo que compran

archetype-occasional =
    .name = Ocasionales de siempre
    .action = Escribirles cuando suelen comprar: temporada, ocasión, reposición
    .owner = { owner.crm }
    .aim = ganar un pedido más al año

archetype-returners =
    .name = Compran poco y devuelven
    .action = Leer por qué devuelven y corregir fichas y tallas antes de cualquier promoción
    .owner = { owner.service }
    .aim = reducir el valor devuelto

# Segmentos de muy pocas personas, reunidos en uno
together =
    .action = Trátelos como al cliente medio: grupos tan pequeños no se muestran por separado
    .owner = { owner.crm }
    .aim = evitar que se identifique a nadie

# Palabras que dan nombre donde ninguno de los anteriores es cierto
word =
    .many = muchos pedidos
    .few = pocos pedidos
    .high = gasto alto
    .low = gasto bajo
    .recent = vistos hace poco
    .gone = ausentes hace tiempo
    .new = nuevos
    .old = antiguos
    .wide = muchos artículos distintos
    .narrow = pocos artículos distintos
    .returns = muchas devoluciones
    .keeps = apenas devoluciones

# Lo que cada palabra exige de un cliente
rule =
    .recent = último pedido hace { $days } días como mucho
    .active = último pedido hace { NUMBER($days) } días como mucho
    .gone = último pedido hace más de { NUMBER($days) } días
    .late = sin comprar más del doble de su pausa habitual, y más de { $days } días
    .new = primer pedido hace { $days } días como mucho
    .old = primer pedido hace { $days } días o más
    .once = un pedido
    .few = uno o dos pedidos
    .regular = { $n } pedidos o más
    .many = { NUMBER($n) } pedidos o más
    .seldom = dos pedidos o más, y menos de uno cada { $days } días
    .high = gasto neto de { MONEY($amount) } o más
    .low = gasto neto de { MONEY($amount) } o menos
    .large = { MONEY($amount) } o más por pedido
    .small = { MONEY($amount) } o menos por pedido
    .narrow = { NUMBER($n) } artículos distintos o menos
    .wide = { NUMBER($n) } artículos distintos o más
    .faithful = { $n } pedidos o más, con la mitad de artículos distintos o menos
    .returns = devuelven el { PERCENT($share, digits: 0) } del valor o más
    .keeps = { $n } pedidos o más, y devuelven el { PERCENT($share, digits: 0) } del valor o menos

feature =
    .recency_days = días desde el último pedido
    .frequency = pedidos
    .monetary = gasto neto
    .tenure_days = días desde el primer pedido
    .breadth = artículos distintos
    .return_rate = tasa de devolución

trait = { $feature }: { $here } (todos: { $all })
traits = { UPPER_FIRST(LIST($traits)) }
name-of-words = { UPPER_FIRST($words) }

## Rasgos usados

used = Los segmentos se basan en { LIST($features) }.
left-out = Se dejó fuera «{ UPPER_FIRST($feature) }»: { $reason }.
nothing-used = Ningún rasgo distingue a unos clientes de otros.
constant = { $share ->
        [1] todos los clientes tienen el mismo valor
       *[other] el { PERCENT($share) } de los clientes tiene el mismo valor
    }
unasked = no se pidió tenerlo en cuenta
redundant = dice lo mismo que «{ $other }»

## Comprobaciones

check-stable =
    .name = La segmentación es estable
    .detail = índice de Rand ajustado { NUMBER($found, digits: 2) } ({ INTERVAL($found) }): la parte de las parejas de clientes que siguen juntas o separadas al volver a muestrear, descontado el azar; mínimo exigido: { NUMBER($floor, digits: 2) }

check-found-again =
    .name = Cada segmento reaparece al volver a muestrear los clientes
    .detail = { $passed ->
        [no] coincidencia por debajo de { NUMBER($floor, digits: 2) }: { LIST($names) }
       *[yes] todas las coincidencias son de { NUMBER($floor, digits: 2) } o más
    }

check-size =
    .name = Ningún segmento es demasiado pequeño para actuar
    .detail = el menor: { $name }, { PERCENT($share) }; mínimo exigido: { PERCENT($floor) }

check-gap =
    .name = Hay un hueco entre los grupos
    .detail = a medio camino entre los dos grupos menos separados hay { NUMBER($found, digits: 2) } clientes ({ INTERVAL($found) }) por cada uno en torno a un centro: { $passed ->
        [no] no consta que sean menos de los que habría si todos formaran un solo montón
       *[yes] menos de los que habría si todos formaran un solo montón
    }

check-back =
    .name = Los clientes vuelven
    .detail = { $n ->
        [one] { $n } cliente ha comprado más de una vez
       *[other] { $n } clientes han comprado más de una vez
    }

check-history =
    .name = El historial alcanza para observar un periodo posterior
    .detail = { $reason ->
        [none] dos periodos de { $days } días
       *[known] { $reason }
    }

check-apart =
    .name = Los grupos distinguen el gasto posterior
    .detail = R² { NUMBER($found, digits: 2) } ({ INTERVAL($found) }): la parte de las diferencias de gasto (en logaritmo) que explican los grupos aprendidos un periodo antes; 0: ninguna

## Límites

limit =
    .simulated = Los pedidos son simulados: las cifras no dicen nada de una tienda real.
    .action = Los segmentos describen cómo han comprado los clientes; no muestran qué cambiaría una acción.
    .next = El gasto posterior es lo que gastaron los clientes sin estas acciones, en un solo periodo; incluye la temporada y las campañas anteriores.
    .history = Los clientes se describen a { $date }; el historial abarca { $days } días, así que en una fecha anterior todo cliente parece más reciente de lo que era, también en la tabla de cambios.
    .cuts = Los grupos van numerados, sin nombre: son cortes para ver el conjunto, y un cliente cerca de un corte podría estar igualmente al otro lado.
    .number = Un grupo lleva número cuando ningún nombre es cierto para tres de cada cuatro de sus clientes.
    .once = Nadie ha comprado dos veces, así que la frecuencia de compra no pudo distinguir a los clientes.
    .nothing-left = { $n ->
        [one] A { $n } cliente no le queda ninguna compra, pues lo devolvió todo o la compra no figura en los datos, y no está en ningún segmento.
       *[other] A { $n } clientes no les queda ninguna compra, pues lo devolvieron todo o la compra no figura en los datos, y no están en ningún segmento.
    }
    .together = { $n } segmentos figuran juntos como «{ $name }»: por separado, o por diferencia, hablarían de muy pocas personas.
    .cells = { $n ->
        [one] { $n } celda del CSV empezaba como una fórmula y lleva un apóstrofo delante: quítelo al cruzar los datos.
       *[other] { $n } celdas del CSV empezaban como una fórmula y llevan un apóstrofo delante: quítelo al cruzar los datos.
    }

one-group = Todos los clientes forman un solo grupo: { $reason }.
one-person = No se dice cuánto aporta cada grupo a las ventas netas: en alguno, un solo cliente aporta la mayor parte, y la cifra hablaría de una persona.
no-comparison = Sin comparación con los quintiles RFM: { $reason }.

## Por qué todos son un grupo, por qué no hay comparación y qué mostró

alike = formas distintas de comprar entre { $n } clientes: { $distinct }
too-small = entre los { $n } clientes no hay dos grupos con { $least } personas cada uno, el mínimo que se puede mostrar por separado

not-compared =
    .short = hacen falta dos periodos de { $days } días tras una primera fecha; para entonces solo habían comprado { $n } clientes, y el mínimo es { $fewest }
    .nobody = ninguno de los clientes conocidos al inicio del último periodo compró en él
    .alike = en la primera fecha los clientes se parecían demasiado para segmentarlos

contender =
    .segments = { $n } segmentos
    .rfm_cells = Quintiles RFM ({ $n } celdas)
    .rfm_score = Puntuación RFM total en { $n } grupos

# El R² de los segmentos frente al de las celdas RFM ($gap: lo que es mayor), y al de la puntuación
verdict =
    .cells = { $standing ->
        [above] Los segmentos explican el gasto posterior mejor que las celdas RFM: R² { NUMBER($ours, digits: 3) } frente a { NUMBER($theirs, digits: 3) }, una diferencia de { NUMBER($size, digits: 3) } (segmentos menos RFM: { NUMBER(LOW($gap), digits: 3) } a { NUMBER(HIGH($gap), digits: 3) }).
        [below] Las celdas RFM explican el gasto posterior mejor que los segmentos: R² { NUMBER($theirs, digits: 3) } frente a { NUMBER($ours, digits: 3) }, una diferencia de { NUMBER($size, digits: 3) } (segmentos menos RFM: { NUMBER(LOW($gap), digits: 3) } a { NUMBER(HIGH($gap), digits: 3) }).
       *[level] Ninguno explica mejor el gasto posterior sin lugar a dudas: R² { NUMBER($ours, digits: 3) } los segmentos, { NUMBER($theirs, digits: 3) } las celdas RFM (segmentos menos RFM: { NUMBER(LOW($gap), digits: 3) } a { NUMBER(HIGH($gap), digits: 3) }).
    }
    .score = { $standing ->
        [above] El mismo número de grupos según la puntuación RFM total lo hace peor: R² { NUMBER($theirs, digits: 3) } (segmentos menos puntuación: { NUMBER(LOW($gap), digits: 3) } a { NUMBER(HIGH($gap), digits: 3) }).
        [below] El mismo número de grupos según la puntuación RFM total lo hace mejor que los segmentos: R² { NUMBER($theirs, digits: 3) } (segmentos menos puntuación: { NUMBER(LOW($gap), digits: 3) } a { NUMBER(HIGH($gap), digits: 3) }).
       *[level] El mismo número de grupos según la puntuación RFM total lo hace más o menos igual: R² { NUMBER($theirs, digits: 3) } (segmentos menos puntuación: { NUMBER(LOW($gap), digits: 3) } a { NUMBER(HIGH($gap), digits: 3) }).
    }

## Cómo se hicieron las estimaciones

method =
    .stability = media de { $draws } remuestreos de los clientes
    .between = clientes a medio camino entre los dos grupos menos separados, por cada cliente en torno a un centro
    .difference = diferencia entre dos grupos de { $n } clientes, bootstrap con { $draws } remuestreos
    .spearman = Spearman de { $n } clientes, con rangos fijos, bootstrap con { $draws } remuestreos
    .r-squared = R² del logaritmo del gasto de { $n } clientes, bootstrap con { $draws } remuestreos
    .lead = diferencia pareada de R² de { $n } clientes, bootstrap con { $draws } remuestreos

## Lo que los datos no permiten

no-orders =
    .asked = no hay pedidos, y de ellos se hacen los segmentos: indique data.orders
    .found = no hay pedidos: segmentar requiere los de { $n } clientes o más
too-early = as_of es el { $as_of }, pero el primer pedido es del { $first }; elija una fecha posterior
too-few = segmentar requiere al menos { $least } clientes a los que les quede algo tras las cancelaciones; antes del { $day }, clientes: { $n }; pedidos: { $placed }; líneas de pedido: { $lines }; clientes a los que no les queda nada: { $nothing }. Aporte un historial más largo o un as_of posterior

## Gráficos

chart-distributions =
    .title = El { PERCENT($once, digits: 0) } de los clientes ha comprado una sola vez
    .subtitle = { $least ->
        [none] Clientes según el valor de cada rasgo; no se dibuja el 1 % extremo de cada lado.
       *[known] Clientes según el valor de cada rasgo; no se dibujan el 1 % extremo de cada lado ni las barras de menos de { $least } clientes.
    }
half = { $feature }: la mitad de los clientes, entre { $low } y { $high }
histogram =
    .title = { UPPER_FIRST($feature) }
    .from = { UPPER_FIRST($feature) }, desde
    .to = { UPPER_FIRST($feature) }, hasta
    .customers = clientes

chart-stability =
    .title = { $structure ->
        [groups] { $k } es el mayor número de grupos que reaparecen y tienen un hueco entre ellos
        [degrees] { $k } es el mayor número de grupos que reaparecen; ninguno que reaparezca deja hueco
        [unstable] Ningún número de grupos reaparece lo suficiente; { $k } es el que más se acerca
       *[alike] No hay dos grupos lo bastante grandes para mostrarlos por separado
    }
    .subtitle = Primer panel: reaparece si intervalo y trazo (el grupo más débil) quedan a la derecha de la línea discontinua. Segundo: hay hueco si el intervalo queda a su izquierda (lo que pasa de { $most } se dibuja en { $most }).
    .segments = Número de segmentos
    .again = Cuánto se parecen los grupos cada vez (1: son los mismos)
    .weakest = Cuánto vuelve a aparecer del grupo más débil (1: todo)
    .gap = Clientes a medio camino, por cada uno en un centro
tried = { $standing ->
    [chosen] { $k } (elegido)
    [small] { $k } (uno demasiado pequeño)
   *[other] { $k }
}

chart-profiles =
    .title = { $n ->
        [1] Lo típico de todos los clientes
       *[other] En lo que más difieren los grupos: { LIST($features) }
    }
    .subtitle = Medianas de cada segmento (la tasa de devolución es una media).
    .segment = Segmento
    .feature = Rasgo
    .typical = Valor típico
    .deviation = Desviaciones respecto a la media
    .legend = Por debajo o por encima de la media (desviaciones típicas)

chart-value =
    .title = { $name ->
        [none] De ningún grupo consta que pese más en las ventas netas que en el número de clientes
       *[known] «{ $name }»: { PERCENT($share, digits: 0) } de los clientes, { PERCENT($value, digits: 0) } de las ventas netas ({ INTERVAL($value) })
    }
    .subtitle = La línea sobre cada barra es su intervalo del 95 %.
    .size = %{"\u00A0"}de los clientes
    .value = %{"\u00A0"}de las ventas netas
    .axis = %{"\u00A0"}del total
    .segment = Segmento
    .share = Porcentaje
    .low = Intervalo, extremo inferior
    .high = Intervalo, extremo superior

chart-next-spend =
    .title = { $name ->
        [none] De ningún grupo consta que gastara más que los demás en los { $days } días siguientes
       *[known] «{ $name }» gastó por cliente más que los demás en los { $days } días siguientes
    }
    .head = Segmento
    .axis = Gasto neto por cliente en los { $days } días siguientes
no-next-spend = El historial es demasiado corto para observar un periodo posterior.

chart-migration =
    .title = El { PERCENT($stayed, digits: 0) } de los clientes ({ INTERVAL($stayed) }) sigue en el mismo grupo { $days } días después
    .x_axis = Segmento actual (numerado como las filas)
    .y_axis = Segmento { $days } días antes
    .value_title = %{"\u00A0"}de la fila
    .subtitle = Cada fila suma el 100 %.{ $least ->
        [none] {""}
       *[known] {" "}Vacía: menos de { $least } clientes, o una celda que los delataría.
    }
new-customer = Aún no era cliente
no-migration =
    .short = El historial es demasiado corto para comparar dos fechas.
    .one = Todos los clientes forman un solo grupo: nadie cambia.
    .few = Ningún paso de un segmento a otro reúne clientes suficientes para mostrarlo.

chart-comparison =
    .title = { $finding ->
        [neither] Ni los grupos ni una puntuación por último pedido, pedidos y gasto anticipan el gasto
        [score] Una puntuación por último pedido, pedidos y gasto anticipa el gasto mejor que los grupos
        [groups] Los grupos anticipan el gasto mejor que una puntuación por último pedido, pedidos y gasto
       *[open] Grupos o puntuación por último pedido, pedidos y gasto: no consta cuál anticipa mejor
    }
    .head = Forma de agrupar
    .axis = R² del logaritmo del gasto en un periodo no visto (1: todo explicado)
    .subtitle = Segmentos: tantos como se eligieron con lo que se sabía un periodo antes. Con intervalo del 95 %.

## Tablas

rows =
    .caption = Qué ha pasado con cada fila de los pedidos
    .what = Líneas de pedido
    .count = Filas
    .share = %{"\u00A0"}de las filas leídas
    .note = Una fila rechazada por dos motivos cuenta en ambos.

segments =
    .caption = Los segmentos y su valor
    .segment = Segmento
    .customers = Clientes
    .value = %{"\u00A0"}de las ventas netas
    .next = Gasto posterior
    .standing = Frente a los demás
    .overlap = Reaparece (coincidencia)
    .note = Frente a los demás: si gastaron después más o menos, por encima del azar; no se sabe si entonces había muy pocos en él. Coincidencia: cuánto de un segmento reaparece al volver a muestrear los clientes (1: todo).

# Cómo siguió un segmento, frente a los demás
standing =
    .above = gastaron más
    .below = gastaron menos
    .level = no consta diferencia
    .unknown = no se sabe

actions =
    .caption = Qué hacer con cada segmento
    .segment = Segmento
    .traits = Lo típico de él
    .meaning = Qué exige su nombre
    .action = Acción
    .owner = Quién actúa

assignment = Segmento de cada cliente, para el CRM (CSV)

## Parámetros (su inglés está en params.py)

params =
    .as_of = fecha en la que se describe a los clientes (sin indicar: el día siguiente al último pedido)
    .features = por qué se agrupa a los clientes
    .min_segments = menor número de segmentos que se prueba
    .max_segments = mayor número de segmentos que se prueba
    .min_share = segmento más pequeño que merece una acción, como proporción de los clientes
    .min_stability = estabilidad que deben alcanzar la segmentación (índice de Rand ajustado, de 0 a 1) y cada uno de sus segmentos (coincidencia, de 0 a 1)
    .resamples = remuestreos de los clientes con los que se mide cada estabilidad
    .holdout_days = duración, en días, del periodo posterior cuyo gasto se observa
    .migration_days = días entre las dos fechas de la tabla de migración
