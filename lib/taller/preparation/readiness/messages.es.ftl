# Lo que dice la preparación. Un archivo junto al cuaderno, readiness.es.ftl, sustituye lo que nombre.

## La lista

# Cómo de preparado está el cliente, y qué se sigue de ello
level =
    .high = Alto – Listo para implementación completa
    .medium = Medio – Necesita preparación adicional
    .low = Bajo – Requiere preparación significativa
    .very_low = Muy Bajo – No recomendado para implementación
    .unassessed = Sin evaluar

# Lo mismo en una palabra, para que quepa en un eje
level-short =
    .high = Alto
    .medium = Medio
    .low = Bajo
    .very_low = Muy Bajo

criterion =
    .data_quality = Calidad de los datos
    .technical_infrastructure = Infraestructura técnica
    .team_expertise = Experiencia del equipo
    .budget_availability = Disponibilidad de presupuesto
    .timeline_flexibility = Flexibilidad de plazos

group =
    .infrastructure = Infraestructura técnica
    .data = Datos y analítica
    .team = Equipo y recursos
    .goals = Objetivos y expectativas

# En qué se apoya una respuesta
source =
    .measured = medido
    .documented = documentado
    .opinion = opinión
    .unanswered = sin responder
    .data = medido en los datos

# Quién puede mejorar una pregunta, en la mayoría de los clientes
owner =
    .data = Responsable de datos o analítica
    .export = Quien exporta los datos
    .finance = Finanzas
    .it = Informática (TI)
    .management = Dirección general
    .marketing = Dirección de marketing
    .people = Recursos humanos

# Cada pregunta en pocas palabras y después: cómo se pregunta; qué significan 0, 2 y 4 puntos, para que todos entiendan lo mismo; quién puede mejorarla; qué hacer primero y qué hacer más tarde.
question-data_access = Acceso a los datos
    .ask = ¿Con qué facilidad se accede a datos de calidad?
    .at-0 = Nadie puede exportarlos
    .at-2 = Por encargo, a mano y en semanas
    .at-4 = En cualquier momento, documentados y con los consentimientos resueltos
    .owner = { owner.it }
    .first = Nombrar a una persona autorizada a exportar los datos y obtener la primera exportación
    .later = Automatizar la exportación, documentar sus columnas y dejar resueltos los consentimientos

question-infrastructure = Sistemas actuales
    .ask = ¿En qué estado están los sistemas actuales?
    .at-0 = Sistemas aislados y ningún lugar donde reunir los datos
    .at-2 = La tienda y el CRM se cruzan a mano
    .at-4 = Hay un almacén o plataforma de datos en uso y con mantenimiento
    .owner = { owner.it }
    .first = Reunir pedidos, clientes y campañas en una sola base de datos
    .later = Llevar los cruces que se hacen a mano a un almacén de datos con un responsable

question-technical_people = Personal técnico
    .ask = ¿Hay personal técnico disponible?
    .at-0 = Nadie
    .at-2 = Hay, pero con otras prioridades
    .at-4 = Hay analistas e ingenieros asignados
    .owner = { owner.management }
    .first = Asignar a un analista dos días a la semana, de la casa o externo
    .later = Liberar a los analistas de otras tareas mientras dure el piloto

question-ai_budget = Presupuesto para IA
    .ask = ¿Hay presupuesto para IA?
    .at-0 = Sin presupuesto
    .at-2 = Suficiente para una prueba
    .at-4 = Aprobado para un año, gastos corrientes incluidos
    .owner = { owner.management }
    .first = Presentar a la dirección la prueba de un caso de uso, con sus costes
    .later = Lograr la aprobación de un año, gastos corrientes incluidos

question-available_data = Datos disponibles
    .ask = ¿Qué datos hay?
    .at-0 = Casi ninguno
    .at-2 = Pedidos, de menos de dos años o sin clientes
    .at-4 = Pedidos, clientes, visitas y campañas de dos años o más
    .owner = { owner.data }
    .first = Empezar a registrar clientes y campañas además de los pedidos
    .later = Completar dos años de pedidos, clientes, visitas y campañas

