# Lo que dicen las pruebas incluidas. Bajo el nombre de una prueba: su título, qué hacer si falla y quién lo hace.

suite-model = { $model ->
    [classification] el modelo de probabilidades
    [regression] el modelo de valor del cliente
    [recommendation] el modelo de sugerencias
    [saas_b2b] el modelo de qué cuentas se van
   *[other] el modelo
}
suite-check =
    .tables_are_whole = Las tablas del cliente están completas: cada fila tiene lo que necesita
    .totals_agree = Las tablas suman lo mismo que los totales del cliente
    .contract_holds = Las tablas dan lo que necesita { suite-model }
    .values_are_known = Las filas que recibe { suite-model } se parecen a aquellas de las que aprendió
    .same_answer_again = A la misma pregunta, { suite-model } da la misma respuesta, también tras cargarse de nuevo
    .answers_are_possible = Lo que contesta { suite-model } es posible
    .answers_tell_rows_apart = A distintos clientes, { suite-model } les contesta cosas distintas
    .answers_are_as_high_as_before = Lo que contesta { suite-model } es tan alto como cuando se eligió
    .direction_is_as_known = Lo que contesta { suite-model } se mueve como sabe el negocio
    .indifferent_to_what_must_not_matter = Lo que contesta { suite-model } no depende de lo que no debe importar
    .better_than_chance = { $model ->
        [saas_b2b] El orden que dio { suite-model } el día de su prueba, antes de aprender también de ese día, es mejor que el azar
       *[other] El orden que da { suite-model } es mejor que el azar
    }
    .better_than_the_simple_way = El orden que da { suite-model } es mejor que el de la vía sencilla
    .no_worse_than_the_last_version = Al ordenar clientes, { suite-model } no es peor que la versión en servicio
    .told_as_often_as_it_happens = Entre quienes se elegirían ocurre tan a menudo como dice { suite-model }
    .no_part_is_left_behind = En ninguna parte de los clientes acierta { suite-model } mucho menos que en el conjunto
    .no_column_knows_the_answer = Ninguna columna que usa { suite-model } sabe ya la respuesta
    .files_name_nobody = Ninguna página, lista, modelo ni registro de la ejecución nombra a una persona
    .files_hold_no_secret = Ningún archivo de la ejecución lleva una clave, una contraseña ni la sal del cliente
    .files_run_nothing = Ningún archivo de la ejecución hace correr código al abrirse
    .packages_have_no_known_fault = Ningún paquete instalado tiene un fallo conocido
    .api_key_is_asked = Quien no tiene clave, o tiene otra, no obtiene respuesta
    .hostile_requests_are_refused = Las peticiones hostiles se rechazan y no averiguan nada
    .service_keeps_to_its_description = El servicio atiende toda petición hecha a partir de su propia descripción
    .slow_clients_hold_up_nobody = Los clientes que no terminan su petición no hacen esperar a los demás
    .log_hides_people = El registro de peticiones y sus archivos no nombran a ningún cliente
    .too_many_requests_are_refused = A quien pide demasiado a menudo se le rechaza
    .answers_come_in_time = Llegan a tiempo las respuestas { $model ->
        [classification] del modelo de probabilidades
        [regression] del modelo de valor del cliente
        [recommendation] del modelo de sugerencias
        [saas_b2b] del modelo de qué cuentas se van
       *[other] del modelo
    }
    .pages_come_in_time = Llega a tiempo una página con muchas respuestas { $model ->
        [classification] del modelo de probabilidades
        [regression] del modelo de valor del cliente
        [recommendation] del modelo de sugerencias
        [saas_b2b] del modelo de qué cuentas se van
       *[other] del modelo
    }
    .load_is_borne = Varios clientes a la vez reciben respuesta a tiempo, y todos
    .batches_come_in_time = Llega a tiempo la lista nocturna { $model ->
        [classification] del modelo de probabilidades
        [regression] del modelo de valor del cliente
        [recommendation] del modelo de sugerencias
        [saas_b2b] del modelo de qué cuentas se van
       *[other] del modelo
    }
    .service_answers_as_the_list = El servicio dice de un cliente lo mismo que la lista de la ejecución, con { $model ->
        [classification] el modelo de probabilidades
        [regression] el modelo de valor del cliente
        [recommendation] el modelo de sugerencias
        [saas_b2b] el modelo de qué cuentas se van
       *[other] el modelo
    }
    .service_answers_as_the_model = El servicio responde hasta el último decimal lo mismo que { $model ->
        [classification] el modelo de probabilidades
        [regression] el modelo de valor del cliente
        [recommendation] el modelo de sugerencias
        [saas_b2b] el modelo de qué cuentas se van
       *[other] el modelo
    }
    .log_reads_back = El registro de peticiones guarda todas las respuestas { $model ->
        [classification] del modelo de probabilidades
        [regression] del modelo de valor del cliente
        [recommendation] del modelo de sugerencias
        [saas_b2b] del modelo de qué cuentas se van
       *[other] del modelo
    }
    .log_can_be_watched = El registro de peticiones dice lo necesario para vigilar { $model ->
        [classification] el modelo de probabilidades
        [regression] el modelo de valor del cliente
        [recommendation] el modelo de sugerencias
        [saas_b2b] el modelo de qué cuentas se van
       *[other] el modelo
    }
    .new_day_goes_through = Responde al archivo de un día nuevo, con valores nuevos y huecos, { $model ->
        [classification] el modelo de probabilidades
        [regression] el modelo de valor del cliente
        [recommendation] el modelo de sugerencias
        [saas_b2b] el modelo de qué cuentas se van
       *[other] el modelo
    }
