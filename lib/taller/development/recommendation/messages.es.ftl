# Lo que dice la recomendación. Un archivo junto al cuaderno, recommendation.es.ftl, sustituye lo que nombre.

## Nombres que están en tablas, gráficos y la ficha del modelo

model =
    .ease = Entre artículos (EASE)
    .als = Factores (ALS)
    .copurchase = Comprados juntos
    .popularity = Los más vendidos

# Un modelo en la prueba, en la ventana posterior o con pares ocultados al azar
tested =
    .time = { $model }, en el tiempo
    .random = { $model }, al azar

# Cómo se ajustó un modelo; las partes se unen con comas
setting =
    .regularisation = regularización { $value }
    .dropout = dropout { $value }
    .factors = factores { $value }
    .alpha = confianza { $value }
    .user_weight = peso de los historiales largos { $value }
    .user_side = hacia los clientes { $value }
setting-trend = más vendidos { NUMBER($weight, digits: 1) }
setting-events = con visitas y carritos
setting-fading = contando la mitad a los { NUMBER($days) } días

measure =
    .ndcg = nDCG
    .map = MAP
    .precision = Precisión
    .recall = Exhaustividad
    .hit = Al menos un acierto
    .novelty = Novedad (bits)
    .diversity = Variedad

# De los clientes
part =
    .warm = con compras anteriores
    .cold = sin compras anteriores

# Cómo se hizo una estimación
method =
    .mean = media de { $n }, bootstrap de percentiles con { $draws } remuestreos
    .difference = diferencia media de { $n } pares, bootstrap con { $draws } remuestreos
method-counted = contado en { $n } listas
method-new-items = media de { $n } artículos tratados como nuevos, { $customers } clientes, bootstrap por artículos

## De qué se aprende

nothing = Sin evaluar.
not-assessed = Sin evaluar: { $reason }.

# Por qué no se puede aprender nada
reason =
    .orders = no hay pedidos, y las sugerencias se aprenden de las compras
    .days = los pedidos van del { $first } al { $end }: para aprender y probar hacen falta { $need } días; con un horizon_days menor bastan menos
    .items = artículos que los pedidos distinguen: { $n }; para elegir hacen falta al menos dos, e item_id dice cuál se compró
    .customers = clientes que compraron en los últimos { $days } días: { $n }; para medir hacen falta { $need }
    .new = nadie compró nada nuevo en la última ventana

# Qué falta en los datos, y qué se hace sin ello; se unen con punto y coma
lacking =
    .looks = sin visitas a artículos ni carritos de clientes identificados: se aprende solo de las compras
    .categories = sin categorías ni marcas: no pueden sugerirse artículos que nadie haya comprado
    .stock = sin existencias: pueden sugerirse artículos agotados
    .costs = sin costes: no se conocen los márgenes

histories =
    .caption = Lo que compraron los clientes, en tres fechas
    .at = A fecha de
    .customers = Clientes con compras
    .items = Artículos vendidos
    .pairs = Pares comprados
    .use = Sirve para
histories-use =
    .validation = elegir el modelo
    .test = probarlo una vez
    .now = hacer las listas

## La elección del modelo

tried =
    .caption = Elegido en la validación
    .model = Modelo
    .settings = Ajustes
    .ndcg = nDCG en validación
    .chosen = Elegido
    .yes = sí
    .note = { $n } ajustes, con lo que { $customers } clientes compraron en la ventana anterior a la de la prueba. Más alto es mejor; 1 sería una lista perfecta.{ $items ->
        [none] {""}
       *[other] {" "}Como el catálogo es grande, los ajustes se comparan con sus { $items } artículos más comprados.
    }

## La prueba

accuracy =
    .title = { $better ->
        [yes] Las listas propias prevén las compras mejor que los más vendidos
       *[no] No se ha demostrado que ningún modelo prevea las compras mejor que los más vendidos
    }
    .subtitle = { $in_time } clientes en el tiempo, { $at_random } al azar; las líneas son intervalos del 95 %
    .axis = nDCG de la lista (1: lista perfecta)
    .head = Modelo