question-data_cleanliness = Limpieza de los datos
    .ask = ¿Hasta qué punto están limpios los datos?
    .at-0 = No se sabe, o están llenos de huecos
    .at-2 = Utilizables tras arreglarlos cada vez
    .at-4 = Se comprueban siempre y sus totales son los de finanzas
    .owner = { owner.export }
    .first = Repasar la lista de la página sobre los datos con quien los exporta
    .later = Comprobar cada exportación de forma automática y cotejar sus totales con los de finanzas

question-analytics_tools = Herramientas de analítica
    .ask = ¿Qué herramientas de analítica hay?
    .at-0 = Ninguna herramienta
    .at-2 = Analítica web y hojas de cálculo
    .at-4 = Analítica web, informes y pruebas, en uso cada semana
    .owner = { owner.data }
    .first = Instalar una herramienta de analítica web y acordar qué eventos registra
    .later = Sacar de ella un informe a la semana y una prueba al mes

question-real_time = Acceso en tiempo real
    .ask = ¿Se puede acceder a los datos en tiempo real?
    .at-0 = A mano, con meses de retraso
    .at-2 = Una exportación diaria
    .at-4 = En minutos, a través de una interfaz
    .owner = { owner.it }
    .first = Convertir la exportación manual en una diaria
    .later = Conectar la interfaz que necesita el primer caso de uso en tiempo real

question-marketing_team = Equipo de marketing digital
    .ask = ¿Hay un equipo de marketing digital?
    .at-0 = Nadie
    .at-2 = Una o dos personas, o una agencia
    .at-4 = Un equipo con responsable y alguien para cada canal
    .owner = { owner.marketing }
    .first = Nombrar a una persona responsable del marketing digital
    .later = Poner un responsable en cada canal y una persona al frente de todos

question-ai_experience = Experiencia con IA
    .ask = ¿Qué experiencia hay con la IA?
    .at-0 = Ninguna experiencia
    .at-2 = Se ha hecho una prueba
    .at-4 = Hay modelos en uso y se mide su efecto
    .owner = { owner.data }
    .first = Hacer una prueba pequeña y medir su resultado
    .later = Llevar la mejor prueba al día a día y medir su efecto

question-team_time = Tiempo del equipo
    .ask = ¿Cuánto tiempo puede dedicar el equipo?
    .at-0 = Nada de tiempo
    .at-2 = En torno a un día a la semana
    .at-4 = Hay personas concretas liberadas por escrito
    .owner = { owner.marketing }
    .first = Acordar con los mandos medio día a la semana
    .later = Liberar por escrito a personas concretas mientras dure el proyecto

question-specialists = Especialistas
    .ask = ¿Hace falta contratar especialistas?
    .at-0 = Todos, y no se ha encontrado ninguno
    .at-2 = Algunos, que ya se están buscando
    .at-4 = Ninguno: están en la casa o contratados
    .owner = { owner.people }
    .first = Anotar qué perfiles faltan y durante cuánto tiempo
    .later = Firmar los contratos de los perfiles que faltan antes de empezar

question-main_goals = Objetivos principales
    .ask = ¿Están acordados y priorizados los objetivos principales?
    .at-0 = Ninguno, o todo a la vez
    .at-2 = Nombrados, sin prioridades
    .at-4 = Con prioridades, y cada uno con responsable
    .owner = { owner.management }
    .first = Acordar los objetivos principales en una reunión con la dirección
    .later = Ordenar los objetivos por prioridad y poner un responsable en cada uno

question-target_metrics = Métricas que mejorar
    .ask = ¿Está decidido qué métricas deben mejorar?
    .at-0 = Sin decidir
    .at-2 = Nombradas, sin su valor de hoy
    .at-4 = Se conocen el valor de hoy, el objetivo y cuánto vale
    .owner = { owner.marketing }
    .first = Elegir dos métricas y anotar su valor de hoy
    .later = Fijar un objetivo para cada métrica y decir cuánto vale alcanzarlo