suite-todo =
    .tables_are_whole = Pedir los datos de nuevo y mirar lo que dice de estas tablas la página de datos.
    .totals_agree = Averiguar con finanzas de dónde viene la diferencia antes que nada.
    .contract_holds = No poner el modelo en servicio hasta que los datos vuelvan a tener esas columnas, o entrenarlo de nuevo.
    .values_are_known = Mirar si esas columnas tienen otra unidad o valores nuevos; si está bien así, entrenar de nuevo.
    .same_answer_again = No poner el modelo en servicio: guardarlo de nuevo y volver a comparar.
    .answers_are_possible = No poner el modelo en servicio y mirar las filas que reciben esas respuestas.
    .answers_tell_rows_apart = No usar el modelo: dice lo mismo de todos.
    .answers_are_as_high_as_before = Mirar qué ha cambiado en los datos; si va a durar, entrenar de nuevo.
    .direction_is_as_known = Mirar con quien indicó la dirección cómo usa el modelo esas columnas.
    .indifferent_to_what_must_not_matter = Entrenar el modelo sin esas columnas.
    .better_than_chance = No elegir a nadie con este modelo.
    .better_than_the_simple_way = Seguir con la vía sencilla: no se ve que el modelo añada nada.
    .no_worse_than_the_last_version = Dejar la versión que está en servicio.
    .told_as_often_as_it_happens = No decidir con estas probabilidades hasta calibrarlas de nuevo.
    .no_part_is_left_behind = No elegir con el modelo entre esos clientes.
    .no_column_knows_the_answer = Dejar fuera esas columnas, salvo que se sepan a tiempo con seguridad, y entrenar de nuevo.
    .files_name_nobody = No entregar la ejecución. Ver de dónde sacan personas los archivos indicados, ocultarlas en `data: personal` y ejecutar de nuevo.
    .files_hold_no_secret = No entregar la ejecución. Anular la clave o contraseña donde se emitió, quitarla de donde vino y ejecutar de nuevo.
    .files_run_nothing = Retirar el archivo y averiguar quién lo puso; los modelos se guardan solo como texto y números.
    .packages_have_no_known_fault = Instalar la primera versión sin el fallo, o contrastar el aviso con el uso que se hace aquí del paquete.
    .api_key_is_asked = No abrir el servicio a nadie hasta que pida su clave.
    .hostile_requests_are_refused = Mantener el servicio detrás de un proxy que rechace esas peticiones hasta que lo haga él mismo.
    .service_keeps_to_its_description = Corregir la respuesta o su descripción: los programas se escriben según lo descrito.
    .slow_clients_hold_up_nobody = Que un proxy delante reciba las peticiones enteras antes de pasarlas.
    .log_hides_people = Parar el servicio, borrar el registro y fijar la sal del cliente antes de volver a arrancarlo.
    .too_many_requests_are_refused = Poner un límite en el proxy que está delante del servicio.
    .answers_come_in_time = Ver primero si la máquina hace otro trabajo; después, dar más procesos al servicio o menos árboles al modelo.
    .pages_come_in_time = Pedir menos respuestas de una vez, o dar más procesos al servicio.
    .load_is_borne = Dar al servicio más procesos o más máquinas antes de pedirle más.
    .batches_come_in_time = Empezar antes la lista nocturna, partirla o dar menos árboles al modelo.
    .service_answers_as_the_list = No cambiar de versión: lista y servicio son de modelos o datos distintos. Registrar el modelo de esta ejecución y probar de nuevo.
    .service_answers_as_the_model = No cambiar de versión: lo que se sirve no es lo que se probó. Registrar el modelo de nuevo.
    .log_reads_back = No fiarse de las cifras del servicio hasta que su registro esté completo; revisar su disco.
    .log_can_be_watched = Sin estas columnas nadie ve envejecer el modelo; corregir el registro antes de cambiar de versión.
    .new_day_goes_through = Revisar el archivo del día; entrenar de nuevo el modelo si esos valores van a quedarse.