measures =
    .caption = La prueba, con dos protocolos
    .model = Modelo
    .ndcg = { measure.ndcg }
    .map = { measure.map }
    .precision = { measure.precision }
    .recall = { measure.recall }
    .hit = { measure.hit }
    .note = En el tiempo: lo que { $n } clientes{ $of ->
        [none] {""}
       *[known] , elegidos por sorteo entre { $of },
    } compraron en los últimos { $days } días. Al azar, como se hacen las cifras publicadas: se oculta una cuarta parte de los pares, lo que favorece a cualquier modelo. Con intervalos del 95 %; todos los modelos con los mismos clientes, y antes de aplicar las reglas del negocio. nDCG y MAP: lo arriba que está en la lista lo que se compró, 1 es una lista perfecta. Precisión: parte de las sugerencias que se compraron. Exhaustividad: parte de lo comprado que se había sugerido.

differences =
    .caption = { $model } frente a las respuestas ingenuas
    .measure = Medida, en el tiempo
    .popularity = Sobre los más vendidos
    .copurchase = Sobre comprados juntos
    .note = Diferencias pareadas con intervalos del 95 %.

breadth =
    .caption = Amplitud de las listas, en el tiempo
    .model = Modelo
    .novelty = { measure.novelty }
    .diversity = { measure.diversity }
    .items = Proporción de los artículos
    .note = Novedad: qué pocos clientes compraron lo que se sugiere; un bit más son la mitad. Variedad: 0 si los artículos de una lista tienen los mismos compradores, 1 si no comparten ninguno. Última columna: proporción de los artículos vendidos antes que se sugiere a alguien, contada.

# Según lo que habían comprado antes; la parte mejor, si la hay
parts =
    .title = { $better ->
        [warm] Las listas son mejores para quienes ya habían comprado
        [cold] Las listas son mejores para quienes nunca habían comprado
       *[neither] Las listas no son claramente mejores ni peores para quienes nunca habían comprado
    }
    .subtitle = Clientes según lo que habían comprado antes de la prueba; sin historial se sugieren los más vendidos
    .axis = { accuracy.axis }
    .head = Clientes
parts-label = { $part } ({ $n })
parts-too-few = Los clientes sin compras anteriores son muy pocos para medirlos aparte.

## Las listas, con las reglas del negocio

no-lists = Nadie tiene una lista propia, pues ninguna demuestra ser mejor.

broader =
    .caption = Lo que cuesta mostrar más artículos
    .breadth = Amplitud
    .ndcg = { measure.ndcg }
    .change = Cambio
    .items = Proporción de los artículos
    .known = Sugerencias de la décima parte más conocida
    .note = Con las reglas, para { $n } clientes de la prueba. El parámetro es recommendation.breadth: cuanto mayor, más ceden los artículos muy conocidos ante otros. Última columna: proporción de las sugerencias que van a la décima parte de los artículos con más compradores.
broader-none = No hay listas de un modelo que ampliar.

lists =
    .caption = Lo que más se sugiere
    .item = Artículo
    .category = Categoría
    .customers = Clientes
    .share = % de los clientes
    .note = { $own ->
        [yes] { $n } clientes tienen lista; { $items } artículos están al menos en una. Las reglas excluyen { $left_out } artículos.
       *[no] Los más vendidos, menos lo que cada uno ya compró.
    } { $rules }

rules = Reglas: { $rules }.
rule =
    .name = como máximo { $n } del mismo nombre
    .category = como máximo { $n } de la misma categoría
    .margin = el margen pesa { NUMBER($weight, digits: 1) }
    .breadth = la amplitud pesa { NUMBER($weight, digits: 2) }
    .diversity = la variedad pesa { NUMBER($weight, digits: 1) }
    .repeat = lo ya comprado puede repetirse
    .repeat-categories = lo ya comprado de { $categories } puede repetirse
    .no-repeat = nada de lo ya comprado