question-expected_timeline = Plazos esperados
    .ask = ¿Son realistas los plazos esperados?
    .at-0 = Se esperan resultados en semanas
    .at-2 = Una fecha fija, y ajustada
    .at-4 = Por etapas de meses, con margen
    .owner = { owner.marketing }
    .first = Acordar un primer resultado en tres meses, no en semanas
    .later = Dividir el calendario en etapas, con margen para que una falle

question-expected_roi = Retorno esperado (ROI)
    .ask = ¿Es realista el retorno esperado?
    .at-0 = No se nombra ninguno, o es inalcanzable
    .at-2 = Una esperanza que nadie ha calculado
    .at-4 = Calculado como intervalo y acordado con finanzas
    .owner = { owner.finance }
    .first = Calcular con finanzas el retorno de un caso de uso
    .later = Expresar el retorno como un intervalo y acordarlo con finanzas

# Los objetivos que se anotan como texto
goal =
    .main_goals = Objetivos principales
    .metrics = Métricas que mejorar
    .timeline = Plazos esperados
    .roi = Retorno esperado (ROI)

no-name = sin nombre

score-axis = Puntuación (de 0 a 1)

# Un esfuerzo, como parte de una frase
work = { $days ->
    [one] { $days } jornada
   *[other] { $days } jornadas
}

## Titular

headline =
    .open-moves = El nivel aún no está decidido, con { $n } de { $all } preguntas respondidas: puede ir de «{ $low }» a «{ $high }». Solo con estas respuestas sería «{ $short }», con una puntuación de { $score }.
    .open-stands = { $level }: la puntuación es { $score } con { $n } de { $all } preguntas respondidas, y las demás no pueden cambiar el nivel.
    .whole-moves = { $level }: la puntuación es { $score }; si todas las respuestas se desvían hacia el mismo lado, el nivel queda entre «{ $low }» y «{ $high }».
    .whole-stands = { $level }: la puntuación es { $score }, y el nivel se mantiene aunque pesos y respuestas se muevan dentro de sus márgenes.

headline-unassessed =
    .weightless = Sin evaluar: las preguntas respondidas hasta ahora no tienen peso.
    .data-only = Aún sin evaluar: los propios datos responden 1 de las { $all } preguntas y nadie ha respondido las demás.
    .nothing = Aún sin evaluar: no se ha respondido ninguna de las { $all } preguntas.

## Qué se respondió

answers =
    .caption = La lista, de 0 a 4 puntos por pregunta
    .question = Pregunta
    .points = Puntos
    .range = Margen
    .source = Se apoya en
    .who = Quién
    .note = Si respondieron varias personas, cuenta la mediana de las respuestas con el respaldo más sólido: una voz discordante no la mueve, y lo medido o documentado va antes que la opinión.

# Donde aún no se ha respondido nada
to-ask =
    .caption = La lista y lo que significan los puntos
    .question = Pregunta
    .at-0 = 0 puntos
    .at-2 = 2 puntos
    .at-4 = 4 puntos
    .note = 1 y 3 puntos quedan en medio. Responda en el archivo del proyecto o en JupyterLab.

## Lo que dicen los datos de sí mismos

quality =
    .caption = Lo limpios que están los datos, según se mide
    .table = Tabla
    .points = Puntos
    .note = Medido: { NUMBER($value, digits: 1) } de 4 puntos, la media de las tablas; las personas dicen: { $said }. Cuenta el valor medido. Cada porcentaje puntúa 4 si llega al 100 % y 0 si queda en el { PERCENT($floor, digits: 0) } o por debajo, lo cual es un supuesto.

quality-none = No hay ninguna tabla cuya calidad se pueda medir; cuenta lo que dicen las personas.

## La puntuación

