# Lo que dicen los servicios de modelos de lenguaje. Un archivo junto al cuaderno, llm.es.ftl, sustituye lo que nombre.

## Los servicios

services-none = No hay ningún servicio configurado, así que nada salió de esta máquina: lo que sigue se hizo offline, sin modelo de lenguaje. Cómo configurar uno está en params/README.md.
services =
    .caption = Qué modelo contesta qué
    .endpoint = Modelo
    .tasks = Se le pide
    .where = Dónde está
    .limits = Como máximo
    .state = Al probarlo
    .note = Si una tarea tiene varios modelos, pasa al siguiente cuando el anterior no responde, y nunca por una clave equivocada. Se gastan como mucho { NUMBER($run, digits: 2) } USD por ejecución y { NUMBER($month, digits: 2) } USD al mes; lo que una pregunta podría costar en el peor caso se aparta antes de enviarla.{ $notices ->
        [none] {""}
       *[some] {" "}{ LIST($notices) }.
    }
at = { $kind ->
    [openai] OpenAI
    [anthropic] Anthropic
    [google] Google
    [microsoft] Microsoft Azure, según el entorno
    [offline] esta máquina
   *[other] { $kind }
}
limits = { $rpm ->
    [none] {""}
   *[some] { $rpm } preguntas por minuto,{" "}
}{ $tpm ->
    [none] {""}
   *[some] { $tpm } tokens por minuto,{" "}
}{ NUMBER($timeout, digits: 0) } s por respuesta
task =
    .copy = Textos de campaña
    .judge = Juez de los textos de campaña
    .classify = Clasificar textos
    .summarise = Resumen para dirección
    .check = Prueba de conexión
model-offline = offline
tasks-none = No se hizo ninguna tarea cuya calidad se pueda decir.
tasks =
    .caption = Cómo se hizo cada tarea, y con qué modelo
    .task = Tarea
    .model = Modelo
    .n = De
    .share = Bien
    .what = Qué quiere decir bien aquí
    .dollars = Precio del servicio por 1000 respuestas
    .seconds = Una respuesta tarda
    .note = Aquí está cada modelo configurado para una tarea, con sus propias campañas, preferencias y textos. De los textos y resúmenes solo se dice lo que pueden comprobar unas reglas; si son buenos lo dirá una persona.{ $silent ->
        [none] {""}
       *[some] {" "}{ LIST($silent) }. Cuando esté corregido, ejecute de nuevo con --fresh.
    }
quality =
    .copy = pasa toda la lista de control
    .judge = prefiere lo que prefiere el cliente
    .classify = donde lo puso una persona
    .summarise = frase que se quedó como la escribió el modelo, con sus cifras vinculadas
silent = «{ $model }» dejó { $n ->
    [one] una pregunta
   *[other] { $n } preguntas
} sin respuesta ({ $task }): { LIST($why) }
kind-of-failure =
    .key = sin clave, o el servicio no la acepta
    .address = sin una dirección a la que se pueda preguntar
    .model = ese modelo no existe
    .refusal = el modelo se niega
    .budget = no lo permite el presupuesto
    .price = no se conoce su precio
    .empty = el texto está vacío
    .long = el texto es demasiado largo
    .garbled = el texto está dañado
    .context = más largo de lo que lee el modelo
    .invalid = una respuesta con otra forma
    .limit = demasiadas preguntas para el servicio
    .quota = la cuenta se agotó
    .busy = el servicio está saturado
    .server = falló el servicio
    .timeout = no respondió a tiempo
    .lost = se cortó la conexión
    .rejected = el servicio no admite la pregunta
    .open = acababa de fallar demasiadas veces

## Qué salió de casa

hidden-none = En { $n } textos no se encontró a nadie a quien ocultar.
hidden =
    .caption = Qué se ocultó en { $n } textos de clientes
    .kind = Qué
    .n = Menciones
    .texts = Textos
    .note = Se sustituye por una marca al leer los textos: no lo tiene ninguna página, ningún servicio ni ningún archivo de la ejecución, salvo la cuarentena de filas que no se pudieron usar. Lo que las reglas no reconocen sigue en el texto.
hidden-kind =
    .PERSON = Nombres de personas
    .PLACE = Lugares y direcciones
    .CONTACT = Teléfonos, correos y direcciones web
    .ID = Números de identidad, fiscales, de tarjeta y de cuenta
calls-none = No se preguntó a ningún servicio, ni en esta ejecución ni antes: nada salió de casa y nada se pagó.
calls =
    .caption = Qué se pidió a los servicios, y qué supuso
    .when = Cuándo
    .task = Tarea
    .endpoint = Modelo
    .calls = Contestadas
    .cached = De memoria
    .retries = Repetidas
    .failed = Fallidas
    .tokens = Tokens
    .cost = Pagado
    .seconds = Una respuesta tarda
    .note = Lo que ya se preguntó se contesta de memoria, sin precio. De cada llamada el registro .llm/sent.jsonl, junto a las ejecuciones, guarda cuándo, a dónde y cuánto, y el texto solo si lo pide log_content.{ $why ->
        [none] {""}
       *[some] {" "}Fallidas en esta ejecución: { LIST($why) }.
    }
