# Lo que dicen los casos de uso. Un archivo junto al cuaderno, use_cases.es.ftl, sustituye lo que nombre.
# Los nombres y textos de los propios casos están en features/catalogue.yaml, en ambos idiomas.

## Nombres

# Lo que necesita un caso de uso, dentro de una frase: tipos de datos y, después, aspectos de la preparación
need =
    .orders = pedidos
    .customers = clientes
    .items = el catálogo de productos
    .events = eventos de la web
    .sessions = visitas a la web
    .subscriptions = suscripciones
    .accounts = cuentas
    .usage = uso del producto
    .spend = gasto en publicidad
    .texts = textos de reseñas y contactos
    .leads = leads y su desenlace
    .content = textos de producto y guía de estilo
    .creatives = anuncios y sus resultados
    .data_quality = calidad de los datos
    .technical_infrastructure = infraestructura técnica
    .team_expertise = experiencia del equipo
    .budget_availability = disponibilidad de presupuesto
    .timeline_flexibility = flexibilidad de plazos

# Más puntos siempre es mejor
criterion =
    .impact = Impacto
    .feasibility = Viabilidad
    .cost = Bajo coste
    .timeline = Plazo corto
    .risk = Bajo riesgo

# Con qué se trabaja un caso, según el nombre del cuaderno
analysis =
    .classification = quién se irá o comprará
    .clustering = segmentos
    .experiment = experimentos
    .llm = modelos de lenguaje
    .optimisation = optimización
    .recommendation = sugerencias
    .regression = valor y previsiones
    .saas_b2b = ventas a empresas

analysis-none = ninguno aquí

management = Dirección general

## Titular

headline = { $n ->
    [0] «{ $name }» va en primer lugar, pero con { $budget } y { $days } no se puede abordar ningún caso de uso.
    [one] { headline-lead }. Con { $budget } y { $days } se puede abordar { $n } caso, por { $cost }.
   *[other] { headline-lead }. Con { $budget } y { $days } se pueden abordar { $n } casos, por { $cost }.
}

# No destaca quien quedaría por detrás en una de cada dos simulaciones
headline-lead = { $lead ->
    [alone] «{ $name }» es el único caso que ordenar
    [firm] «{ $name }» va en primer lugar en el { PERCENT($kept, digits: 0) } de los escenarios probados
   *[close] Ningún caso de uso destaca con claridad: «{ $name }» y «{ $second }» están muy cerca
}

headline-first-waits = { $missing ->
    [none] «{ $name }» no está entre ellos: con estos medios, otros aportan más en conjunto.
   *[other] «{ $name }» no está entre ellos, porque faltan estos datos: { $missing }.
}

left-out = «{ $name }» queda fuera: según el análisis de estos datos, { $reason }.

# Por qué un análisis desaconseja un caso, según el cuaderno que lo ha visto
refuted =
    .clustering = los clientes no forman grupos separados
    .recommendation = no consta que unas sugerencias propias superen a los más vendidos
    .classification = no se distingue mejor que al azar de quiénes se trata
    .regression = no consta que ningún orden de los clientes según su valor sea mejor que el azar

# Con qué se cuenta; lo que nadie ha indicado se llama supuesto
means =
    .budget = { $budget_assumed ->
        [yes] { MONEY($budget, digits: 0) } supuestos
       *[no] { MONEY($budget, digits: 0) }
    }
    .days = { $days_assumed ->
        [yes] { NUMBER($days) } jornadas supuestas
       *[no] { NUMBER($days) } jornadas
    }
    .line = Presupuesto: { MONEY($budget, digits: 0) }{ $budget_assumed ->
        [yes] { $by_sales ->
            [yes] {" "}(supuesto: una décima parte de las ventas netas del último año)
           *[no] {" "}(supuesto: cerca de la mitad de lo que cuestan todos)
        }
       *[no] {""}
    }; jornadas: { NUMBER($days) }{ $days_assumed ->
        [yes] {" "}(supuesto: medio año de las personas disponibles)
       *[no] {""}
    }.