criteria =
    .title = { $n ->
        [one] El criterio más débil es { LIST($weakest) }
       *[other] Los criterios más débiles son { LIST($weakest) }
    }
    .axis = { score-axis }
    .subtitle = La línea: hasta dónde llega si las respuestas se desvían el margen indicado.
    .head = Criterio

weights =
    .title = Pruebe otros pesos: la puntuación y el nivel se actualizan
    .subtitle = Cada control es un peso en porcentaje; entre todos se llevan a 100.
    .axis = Puntuación, criterio a criterio
    .criterion = Criterio
    .value = { score-axis }
    .weight = Peso acordado
    .zero = Todos los pesos son cero

# Está en el gráfico y sigue a los controles
standing = Puntuación: { $score }; nivel: { $level }

mapping =
    .caption = De dieciséis preguntas a cinco criterios
    .criterion = Criterio
    .questions = Media de estas preguntas
    .value = { score-axis }
    .weight = Peso
    .points = Aporta
    .note = Un criterio es la media de sus preguntas dividida entre 4. Las preguntas sin respuesta no entran en la media y sí, enteras, en el margen.

## Con qué firmeza se mantiene el nivel

levels =
    .caption = Cómo resiste el nivel
    .level = Nivel
    .share = Porcentaje de combinaciones
    .note = Recuento sobre { $n } combinaciones de pesos y respuestas, repartidas por igual dentro de sus márgenes. Es una sensibilidad, no una probabilidad.

swings =
    .title = { $n ->
        [0] Ninguna respuesta ni peso cambia el nivel por sí solo
        [one] { $n } respuesta o peso cambiaría el nivel por sí solo
       *[other] { $n } respuestas o pesos cambiarían el nivel por sí solos
    }
    .subtitle = Línea continua: la puntuación. Discontinua: donde empieza otro nivel. Cada elemento se mueve solo.
    .axis = { score-axis }
    .thing = Respuesta o peso
    .low = Puntuación más baja
    .high = Puntuación más alta

swings-weight = Peso: { $criterion }

## Qué conviene hablar

talk =
    .caption = Discrepancias y contradicciones
    .what = Qué hay que aclarar
    .who = Quién dijo qué

talk-apart = «{ $question }»: las respuestas distan { $n } puntos
talk-none = Nadie discrepa en { $n } puntos o más, y ninguna respuesta contradice a otra.

contradiction-pair = «{ $yes }» está en { $high } y «{ $no }» en { $low }: { $why }

# Por qué lo primero apenas puede ser cierto sin lo segundo: el final de la frase anterior
why =
    .data_access-infrastructure = unos datos de fácil acceso tienen que estar en algún sitio
    .data_access-available_data = ¿a qué se accede con facilidad, si apenas hay datos?
    .data_cleanliness-available_data = ¿cómo se sabe que están limpios?
    .real_time-infrastructure = el tiempo real exige sistemas que lo den
    .target_metrics-analytics_tools = ¿con qué se miden esas métricas?
    .ai_experience-technical_people = ¿quién tiene esa experiencia?
    .specialists-technical_people = ¿qué especialistas hay ya?
    .expected_timeline-team_time = tener calendario no es tener horas de las personas
    .expected_roi-ai_budget = para que haya retorno, algo hay que invertir
    .expected_roi-target_metrics = un retorno sale de una métrica que se mueve

contradiction-measured = A «{ $what }» se responde { $said }, y los propios datos muestran { $value }
contradiction-return = Se espera un retorno del { PERCENT($roi, digits: 0) } y «{ $no }» está en { $low }: ¿de dónde va a salir?
contradiction-unwritten = «{ $what }» está en { $value }, y no consta por escrito

## Qué mejorar primero

way-up =
    .title = { $level ->
        [none] Todos los pasos juntos llevan a { $score }
       *[other] { $n ->
            [one] { $n } paso ({ work }) lleva al nivel «{ $level }»
           *[other] { $n } pasos ({ work }) llevan al nivel «{ $level }»
        }
    }
    .subtitle = Los números son los de la tabla siguiente.
    .axis = { score-axis }
    .days = Jornadas acumuladas (supuesto)
    .place = N.º
    .step = Paso
    .after = Puntuación con él
    .today = hoy