suite-owner =
    .tables_are_whole = Tecnología
    .totals_agree = Finanzas, con el analista de datos
    .contract_holds = Analista de datos
    .values_are_known = Analista de datos
    .same_answer_again = Analista de datos
    .answers_are_possible = Analista de datos
    .answers_tell_rows_apart = Analista de datos
    .answers_are_as_high_as_before = Analista de datos
    .direction_is_as_known = Analista de datos, con el negocio
    .indifferent_to_what_must_not_matter = Analista de datos
    .better_than_chance = Marketing
    .better_than_the_simple_way = Marketing
    .no_worse_than_the_last_version = Tecnología
    .told_as_often_as_it_happens = Marketing, con el analista de datos
    .no_part_is_left_behind = Marketing
    .no_column_knows_the_answer = Analista de datos
    .files_name_nobody = Analista de datos
    .files_hold_no_secret = Ingeniero del servicio
    .files_run_nothing = Ingeniero del servicio
    .packages_have_no_known_fault = Ingeniero del servicio
    .api_key_is_asked = Ingeniero del servicio
    .hostile_requests_are_refused = Ingeniero del servicio
    .service_keeps_to_its_description = Ingeniero del servicio
    .slow_clients_hold_up_nobody = Ingeniero del servicio
    .log_hides_people = Analista de datos
    .too_many_requests_are_refused = Ingeniero del servicio
    .answers_come_in_time = Ingeniero del servicio
    .pages_come_in_time = Ingeniero del servicio
    .load_is_borne = Ingeniero del servicio
    .batches_come_in_time = Ingeniero del servicio
    .service_answers_as_the_list = Analista de datos
    .service_answers_as_the_model = Analista de datos
    .log_reads_back = Ingeniero del servicio
    .log_can_be_watched = Analista de datos
    .new_day_goes_through = Analista de datos
suite-evidence =
    .rows = Filas
    .table_rows = Filas
    .missing_cells = Celdas obligatorias sin valor
    .months_compared = Meses comparados
    .strange_rows = Filas con valores distintos de todo lo aprendido
    .asked_again = Preguntados dos veces
    .answers_differ = Respuestas que difieren
    .lowest = Respuesta más baja
    .highest = Respuesta más alta
    .different_answers = Respuestas distintas
    .mean_before = Respuesta media cuando se eligió
    .mean_now = Respuesta media hoy
    .moved_by_other = Lo más que se movió una respuesta
    .auroc = Parejas de clientes bien ordenadas (1: todas; 0,5: al azar)
    .over_best_sellers = Calidad de la lista, por encima de los más vendidos
    .order = Acuerdo del orden dicho con el que resultó (1: el mismo; 0: ninguno)
    .over_last = Parejas bien ordenadas, más que con la versión en servicio
    .gap = Lo ocurrido, menos lo dicho
    .gap_size = De lo dicho a lo ocurrido
    .parts = Partes revisadas
    .worst_part = La parte en la que menos acierta
    .worst_auroc = Parejas bien ordenadas allí
    .strongest = La columna más fuerte
    .strength = Lo que dice sola la columna más fuerte (0: nada; 1: todo)
    .files = Archivos revisados
    .people_sought = Personas de los archivos del cliente buscadas por su nombre
    .audience = Audiencia a la que se escribe, cuya columna de direcciones no se cuenta
    .named = Menciones de personas
    .secrets = Claves, contraseñas y sales encontradas
    .programs = Archivos que hacen correr código
    .packages = Paquetes instalados
    .packages_known = Paquetes que la base conoce en esta versión
    .advisories = Fallos conocidos que afectan aquí
    .keys_tried = Peticiones sin la clave correcta
    .keys_taken = De ellas, respondidas
    .hostile = Peticiones hostiles
    .hostile_slowest = Lo más que tardó en rechazarse una
    .generated = Peticiones hechas a partir de la descripción
    .generated_refused = De ellas, rechazadas
    .slow_clients = Clientes que no terminan su petición
    .latency_beside_slow = Junto a ellos, 95 de cada 100 respuestas tardaron como mucho
    .asked_at_once = Peticiones de una vez
    .limit = Peticiones permitidas por minuto
    .latency_p50 = La mitad de las respuestas tardó como mucho
    .latency_p95 = 95 de cada 100 respuestas tardaron como mucho
    .latency_p99 = 99 de cada 100 respuestas tardaron como mucho
    .latency_slowest = La respuesta más lenta
    .page_rows = Respuestas de una página
    .page_slowest = La página más lenta
    .load_clients = Clientes a la vez
    .throughput = Respuestas por segundo
    .load_unanswered = Peticiones sin respuesta
    .latency_p95_load = Con carga, 95 de cada 100 respuestas tardaron como mucho
    .memory = Memoria del servicio
    .memory_growth = Memoria que tomó con la carga
    .batch_million = Un millón de filas ocupa el procesador
    .list_asked = Clientes de la lista por los que se preguntó
    .list_other = De ellos, con otra respuesta
    .model_other = Respuestas distintas de las del modelo
    .log_asked = Respuestas dadas
    .log_found = Filas encontradas en el registro
    .columns = Columnas del modelo
    .columns_absent = De ellas, ausentes del registro
    .day_answered = Filas con respuesta