failed = { $kind }: { $n }
when =
    .run = esta ejecución
    .ever = desde la primera

## Lo que escribieron los clientes

texts-none = Los datos no traen ninguna tabla de textos (reseñas, consultas, mensajes), así que no se clasifica nada: indique una en data.texts.
kind-none = sin indicar
kind =
    .review = reseñas
    .ticket = consultas
    .message = mensajes
texts =
    .caption = Lo que escribieron los clientes
    .kind = Tipo
    .n = Textos
    .labelled = Con categoría puesta por una persona
    .first = Desde
    .last = Hasta
    .note = Las personas que nombra un texto se ocultan antes de guardarlo, mostrarlo o enviarlo: [PERSON_1], [CONTACT_1]…{ $empty ->
        [0] {""}
        [one] {" "}Se apartó un texto sin ninguna palabra.
       *[other] {" "}Se apartaron { $empty } textos sin ninguna palabra.
    }{ $strange ->
        [none] {""}
       *[some] {" "}{ $n } etiquetas no son ninguna de las categorías y no se usaron: { LIST($strange, most: 5) }.
    }
categories-none = No hay categorías: indíquelas en llm.classify.categories, o etiquete algunos textos.
categories =
    .caption = Las categorías
    .name = Categoría
    .description = Qué le corresponde
    .n = Textos que una persona puso ahí
    .note = { $given ->
        [yes] Tal como las nombra el archivo del proyecto.
       *[no] El archivo no nombra ninguna: hacen de categorías las etiquetas.
    }

## Qué modelo usar

model-cheap = Modelo pequeño propio
models-none = { $services ->
    [0] Ningún texto está etiquetado ni hay ningún servicio configurado: no hay nada que comparar.
   *[other] Ningún texto está etiquetado, así que nadie puede decir cuánto acierta un modelo.
}
models =
    .caption = Cada modelo con los mismos textos
    .model = Modelo
    .n = Textos
    .right = Donde los puso una persona
    .right_of_answered = Lo mismo, de los que contesta
    .answered = Contestados
    .better = Diferencia con el modelo pequeño propio, de todos los textos
    .dollars = Precio del servicio por 1000 textos
    .seconds = Una respuesta tarda
    .note = Un modelo que se abstiene deja el texto a una persona, y eso no cuenta como acierto. Contestar siempre «{ $name }» acertaría en el { PERCENT($share, digits: 0) }.{ $services ->
        [0] {" "}No hay ningún servicio configurado, así que no se envió nada a ninguno: el modelo pequeño propio trabaja en esta máquina. El servicio que se indique en llm.door se prueba aquí a su lado.
       *[other] {" "}El modelo pequeño propio no había visto los textos con los que se prueba, y a ningún servicio se le mostraron como ejemplo.
    }{ $untaught ->
        [none] {""}
       *[some] {" "}Categorías con muy pocos textos distintos para aprenderlas, que el modelo pequeño propio nunca nombra: { LIST($untaught) }.
    }{ $silent ->
        [none] {""}
       *[some] {" "}{ LIST($silent) }.
    }
dollars = { NUMBER($amount, digits: 2) } USD
paid = { NUMBER($amount, digits: 4) } USD
dollars-none = ninguno
seconds = { $half } s; 1 de cada 20, más de { $slow } s
method-paired = diferencia en los mismos { $n } textos, intervalo de Bonett y Price
models-chart =
    .title = { $outcome ->
        [cheap] El modelo pequeño propio es al menos tan bueno como «{ $best }», dentro del margen
        [service] «{ $best }» acierta más que el modelo pequeño propio
        [open] No se demuestra que «{ $best }» sea mejor que el modelo pequeño propio
        [none] Ningún modelo demuestra acertar más que contestar siempre lo mismo
       *[alone] Cuántas veces la respuesta es la de una persona
    }
    .subtitle = A trazos: contestar siempre «{ $name }», la más frecuente. La línea que cruza cada valor es su intervalo del 95 %.
    .axis = Textos puestos donde los puso una persona