steps =
    .caption = Qué mejorar primero
    .place = N.º
    .step = Próximo paso
    .owner = Responsable
    .days = Jornadas
    .gain = Aporta
    .then = Se llega a
    .note = Por orden de puntuación ganada por jornada. Cada paso lleva su pregunta a 4; la puntuación y el nivel son con todos los pasos anteriores hechos. Las jornadas son supuestos.

steps-step = { $question }: { LOWER_FIRST($step) }
steps-then = { $score }, { $level }
steps-unassessed = Aún no hay nada que mejorar: primero hay que responder las preguntas.
steps-none = Todas las preguntas están en su mejor valor.

## Desde la última evaluación

# Título del gráfico y primera frase de la nota de la tabla
since =
    .unknown = La puntuación no se puede comparar con la del { $day }
    .stayed = Desde el { $day }, la puntuación sigue en { $now }
    .moved = Desde el { $day }, la puntuación ha pasado de { $then } a { $now }

change =
    .axis = { score-axis }
    .criterion = Criterio
    .when = Cuándo
    .now = Ahora
    .whole = Puntuación

changes =
    .caption = Qué ha cambiado
    .question = Pregunta
    .before = Antes
    .now = Ahora
    .by = Cambio
    .note = { $since }. Ambas con los pesos de hoy.{ $alike ->
        [yes] {""}
       *[no] {" "}La calidad de los datos se midió solo una de las dos veces, así que la limpieza de los datos compara una respuesta con una medición.
    }

changes-unknown = No hay ninguna evaluación anterior con la que comparar.
changes-none = No ha cambiado ninguna respuesta.

goals =
    .caption = Objetivos, que pasan al plan
    .goal = Sobre
    .text = En sus palabras

goals-none = Aún no hay objetivos por escrito.

## Cifras clave

figure-score =
    .label = Preparación, de 0 a 1
    .method = media ponderada de los criterios; margen: extremos exactos al mover los pesos { NUMBER($weight, digits: 2) } y las respuestas { NUMBER($measured, digits: 2) } (medidas), { NUMBER($documented, digits: 2) } (documentadas) o { NUMBER($opinion, digits: 2) } puntos (opiniones)

figure-level_holds =
    .label = Combinaciones en las que el nivel se mantiene
    .method = recuento sobre { $n } combinaciones de pesos y respuestas; es una sensibilidad, no una probabilidad

figure-answered =
    .label = Preguntas respondidas, de { $n }
    .method = recuento, de las { $n } de la lista

figure-measured_quality =
    .label = Calidad de los datos medida, de 0 a 4
    .method = media de cuatro dimensiones y después de las tablas; recuento de todas las filas

## Decisiones

decision-ask =
    .what = { $n ->
        [one] Responder la pregunta que falta
       *[other] Responder las { $n } preguntas que faltan
    }
    .owner = { owner.marketing }
    .effect = Hasta entonces, cada una puede valer de 0 a 4
    .measured = la puntuación de la próxima ejecución, con sus respuestas

decision-talk =
    .what = Aclarar en una conversación lo que se ve de forma distinta: { $questions }
    .effect = Dos respuestas a { $n } puntos de distancia no pueden ser ciertas a la vez
    .measured = la puntuación de la próxima ejecución, con la respuesta acordada

# Qué se hace, y quién, está con la pregunta
decision-step = llevar «{ $question }» a 4 puntos aporta { NUMBER($gain, digits: 3) } con { work } de trabajo (supuesto); junto con los pasos anteriores: { $score }, { $level }
    .measured = los casos de uso que hace posibles, cada uno con su propia prueba

## Comprobaciones

check-answered =
    .name = Todas las preguntas están respondidas
    .detail = { $n ->
        [0] {""}
       *[other] { $n } sin responder
    }