# El valor central y, entre paréntesis, del mínimo al máximo
takes-cost = { $spread ->
    [yes] { MONEY($mid, digits: 0) } (de { MONEY($low, digits: 0) } a { MONEY($high, digits: 0) })
   *[no] { MONEY($mid, digits: 0) }
}

## Gráficos

# Lo que dice un gráfico de aquello que se señala
tip =
    .case = Caso de uso
    .place = Puesto
    .given = Prioridad con los pesos indicados
    .share = % de las simulaciones
    .days = Jornadas
    .cost = Coste
    .budget = Presupuesto
    .state = En la cartera
    .when = Cuándo
    .owner = Responsable

priority =
    .title = { $level ->
        [none] «{ $name }» va en primer lugar, con { NUMBER($score, digits: 2) } de 5 puntos
       *[some] «{ $name }» va en primer lugar, empatado con { LIST($level) }: { NUMBER($score, digits: 2) } de 5 puntos
    }
    .subtitle = La línea va de todas las puntuaciones en su mínimo a todas en su máximo. Mueva un peso: los demás conservan sus proporciones y el orden se actualiza.
    .axis = Prioridad, de 1 a 5
    .description = { priority.title }. Por orden: { $cases }.

priority-now = Primero: «{ $name }», { $score } puntos

places =
    .title = «{ $name }» conserva el primer puesto en el { PERCENT($kept, digits: 0) } de los escenarios probados
    .subtitle = Porcentaje de { $n } simulaciones en que un caso ocupa cada puesto: es un análisis de sensibilidad.

effort =
    .title = { $any ->
        [yes] Mucho impacto con poco trabajo: { $cases }
       *[no] Ningún caso tiene mucho impacto con poco trabajo
    }
    .subtitle = Los números son los puestos en la clasificación; líneas discontinuas: las medianas.
    .across = Jornadas del equipo propio (escala logarítmica)
    .up = Impacto esperado (puntos)

portfolio =
    .title = Con { $budget } se pueden abordar { $n } de { $all } casos
    .subtitle = Mueva el presupuesto: la elección se ha calculado de antemano para { $budgets } presupuestos, cada vez con { $days } y con cada caso en el punto medio de sus rangos.
    .axis = Coste (valor central del rango)
    .chosen = elegido
    .rest = no elegido

# Qué permitiría cada presupuesto
portfolio-at = { $n ->
    [one] { MONEY($budget, digits: 0) }: { $n } caso, { NUMBER($points, digits: 1) } puntos; se emplean { MONEY($money, digits: 0) } y { NUMBER($days) } jornadas
   *[other] { MONEY($budget, digits: 0) }: { $n } casos, { NUMBER($points, digits: 1) } puntos; se emplean { MONEY($money, digits: 0) } y { NUMBER($days) } jornadas
}

weeks-chart =
    .title = { $n ->
        [one] Si tarda lo previsto, { $n } caso en marcha al cabo de { $weeks } semanas
       *[other] Si cada uno tarda lo previsto, { $n } casos en marcha al cabo de { $weeks } semanas
    }
    .subtitle = En la semana más cargada se ocupan { NUMBER($fullest, digits: 1) } de { $capacity } jornadas (personas disponibles: { $people }).
    .axis = Semana

weeks-chart-empty = No hay nada planificado: ningún caso cabe en los medios disponibles.

stage-when = { $first ->
    [none] semanas { $start } a { $end }
   *[other] semanas { $start } a { $end } ({ $first } – { $last })
}

## Tablas

ranking =
    .caption = Los casos de uso por orden de prioridad
    .case = Caso de uso
    .priority = Prioridad
    .places = Puestos
    .top = Entre los tres primeros
    .what = Qué hace
    .note = Bajo cada prioridad y en «Puestos»: el 95 % central de las simulaciones. Los rangos y los pesos son supuestos; esto es un análisis de sensibilidad, no una probabilidad.