confidence-none = No se dibuja lo seguro que está el modelo pequeño propio: hacen falta { $least } textos etiquetados y dos categorías que pueda aprender.
confidence-alike = El modelo pequeño propio está más o menos igual de seguro de todos los textos: { PERCENT($least, digits: 0) } en la octava parte de la que menos seguro está, { PERCENT($most, digits: 0) } en la de la que más. De los { $n } acierta en el { PERCENT($right, digits: 0) } ({ INTERVAL($right) }), { $holds ->
    [yes] que en conjunto es lo que dice de sí mismo
   *[no] que no es lo que dice de sí mismo
}. No indica qué textos debería leer una persona, y por eso no se dibuja.
confidence =
    .title = { $holds ->
        [yes] El modelo pequeño propio acierta más o menos tanto como dice
       *[no] El modelo pequeño propio no acierta tanto como dice
    }
    .subtitle = Cada punto: la octava parte de los textos etiquetados, según lo seguro que estaba. Sobre la línea a trazos acierta tanto como dice.
    .x_axis = Lo seguro que dice estar
    .y_axis = Lo que acierta
    .n = Textos

## De qué tratan los demás textos

sorted-none = Todos los textos están ya etiquetados: no queda nada que clasificar.
category-none = para una persona
sorted =
    .caption = Algunos de los textos que nadie había etiquetado
    .text = Texto
    .category = Categoría
    .confidence = Seguridad
    .by = Clasificado por
    .note = El archivo categories.csv los trae todos, sin el texto.
by = { $who ->
    [service] un servicio
    [cheap] offline: modelo pequeño propio
   *[nobody] offline: nadie
}
topics-none = No se clasificó ningún texto: todos esperan a una persona.
topics =
    .title = El { PERCENT($share, digits: 0) } de los { $n } textos restantes quedó en «{ $name }», { $tied ->
        [yes] y otros tantos en otra categoría
       *[no] más que en ninguna otra categoría
    }
    .subtitle = Según los clasifica el modelo, con sus errores.
    .category = Categoría
    .axis = Parte de estos textos
artifact =
    .copies = Textos de campaña parte por parte; los que no pasan la lista, con el motivo
    .categories = La categoría de cada texto, para atención al cliente o CRM
    .calls = Lo que se pidió a los servicios y lo que supuso, para Prometheus

## Titular, cifras clave, decisiones

headline-none = { $copies ->
    [0] Los datos no traen textos de clientes ni se describe ninguna campaña, así que no se puso a trabajar a ningún modelo.
   *[other] { $passed } de { $copies } textos de campaña pasan toda la lista de control{ $offline ->
        [yes] , hechos offline con las plantillas y los datos del propio cliente
       *[no] {""}
    }; los datos no traen textos de clientes que clasificar.
}
headline =
    .cheap = Para clasificar textos basta un modelo pequeño propio: pone el { PERCENT($right, digits: 0) } ({ INTERVAL($right) }) donde los puso una persona, y «{ $model }» no lo mejora en más del { PERCENT($margin, digits: 1) } de los textos, el margen fijado.
    .service = «{ $model }» clasifica los textos mejor que un modelo pequeño propio: la diferencia, en textos puestos donde los puso una persona, es el { PERCENT($better, digits: 0) } de todos los textos ({ INTERVAL($better) }).
    .open = Con { $n } textos etiquetados no se demuestra que «{ $model }» clasifique mejor que un modelo pequeño propio, que pone el { PERCENT($right, digits: 0) } ({ INTERVAL($right) }) donde los puso una persona: mientras no se demuestre, basta el más barato.
    .alone = { $way ->
        [cheap] Un modelo pequeño propio pone el { PERCENT($right, digits: 0) } de los textos ({ INTERVAL($right) }) donde los puso una persona
       *[service] «{ $model }» pone el { PERCENT($right, digits: 0) } de los textos ({ INTERVAL($right) }) donde los puso una persona
    }{ $services ->
        [0] ; no se preguntó a ningún servicio, así que no se sabe si alguno lo haría mejor.
       *[other] { $way ->
            [cheap] ; ningún servicio demuestra acertar más que contestar siempre la misma categoría.
           *[service] ; no hay ningún modelo pequeño propio que pueda hacerlo por menos.
        }
    }
    .none = Todavía no conviene que una máquina clasifique estos textos: con { $n } textos etiquetados, ninguna demuestra acertar más que contestar siempre «{ $commonest }», que acierta en el { PERCENT($share, digits: 0) }.
    .single = Todas las etiquetas nombran la misma categoría, así que no hay entre qué elegir: estos textos no se pueden clasificar hasta que se etiqueten también otras.
    .unlabelled = { $texts ->
        [0] No hay ningún texto que clasificar.
       *[other] { $services ->
            [0] Ninguno de los { $texts } textos se puede clasificar todavía: ninguna persona ha puesto categoría a ninguno, ni hay ningún servicio configurado.
           *[other] Los textos los clasificó un servicio que nadie ha probado: ninguna persona ha puesto categoría a ningún texto, así que no se sabe cuánto acierta.
        }
    }