categories =
    .title = «{ $category }» supone el { PERCENT($suggested, digits: 0) } de las sugerencias y el { PERCENT($sold, digits: 0) } de las compras recientes
    .subtitle = Barras: sugerencias; trazos: compras recientes
    .axis = Proporción de todas las sugerencias
    .head = Categoría
categories-sold = Proporción de las compras recientes
categories-none = Los artículos no tienen categoría, así que las listas no pueden desglosarse por ella.
# La categoría de un artículo que no tiene ninguna
no-category = ninguna

## Porque compró …

examples =
    .caption = Sugerencias y motivos: ejemplos
    .customer = Cliente
    .bought = Compró antes
    .suggested = Se sugiere
    .because = Por
    .note = Las tres primeras de cada lista y hasta tres de las compras. El archivo las tiene todas. Solo hay motivo si quienes tenían lo uno compraron lo otro claramente más.
examples-looked = { $item } (lo miró)
examples-no-reason = ninguna compra en concreto
examples-none = Nadie tiene una lista propia, así que no hay motivos que mostrar.

## Artículos que nadie ha comprado aún

new-items =
    .caption = Artículos que nadie ha comprado aún
    .item = Artículo nuevo
    .near = El más parecido
    .customers = Clientes a los que conviene
new-items-unplaced = Los artículos que nadie ha comprado aún no pueden situarse: no hay categorías ni marcas, o no hay modelo.
new-items-none = Todos los artículos del catálogo se han comprado alguna vez.
new-items-untold = No se nombra a nadie para los artículos nuevos: no está demostrado que se acierte a quién convienen mejor que por azar.
# Sigue a las otras; los signos extraños mantienen el intervalo en una línea
new-items-trial = Con artículos tratados como si fueran nuevos, quien luego los compra queda por delante de otro cliente en el { PERCENT($found, digits: 0) } de los pares ({ PERCENT(LOW($found), digits: 0) }{ "\u2060–\u2060" }{ PERCENT(HIGH($found), digits: 0) }; el 50 % es azar).

## Titular y cifras clave

tested-people = { $of ->
        [none] los { $n } clientes que compraron algo nuevo para ellos
       *[known] { $n } clientes, elegidos por sorteo entre los { $of } que compraron algo nuevo para ellos
    }
headline = { $best ->
    [model] Con { $k } sugerencias cada uno, el { PERCENT($hit, digits: 0) } de { tested-people } en los { $days } días de prueba lo habría encontrado en parte entre ellas: { NUMBER($more, digits: 1) } más de cada 100 que con los más vendidos (de { NUMBER($low, digits: 1) } a { NUMBER($high, digits: 1) }).
    [popularity] Ningún modelo demuestra prever lo que compran los clientes mejor que los más vendidos, entre los que el { PERCENT($popular, digits: 0) } de { tested-people } en los { $days } días de prueba lo habría encontrado en parte; sugiera estos.
   *[none] Aquí no hay señal: para { tested-people } en los { $days } días de prueba, ni un modelo ni los más vendidos demuestran ser mejores que artículos elegidos por sorteo.
}

figure =
    .popular = Clientes que habrían encontrado algo entre los más vendidos
    .hit = Clientes que habrían encontrado algo en su lista
    .more = Clientes de más que con los más vendidos, sobre el total
    .precision = Sugerencias que se cumplieron
    .recall = Compras que estaban sugeridas
    .coverage = Artículos sugeridos a alguien

## Decisiones

decision-give =
    .what = Aportar lo que falta para saber qué sugerir, y ejecutar de nuevo
    .owner = Responsable de los datos
    .effect = entonces podrá decirse qué sugerir a quién
    .measured = la próxima ejecución de este análisis, con lo que falta

decision-lists =
    .what = { $others ->
        [0] Usar las listas de los { $n } clientes en los correos y en la tienda
       *[other] Usar las listas de los { $n } clientes de quienes se sabe algo, en los correos y en la tienda; mostrar a los otros { $others } los más vendidos
    }
    .owner = CRM
    .effect = en la prueba, { NUMBER($more, digits: 1) } clientes más de cada 100 que con los más vendidos habrían encontrado algo que compraron (de { NUMBER($low, digits: 1) } a { NUMBER($high, digits: 1) })
    .measured = las ventas con las listas frente a una décima parte de clientes, por sorteo, que ven los más vendidos, a los { $days } días