check-evidence =
    .name = Al menos la mitad de las respuestas se apoyan en algo más que una opinión
    .detail = { PERCENT($share, digits: 0) }

check-range =
    .name = El nivel es el mismo en los dos extremos del margen
    .detail = de { $low } a { $high }

check-single =
    .name = Ninguna respuesta ni peso cambia el nivel por sí solo
    .detail = { $n ->
        [0] {""}
        [one] { $n } lo cambiaría
       *[other] { $n } lo cambiarían
    }

check-people =
    .name = Nadie discrepa en { $least } puntos o más
    .detail = { $n ->
        [0] {""}
        [one] en { $n } pregunta
       *[other] en { $n } preguntas
    }

check-contradictions =
    .name = Ninguna respuesta contradice a otra ni a los datos
    .detail = { $n ->
        [0] {""}
        [one] { $n } contradicción
       *[other] { $n } contradicciones
    }

## Límites

limit-people = Una lista de preguntas dice cómo se ve cada cual; no predice el resultado de un proyecto.
limit-choice = Qué pregunta alimenta cada criterio, y que todas cuenten igual, es una decisión tomada aquí e indicada más arriba.
limit-assumptions = Los márgenes y las jornadas son supuestos. Sustitúyalos por los suyos en el archivo del proyecto.
limit-tables = La calidad se mide en las tablas entregadas; lo que no se ha entregado puede estar mejor o peor.
limit-simulated = Las tablas son simuladas: su calidad no dice nada de un cliente real.

## El formulario en JupyterLab

form =
    .title = Lista de preparación
    .result = Puntuación por criterio
    .who = Respuestas de
    .who-hint = un nombre o un cargo
    .weights = Cuánto pesa cada criterio
    .spreads = Cuánto puede variar cada uno, hacia arriba o hacia abajo (supuesto)
    .goals = Los objetivos, con sus palabras
    .unsound = Todavía no es una evaluación válida

form-evidence = Evidencia: { $question }
form-note = Nota: { $question }

form-spread =
    .weight_spread = Cada peso
    .measured_spread = Una respuesta medida, en puntos
    .documented_spread = Una respuesta documentada, en puntos
    .opinion_spread = Una opinión, en puntos

form-score = { $open ->
    [yes] Puntuación provisional { $score }: { $level }
   *[no] Puntuación { $score }: { $level }
}

form-range = { $stands ->
    [yes] De { $low } a { $high } dentro de lo supuesto: el nivel se mantiene
   *[no] De { $low } a { $high } dentro de lo supuesto: de { $lowest } a { $highest }
}

form-open = { $n ->
    [one] Queda { $n } pregunta por hacer; puede acabar en cualquier valor de 0 a 4
   *[other] Quedan { $n } preguntas por hacer; cada una puede acabar en cualquier valor de 0 a 4
}

# Cabeceras del resultado
form-result =
    .criterion = Criterio
    .weight = Peso
    .score = Puntuación
    .range = Margen

## Parámetros (su inglés está en params.py)

params =
    .assessed_on = día del taller
    .answers = respuestas a la lista, de 0 a 4, con su respaldo
    .weights = peso de cada uno de los cinco criterios, en total 1
    .goals = los objetivos en palabras del cliente, que pasan al plan
    .weight_spread = cuánto puede moverse cada peso en cada sentido
    .measured_spread = cuánto puede moverse una respuesta medida en cada sentido, en puntos
    .documented_spread = cuánto puede moverse una respuesta documentada en cada sentido, en puntos
    .opinion_spread = cuánto puede moverse una opinión en cada sentido, en puntos
    .difference = puntos entre dos personas que merecen una conversación
    .quality_floor = porcentaje de comprobaciones superadas con el que los datos puntúan 0
    .settings = combinaciones de pesos y respuestas que se prueban
    .effort = jornadas para subir una respuesta un punto (supuesto)
    .previous = evaluaciones anteriores, de la más antigua a la más reciente