suite-skipped =
    .no-model = La ejecución no guardó ningún modelo, así que no hay nada que probar.
    .no-totals = El cliente no dio totales propios.
    .no-spread = No se guardó cómo de altas eran las respuestas.
    .no-direction = Nadie dijo cómo debe moverse la respuesta (directions, bajo test_suite en el archivo del proyecto).
    .no-indifferent = Nadie dijo qué no debe importar (indifferent, bajo test_suite en el archivo del proyecto).
    .simple = Lo que se guardó es la propia vía sencilla.
    .no-version = Todavía no hay ninguna versión en servicio.
    .other-columns = La versión { $n }, en servicio, toma otras columnas.
    .no-money = Ninguna decisión con estas probabilidades tiene indicados sus costes.
    .nobody = No se elegiría a nadie de los probados.
    .no-parts = Ninguna parte de los clientes es bastante grande.
    .no-advisories = No hay a mano ninguna base de avisos de seguridad; indique una exportación en `advisories`.
    .other-packages = La base de avisos no conoce ninguno de los paquetes instalados en esta versión.
    .no-list = { $case ->
        [yes] El caso deja listas de a quién escribir, no la probabilidad de cada cuenta.
       *[no] La ejecución no dejó ninguna lista de respuestas por cliente, porque su prueba no la respalda.
    }
    .seen = El modelo guardado ya aprendió de todas las filas cuyo desenlace se conoce: en ellas no se puede comparar.
    .by-effect = La campaña se elige por lo que cambia, no por estas probabilidades.