decision-trial =
    .what = Mostrar los más vendidos a una décima parte de los clientes, elegida por sorteo, y comparar las ventas
    .owner = CRM
    .effect = muestra lo que venden las sugerencias, cosa que ninguna compra pasada puede decir
    .measured = las ventas con las listas frente a las de los más vendidos, a los { $days } días

decision-again =
    .what = Rehacer las listas cada semana
    .owner = Responsable de los datos
    .effect = { $stocked ->
        [yes] las existencias, las novedades y las últimas compras cuentan enseguida
       *[no] las novedades y las últimas compras cuentan enseguida
    }
    .measured = las ventas con listas de esta semana frente a las de la semana pasada, con clientes elegidos por sorteo

decision-broaden =
    .what = Valorar mostrar más de la tienda (listas con una amplitud de { NUMBER($breadth, digits: 2) })
    .owner = Comercio electrónico
    .effect = en la prueba, a alguien se le mostró el { PERCENT($after, digits: 0) } de los artículos, y no el { PERCENT($before, digits: 0) }; costó como mucho el { PERCENT($cost, digits: 1) } de lo bien que las listas prevén las compras
    .measured = las ventas a quienes se muestra más de la tienda frente a los demás, elegidos por sorteo

decision-new-items =
    .what = { $n ->
        [one] Presentar el artículo nuevo a los clientes señalados para él
       *[other] Presentar los { $n } artículos nuevos a los clientes señalados para ellos
    }
    .owner = CRM
    .effect = los artículos nuevos consiguen sus primeros compradores, de los que luego aprende el modelo
    .measured = las primeras ventas de estos artículos, frente a clientes elegidos por sorteo

decision-best-sellers =
    .what = Sugerir a todos los más vendidos, y por ahora ningún modelo
    .owner = Dirección de marketing
    .effect = en la prueba, { NUMBER($more, digits: 1) } clientes más de cada 100 que entre artículos elegidos por sorteo habrían encontrado algo que compraron (de { NUMBER($low, digits: 1) } a { NUMBER($high, digits: 1) })
    .measured = las ventas mostrando los más vendidos y sin mostrarlos, con clientes elegidos por sorteo

decision-otherwise =
    .what = Elegir qué mostrar por margen, existencias o temporada, no por las compras pasadas
    .owner = Dirección de marketing
    .effect = no está demostrado que las compras pasadas digan lo que se compra después
    .measured = las ventas con cada forma de elegir, con clientes elegidos por sorteo

## Comprobaciones

check-popularity = Mejor que los más vendidos
check-copurchase = Mejor que lo que se compra junto
check-difference = nDCG (lo arriba que está en las listas lo que se compró; 1 es una lista perfecta) menos el del otro, con los mismos clientes: { NUMBER($found, digits: 3) } (de { NUMBER(LOW($found), digits: 3) } a { NUMBER(HIGH($found), digits: 3) })
check-itself = es la propia respuesta ingenua

check-lot =
    .name = Los más vendidos aciertan más que artículos elegidos por sorteo
    .detail = { NUMBER($more, digits: 1) } clientes más de cada 100 habrían encontrado algo (de { NUMBER($low, digits: 1) } a { NUMBER($high, digits: 1) })

check-rules =
    .name = Las reglas cuestan poca precisión
    .detail = con las reglas el nDCG es { NUMBER($ruled, digits: 3) }; sin ellas, { NUMBER($free, digits: 3) } (lo arriba que está en las listas lo que se compró; 1 es una lista perfecta)

check-saved =
    .name = El modelo guardado es el que hizo las listas
    .detail = leído de nuevo de sus archivos, da las mismas puntuaciones hasta la última cifra

## Límites