figure-right = Textos puestos donde los puso una persona: { $model }
figure-better = Diferencia con el modelo pequeño propio, de todos los textos: { $model }
figure-sorted = Textos clasificados, de los { $n } que nadie había etiquetado
figure-copies = Textos de campaña que pasan toda la lista de control, de { $n }{ $offline ->
    [yes] {" "}(offline)
   *[no] {""}
}
method-counted = contados
decide-label =
    .what = Que una persona ponga categoría a { $n } textos
    .owner = Atención al cliente
    .effect = { $services ->
        [0] Entonces se puede aprender un modelo pequeño propio, y probar a su lado cualquier servicio
       *[other] Entonces se prueba el servicio, y a su lado un modelo pequeño propio
    }
    .measured = la próxima ejecución, con esas etiquetas
decide-mend =
    .what = Que dos personas etiqueten los mismos 100 textos y ver cuánto coinciden, antes de comprar nada
    .owner = Atención al cliente
    .effect = Donde dos personas no coinciden no puede acertar ningún modelo; hasta entonces, contestar siempre «{ $name }» serviría igual
    .measured = la próxima ejecución, con las etiquetas corregidas
decide-use =
    .what = { $way ->
        [cheap] { $outcome ->
            [cheap] Clasificar los textos con el modelo pequeño propio, sin comprar ningún servicio para ello
            [open] Clasificar los textos con el modelo pequeño propio; etiquetar { $need } textos antes de comprar un servicio
           *[alone] Clasificar los textos con el modelo pequeño propio
        }
       *[service] Clasificar los textos con «{ $model }»
    }{ $pays ->
        [no] , solo si eso vale más que el dinero: con los precios que usted dio, sale más barato que una persona los lea todos
       *[other] {""}
    }
    .owner = Atención al cliente
    .effect = { $way ->
        [cheap] El { PERCENT($right, digits: 0) } de los textos queda donde lo pondría una persona, sin precio por texto{ $better ->
            [none] ; es lo que tiene que superar un servicio
           *[some] ; con «{ $model }» la diferencia es el { PERCENT($better, digits: 1) } de todos los textos ({ INTERVAL($better) })
        }
       *[service] { $better ->
            [none] El { PERCENT($right, digits: 0) } de los textos queda donde lo pondría una persona
           *[some] El { PERCENT($right, digits: 0) } de los textos queda donde lo pondría una persona; la diferencia con el modelo pequeño es el { PERCENT($better, digits: 1) } de todos los textos ({ INTERVAL($better) })
        }
    }{ $dollars ->
        [0] {""}
       *[other] ; «{ $model }» factura { NUMBER($dollars, digits: 2) } USD por { $volume } textos al año
    }
    .period = un año de { $volume } textos, { $assumed ->
        [yes] los que usted supone
       *[no] los del último año de los datos
    }
    .population = textos que ya no lee ninguna persona{ $reading ->
        [none] {""}
       *[some] , si leer uno cuesta { MONEY($reading, digits: 2) } y { $mistake ->
            [none] un error no cuesta nada
           *[some] un error { MONEY($mistake, digits: 2) }
        }, como usted supone
    }
    .measured = lo que cuesta que una persona lea un texto, y un error, en llm.classify
check-chance = { $model } acierta más que contestar siempre la categoría más frecuente
    .detail = { $more ->
        [none] No contesta ningún texto
       *[some] La diferencia es el { PERCENT($more, digits: 1) } de los textos que contesta ({ INTERVAL($more) })
    }
limit-masked = A las personas se las oculta en los textos con reglas que dejan escapar algunas: un texto puede nombrar a alguien de un modo que ninguna regla conoce.
limit-labels = Acertar es decir lo que dijo una persona de { $n } textos. Donde esa persona se equivocó, el modelo cuenta como equivocado, y los textos que lleguen más adelante pueden tratar de otras cosas.
limit-copies = La lista de control sabe de longitudes, enlaces, cifras, palabras prohibidas y promesas; una persona lee cada texto antes de enviarlo.
limit-dollars = Los servicios facturan en dólares, y llm.per_usd no dice cuánto vale uno: lo que cuestan no está en ninguna cifra en la moneda del cliente.
limit-offline = No se preguntó a ningún servicio: nada de esto dice cómo lo haría uno, y todo texto marcado «offline» se hizo en esta máquina.
limit-volume = Los textos traen muy pocas fechas para saber cuántos se escriben al año, así que ninguna cifra es anual; indique llm.classify.texts_a_year.

## Parámetros

params =
    .door = servicios, quién contesta qué, límites y dinero (si no hay: offline)
    .per_usd = la moneda del cliente por un dólar estadounidense, en el que facturan los servicios
    .voice = cómo habla la marca, y qué no dice nunca
    .campaigns = qué hay que escribir, para quién y con qué datos
    .on_first_page = si el resumen de la ejecución abre su primera página
    .classify = cómo se ponen los textos en categorías