suite-failed =
    .tables_are_whole = Faltan filas, o celdas sin las que no significan nada: { LIST($tables) }.
    .values_are_known = Valores distintos de todo lo aprendido, sobre todo en { LIST($columns) }.
    .same_answer_again = { $n } respuestas no son iguales.
    .no_number = Algunas respuestas no son números.
    .impossible = Algunas respuestas están fuera de lo posible.
    .all_alike = Todos reciben la misma respuesta.
    .answers_are_as_high_as_before = Las respuestas de hoy son claramente más altas o más bajas que cuando se eligió el modelo.
    .direction_is_as_known = Con las demás columnas como están, la respuesta se mueve al revés con { LIST($columns) }.
    .indifferent_to_what_must_not_matter = La respuesta cambia con { LIST($columns) }.
    .no-column = Las filas no tienen esa columna: { LIST($columns) }.
    .better_than_chance = No se ve que el orden sea mejor que el azar.
    .better_than_the_simple_way = No se ve que el modelo sea mejor que la vía sencilla.
    .no_worse = Ordena a los clientes peor que la versión { $n }, que está en servicio.
    .told_as_often_as_it_happens = Ocurre más o menos a menudo de lo dicho, por encima de lo permitido.
    .no_part_is_left_behind = Acierta mucho menos en: { LIST($parts) }.
    .no_column_knows_the_answer = Una columna sola dice la respuesta casi siempre: { LIST($columns) }.
    .files_name_nobody = Menciones de personas: { $n } ({ LIST($where) })
    .unread = Archivos que no se pudieron revisar: { $n } ({ LIST($where) })
    .files_hold_no_secret = Claves, contraseñas o sales: { $n } ({ LIST($where) })
    .files_run_nothing = Archivos que harían correr código: { $n } ({ LIST($where) })
    .packages_have_no_known_fault = Fallos conocidos: { $n } ({ LIST($where) })
    .packages_covered = La base solo conoce { $n } de los { $of } paquetes instalados en su versión; expórtela de nuevo desde este entorno.
    .api_key_is_asked = Respondidas sin la clave correcta: { $n } ({ LIST($where) })
    .right_key = Con la clave correcta el servicio responde { $status }, no 200.
    .hostile_requests_are_refused = Peticiones hostiles que no se rechazaron: { $n } ({ LIST($where) })
    .hostile_learns = Rechazos que cuentan cómo está hecho el servicio o se quedan con lo que se les plantó: { $n } ({ LIST($where) })
    .hostile_changes = Tras las peticiones hostiles el servicio responde otra cosa que antes.
    .service_keeps_to_its_description = Clases de fallo: { $n } ({ LIST($where) })
    .slow_clients_unanswered = Peticiones sin respuesta junto a clientes lentos: { $n }
    .slow_clients_hold_up_nobody = Junto a clientes lentos, 95 de cada 100 respuestas tardaron hasta { NUMBER($took, digits: 3) } s ({ INTERVAL($took) }); se permiten { NUMBER($most, digits: 3) } s.
    .log_hides_people = Sitios que dejan ver a un cliente o un secreto: { $n } ({ LIST($where) })
    .not_logged = Una respuesta no está en el registro de peticiones.
    .too_many_requests_are_refused = Respondidas: { $n } peticiones; permitidas: { $limit } por minuto
    .limit_odd = Pasado el límite el servicio respondió { LIST($statuses) }, no 429.
    .unanswered = Peticiones sin respuesta o rechazadas: { $n } (estado { LIST($statuses) })
    .answers_come_in_time = 95 de cada 100 respuestas tardaron hasta { NUMBER($took, digits: 3) } s ({ INTERVAL($took) }); se permiten como mucho { NUMBER($most, digits: 3) } s.
    .slowest = La más lenta tardó { NUMBER($took, digits: 1) } s; se permiten { NUMBER($most, digits: 1) } s.
    .memory_grows = El servicio tomó { $mb } MB más mientras respondía.
    .batch_rows = Volvieron { $n } de { $of } filas.
    .batches_come_in_time = Un millón de filas ocupa el procesador { NUMBER($took, digits: 1) } s ({ INTERVAL($took) }); se permiten como mucho { NUMBER($most, digits: 0) } s.
    .service_answers_as_the_list = De { $of } clientes, el servicio responde a { $n } otra cosa que la lista de la ejecución.
    .service_answers_as_the_model = { $n } de { $of } respuestas no son las del propio modelo.
    .log_counts = El registro guarda { $n } de { $of } respuestas.
    .log_reads_back = { $n } de { $of } respuestas están en el registro de otra manera que como se dieron.
    .log_can_be_watched = Columnas del modelo que faltan en el registro: { $n } ({ LIST($where) })
    .log_scores = Algunas respuestas del registro no son números.
    .log_profile = El perfil con el que se compararían las respuestas está dañado.
    .new_day_goes_through = Tuvieron respuesta { $n } de las { $of } filas del día.
    .new_day_changes = Las filas que son como antes reciben otra respuesta junto a las nuevas.

person =
    .known = un cliente de sus archivos
    .email = una dirección de correo
    .phone = un teléfono
    .name = nombres de personas
    .address = calles
    .identifier = un documento de identidad
    .birth_date = fechas de nacimiento

program =
    .pickle = pickle
    .objects = matriz de objetos
    .named = objetos por crear
    .program = programa
    .macro = macro
    .function = modelo con una función
    .unseen = archivo comprimido que no se abre

broken =
    .server = fallo del servidor
    .believed = datos erróneos dados por buenos
    .silent = sin respuesta