swaps =
    .caption = Qué cambiaría el orden
    .above = Por delante
    .below = Lo adelantaría
    .lead = Ventaja (puntos)
    .weight = Si este peso
    .move = pasara de
    .note = En la segunda cifra ambos empatan; más allá cambian de puesto. Los demás pesos conservan sus proporciones.

# En lugar de un peso
swap =
    .level = ya empatados
    .none = ningún peso por sí solo

swaps-empty = Solo hay un caso: no hay orden que cambiar.

levers =
    .caption = Qué ayudaría más
    .what = Qué falta o flojea
    .cases = Casos que hace subir
    .gain = Puntos que añade, en total
    .most = El que más

lever-most = { $name }, puesto { $places }

levers-empty = { $assessed ->
    [yes] Nada frena a estos casos: sus datos están y la preparación es suficiente.
   *[no] No falta ningún dato y no consta que nada flojee. { limit-unassessed }
}

lifts =
    .caption = Qué frena a los casos
    .case = Caso de uso
    .what = Qué lo haría subir
    .feasibility = Viabilidad
    .priority = Prioridad
    .place = Puesto
    .note = Cada línea, como si solo se arreglara eso; primero lo que más añade.

chosen =
    .caption = Qué se aborda y qué exige
    .case = Caso de uso
    .taken = Se aborda
    .steady = En las simulaciones
    .cost = Coste
    .days = Jornadas
    .first = Necesita antes
    .note = Coste y jornadas: el valor central y, debajo, del mínimo al máximo. Simulaciones: se sortean de nuevo impacto, prioridad, coste y jornadas dentro de sus rangos y se repite la mejor elección; es un análisis de sensibilidad. «Necesita antes»: los datos que faltan, o casos por el número de su puesto.

taken-on = { $taken ->
    [yes] sí
   *[no] no
}

needs-left-out = { $cases } (excluido, así que no se puede abordar)

roadmap =
    .caption = La hoja de ruta
    .case = Caso de uso
    .weeks = Semanas
    .owner = Responsable
    .after = Empieza después de
    .metric = Qué demuestra que funciona

roadmap-days = La semana 1 empieza el { $first }; la semana { $weeks } termina el { $last }.

assumptions =
    .caption = Qué exige cada caso y de dónde sale
    .case = Caso de uso
    .weeks = Semanas
    .data = Datos
    .analysis = Análisis
    .source = Fuente
    .note = Semanas: el valor central y, debajo, del mínimo al máximo. * Aún sin construir.

# Un tipo de datos que necesita un caso
data = { $state ->
    [missing] { $data } (falta)
    [unknown] { $data } (no se sabe)
   *[there] { $data }
}

source-none = supuesto

## Con qué se cuenta, entre las tablas

means-empty = Ningún caso cabe en esos medios, así que la cartera queda vacía.

# Cuál de los dos limita
means-more =
    .money = Lo que limita es el dinero: una cuarta parte más añadiría { NUMBER($points, digits: 1) } puntos.
    .days = Lo que limita es el tiempo de las personas: una cuarta parte más añadiría { NUMBER($points, digits: 1) } puntos.

## Cifras clave

figure =
    .first_score = Prioridad del primero, sobre 5 puntos
    .first_kept = Escenarios probados en que sigue primero
    .cost = Coste de la cartera
    .days = Trabajo del equipo propio
    .weeks = Semanas hasta que todo esté en marcha (personas a jornada completa: { $people })

# De dónde salen
method =
    .score = media ponderada de cinco puntuaciones; { PERCENT($share, digits: 0) } central de { $draws } simulaciones, cada peso hasta { NUMBER($spread, digits: 2) } más o menos, cada puntuación dentro de su rango
    .kept = recuento: simulaciones en que va en primer lugar; análisis de sensibilidad
    .sum = suma de los rangos de los casos; mínimo y máximo si todos están en ese extremo
    .weeks = planificado semana a semana, con todos los casos en un extremo de sus rangos