limit-simulated = Los datos son simulados: las cifras no dicen nada de una tienda real.
limit-nothing = No se ha aprendido ni probado nada.
limit-bought = Se mide lo que se compró, no lo que una sugerencia habría vendido: quizá los clientes lo habrían comprado igualmente.
limit-shown = Las compras siguieron a lo que la tienda mostraba; los artículos que nunca se mostraron parecen no interesar.
limit-stock = Las existencias son las del archivo; la lista debe rehacerse cuando cambien.
limit-new-customers = { $known ->
    [looks] { $n } de los { $tested } clientes de la prueba no habían comprado nada antes: quien tampoco ha mirado nada recibe los más vendidos.
    [purchases] { $n } de los { $tested } clientes de la prueba no habían comprado nada antes, y se les mostraron los más vendidos.
   *[nothing] Los { $tested } clientes de la prueba eran nuevos: ninguna compra suya podía decir qué comprarían después.
}
# Qué falta en los datos, como frase
limit-lacking = { UPPER_FIRST($lacking) }.

## Lo que se guarda

artifact =
    .suggestions = Sugerencias y motivos de cada cliente (CSV)
    .best-sellers = Los más vendidos, de mayor a menor (CSV)
    .new-items = Artículos nuevos y los clientes a los que convienen (CSV)
    .model = El modelo, como matrices sencillas
    .contract = Lo que el modelo necesita de un historial
    .profile = Cómo se repartían los historiales y las puntuaciones

card =
    .title = Sugerencias para cada cliente
    .purpose = { $better ->
        [yes] Dice qué { $k } artículos que aún no ha comprado es más probable que compre un cliente a continuación.
       *[no] Dice lo que más se vende: ningún modelo demuestra prever mejor las compras.
    }
    .data = Aprendido de { $pairs } compras de { $customers } clientes anteriores al { $day }; probado una sola vez con lo que { $tested } clientes compraron en los { $days } días siguientes y ajustado después a todo.
card-use =
    .choosing = Elegir qué mostrar en la tienda, en un correo o en una llamada
    .none = Ninguno: la prueba no muestra que sea mejor que artículos elegidos por sorteo
card-misuse =
    .effect = Estimar lo que vende una sugerencia: solo lo dice una prueba con grupo de control
    .people = Precios, crédito o cualquier otro trato distinto a las personas
card-coverage = Proporción de los artículos que se sugiere a alguien
card-part = nDCG, { $part }
card-details =
    .model = Modelo
    .settings = Ajustes
    .items = Artículos
    .made = Hecho a fecha de

## Parámetros (su inglés está en params.py)

params =
    .k = sugerencias para cada cliente
    .as_of = fecha en la que se hacen las sugerencias (ninguna: el día después del último pedido)
    .horizon_days = días después de una fecha en los que las sugerencias se cumplen o no
    .popular_days = días hasta una fecha que deciden qué es de lo más vendido
    .settings = ajustes del modelo que se prueban en validación; 1 toma el primero
    .ease_items = máximo de artículos para la forma cerrada (un ajuste ocupa 5 bytes por par de artículos, y tarda según su cubo); por encima se usan factores
    .view_weight = lo que cuenta mirar un artículo, si una compra cuenta 1
    .cart_weight = lo que cuenta poner un artículo en el carrito, si una compra cuenta 1
    .repeat = si los artículos ya comprados pueden volver a sugerirse, en cualquier categoría
    .repeat_categories = categorías cuyos artículos pueden volver a sugerirse
    .in_stock = si se excluyen los artículos sin existencias
    .exclude_items = códigos de artículos que nunca se sugieren
    .margin_weight = cuánto mueve el margen la puntuación de un artículo: con 1, diez puntos de margen sobre el artículo medio suman una décima parte
    .breadth = cuánto ceden los artículos muy conocidos ante otros: con 1, un artículo de muchos compradores cuenta por su puntuación por comprador
    .diversity = peso de no parecerse a las demás sugerencias, de 0 a 1
    .max_per_category = máximo de sugerencias de una categoría en una lista; sin límite si falta
    .max_per_name = máximo de sugerencias del mismo nombre en una lista, como las tallas de un producto
    .new_item_customers = clientes señalados para cada artículo que nadie ha comprado aún