method-range = su rango, según su fuente: una sensibilidad

## Decisiones

decision-means =
    .what = { $assumed ->
        [both] Fijar cuánto se puede gastar y de cuántas jornadas se dispone
        [budget] Decir cuánto se puede gastar
       *[days] Decir cuántas jornadas hay
    }
    .owner = { management }
    .effect = { $assumed ->
        [both] la cartera se apoya aquí en un presupuesto y unas jornadas supuestos
        [budget] la cartera se apoya aquí en un presupuesto supuesto
       *[days] la cartera se apoya aquí en unas jornadas supuestas
    }
    .measured = la próxima ejecución de esta cartera, con los suyos

decision-readiness =
    .what = Evaluar la preparación antes de cerrar la elección
    .owner = { management }
    .effect = la viabilidad supone aquí que la organización está preparada
    .measured = la lista de comprobación de la preparación y la próxima ejecución de esta cartera

decision-start =
    .what = Poner en marcha «{ $name }»
    .owner = { $owned ->
        [yes] { $owner }
       *[no] { management }
    }
    .effect = { $least ->
        [none] {""}
       *[other] entra en la cartera con todos los presupuestos probados a partir de { MONEY($least, digits: 0) };{" "}
    }{ $unknown ->
        [none] {""}
       *[other] antes hay que confirmar que existen estos datos: { $unknown };{" "}
    }{ $judged ->
        [yes] se juzga por: { $metric }
       *[no] fijar antes de empezar qué demostrará que funciona
    }
    .period = una vez, hasta que funcione
    .population = lo que se compra fuera
    .measured = { $judged ->
        [yes] esa medida, en una prueba con una parte de los clientes o semanas por sorteo
       *[no] una prueba con una parte de los clientes por sorteo
    }

decision-lever =
    .what = { $kind ->
        [readiness] Reforzar: { $what }
       *[data] Obtener { $what }
    }
    .owner = { management }
    .effect = { $climbs ->
        [yes] { lifts-cases }
       *[no] { raises-cases }
    }
    .measured = las pruebas de los casos que hace subir

lifts-cases = { $n ->
    [one] hace subir { $n } caso: «{ $name }», del puesto { $before } al { $after }
   *[other] hace subir { $n } casos; el que más, «{ $name }», del puesto { $before } al { $after }
}

raises-cases = { $n ->
    [one] sube la prioridad de { $n } caso, «{ $name }», que conserva su puesto
   *[other] sube la prioridad de { $n } casos, sobre todo de «{ $name }»; ninguno cambia de puesto
}

## Comprobaciones

check-first =
    .name = El primer puesto se conserva en la mayoría de los escenarios probados
    .detail = se conserva en el { PERCENT($kept, digits: 0) } de { $n } escenarios

check-middle =
    .name = En el punto medio de todos los rangos, la cartera cabe en los medios disponibles
    .detail = { spent }

check-most =
    .name = También cabe si todos los casos cuestan y ocupan lo máximo
    .detail = { spent }

# Con qué se cuenta lo dicen { means.budget } y { means.days }
spent = { MONEY($cost, digits: 0) } de { $budget }; { NUMBER($work) } de { $days }

check-order =
    .name = Ningún caso empieza antes de lo que necesita y ninguna semana está sobrecargada
    .detail = semana más cargada: { NUMBER($days, digits: 1) } jornadas de { NUMBER($all_days, digits: 1) }

## Límites

limit-ranges = Los rangos de { $n } de los { $all } casos son supuestos nuestros para una empresa que vende en línea; sustitúyalos por ofertas y por su propia experiencia.

limit-sensitivity = La frecuencia con que se conserva un puesto mide la sensibilidad a los márgenes indicados; no es una probabilidad.

limit-points = Lo que rinde una cartera se cuenta en puntos (impacto esperado, ponderado por la prioridad): es un supuesto, no dinero. Lo que otras páginas miden en dinero de los mismos casos no está en ellos, y puede hablar a favor de un caso que aquí no se aborda.

limit-roadmap = La hoja de ruta supone que todos pueden hacer de todo (personas a jornada completa: { $people }), sin vacaciones ni festivos; las fechas con las que contar son las del plan, que pregunta quién hace qué y con cuánto tiempo. Cumple todas las reglas, pero puede no ser la más corta.

limit-rate = Los costes del catálogo están en euros y se han pasado a { $currency } a razón de { NUMBER($rate, digits: 2) } por euro: es un cambio redondeado, un supuesto.

limit-unasked = Nadie ha dicho todavía si se dispone de estos datos: { $data }.

limit-unassessed = Sin evaluar todavía: { $what }. Eso solo baja el extremo inferior de los rangos.

limit-weights = Pesos: { $weights }.

weight = { $criterion } { PERCENT($share, digits: 0) }

# Donde el cuaderno se detiene
nothing-to-rank = no hay ningún caso de uso que clasificar: ofrezca el catálogo o indique alguno

## El formulario en JupyterLab

form =
    .title = Casos de uso: pesos y rangos
    .ranking = La clasificación
    .weights = Cuánto pesa cada criterio
    .spread = Cada peso puede variar, arriba o abajo
    .means = Con qué se cuenta
    .budget = Presupuesto ({ $currency }); vacío: la mitad de lo que cuestan todos los casos
    .days = Jornadas; vacío: las que tienen esas personas en medio año
    .people = Personas a la vez
    .ranges = Los rangos de un caso (supuestos hasta que usted los cambie)
    .case = Caso
    .offered = Este caso se ofrece

# Los extremos de un rango: { $what } es un criterio o una de las cantidades de abajo
end =
    .lowest = { $what } (mínimo)
    .middle = { $what } (valor central)
    .highest = { $what } (máximo)

amount =
    .money = Dinero ({ $currency })
    .person_days = Jornadas
    .weeks = Semanas

live-head =
    .case = Caso de uso
    .rank = Puesto
    .score = Puntuación
    .range = Margen

live-first = Primero: { $name }, { NUMBER($score, digits: 2) } de 5

live-none = No se ofrece ningún caso

live-unsound = Todavía no es una selección válida

live-budget = Presupuesto: { MONEY($budget) }

## Parámetros (su inglés está en params.py)

params =
    .weights = cuánto cuenta cada criterio; entre todos suman 1
    .weight_spread = cuánto puede apartarse cada peso del indicado, hacia arriba o hacia abajo
    .draws = veces que se sortean de nuevo los pesos y los rangos
    .budget = dinero disponible, en la moneda del cliente (sin indicar: cerca de la mitad de lo que cuestan todos)
    .people = personas que pueden trabajar en ello a la vez, a tiempo completo
    .person_days = jornadas disponibles (sin indicar: las que tienen esas personas en medio año)
    .starts_on = día en que empieza la primera semana, si se conoce
    .catalogue = si se ofrecen los casos del catálogo
    .cases = casos propios del cliente y cambios en los del catálogo
    .exclude = casos del catálogo que se dejan fuera
    .done = casos que ya están en marcha
    .other_data = si el cliente tiene datos que no están en las tablas, como textos o leads
    .missing_data = puntos de viabilidad que se pierden por cada tipo de datos que falta
    .readiness_needed = preparación que necesita un caso en aquello en que se apoya, de 0 a 1
    .readiness_loss = puntos de viabilidad que se pierden si esa preparación es 0
    .cost_factor = moneda del cliente por cada euro del catálogo (sin indicar: un cambio redondeado)
