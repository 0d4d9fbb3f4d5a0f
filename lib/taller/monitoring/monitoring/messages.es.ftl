# Lo que dice el seguimiento. Un archivo junto al cuaderno, monitoring.es.ftl, sustituye lo que nombre.

params =
    .days = días que mira atrás la página
    .as_of = el día que es, cuya víspera es el último que cuenta (vacío: el que digan los datos)
    .segment = por qué se reparten las cifras, además del canal (vacío: lo primero que haya)
    .renamed = canales que cambiaron de nombre: nombre antiguo y nombre nuevo
    .holidays = país cuyos días festivos no se juzgan, como ES (vacío: el de la configuración regional)
    .late_days = últimos días que se recogen otra vez, porque las exportaciones se corrigen
    .keep = guardar las cifras de un día para otro junto a las ejecuciones, como hace `taller monitor`
    .alerts = a quién se avisa de qué, y cuándo

## Nombres

# Dentro de una frase
metric =
    .sales = las ventas al día
    .orders = los pedidos al día
    .visits = las visitas al día
    .conversion = la parte de las visitas que compra
    .new_customers = los clientes nuevos al día
    .spend = el gasto en publicidad al día
    .cost_per_new_customer = el gasto en publicidad por cliente nuevo
    .mrr = los ingresos recurrentes al mes
    .accounts = las cuentas que pagan
    .new_accounts = las cuentas nuevas al día
    .lost_accounts = las cuentas perdidas al día
    .churn = la parte de las cuentas que se va en un mes
    .active = los usuarios activos al día
    .back = la parte de los usuarios que vuelve en una semana
    .viewed = la parte de las visitas que mira un artículo
    .carted = la parte de quienes miran que llena la cesta
    .checkout = la parte de las cestas que pasa a pagar
    .bought = la parte de quienes pasan a pagar que compra
    .requests_for_help = las peticiones de ayuda al día
    .satisfaction = la satisfacción con la ayuda recibida
    .written = los textos de clientes al día
    .requests = las peticiones al día
    .failed = la parte de las peticiones que falló
    .median_ms = lo que tarda normalmente una respuesta, en milisegundos
    .late_ms = el tiempo en que llegan 95 de cada 100 respuestas, en milisegundos
    .busiest_minute = las peticiones del minuto con más trabajo
# Sueltos
label =
    .sales = Ventas al día
    .orders = Pedidos al día
    .visits = Visitas al día
    .conversion = Visitas que compran
    .new_customers = Clientes nuevos al día
    .spend = Gasto en publicidad al día
    .cost_per_new_customer = Gasto en publicidad por cliente nuevo
    .mrr = Ingresos recurrentes al mes
    .accounts = Cuentas que pagan
    .new_accounts = Cuentas nuevas al día
    .lost_accounts = Cuentas perdidas al día
    .churn = Cuentas perdidas en un mes
    .active = Usuarios activos al día
    .back = Usuarios que vuelven en una semana
    .viewed = Visitas que miran un artículo
    .carted = De estas, las que llenan la cesta
    .checkout = De estas, las que pasan a pagar
    .bought = De estas, las que compran
    .requests_for_help = Peticiones de ayuda al día
    .satisfaction = Satisfacción con la ayuda recibida
    .written = Textos de clientes al día
# Cifras clave, de las últimas cuatro semanas
key =
    .sales = Ventas al día, últimas cuatro semanas
    .mrr = Ingresos recurrentes al mes, hoy
    .conversion = Visitas que compran, últimas cuatro semanas
    .churn = Cuentas perdidas en el último mes
    .new_customers = Clientes nuevos al día, últimas cuatro semanas
    .cost_per_new_customer = Gasto en publicidad por cliente nuevo, últimas cuatro semanas
    .active = Usuarios activos al día, últimas cuatro semanas
    .back = Usuarios que vuelven en una semana
table =
    .orders = pedidos
    .usage = uso del producto
    .sessions = visitas
    .events = acciones en el sitio
    .spend = gasto en publicidad
    .tickets = peticiones de ayuda
    .texts = textos de clientes
    .subscriptions = suscripciones
metric-rows = las filas de { $table } al día
metric-age = los días desde la última fila de { $table }
metric-empty = la parte de { $table } sin { $column }
named-by = { $what } de { LIST($by) }
named-of = { $what }, del modelo { $model }{ $version ->
    [none] {""}
   *[some] , versión { $version }
}
model = { $name ->
    [classification] Quién dejará de comprar
    [regression] Cuánto valdrán los clientes
    [recommendation] Qué sugerir
    [saas_b2b] Quién se irá
   *[other] { $name }
}
all-channel = Todos los canales
all-segment = Todos
four-weeks = el nivel tras el cambio menos el anterior, por 28 días
counted = contado día a día; se dejan fuera los días cuyos datos no llegaron enteros

## A quién le toca mirar qué

incidents-none = No hay nada pendiente: ninguna cifra se aparta de lo que su historia hace esperar, y { $set ->
    [0] no se fijó ningún límite.
   *[other] se cumplen todos los límites fijados.
}

severity =
    .critical = Crítico
    .warning = Aviso
    .notice = Nota

incident =
    .open = pendiente
    .silent = pendiente, sin avisos por ahora
    .over = resuelto

incidents =
    .caption = Lo que alguien debería mirar
    .severity = Gravedad
    .what = Qué
    .owner = Responsable
    .state = Estado
    .note = Esta página no avisa a nadie. «taller monitor» avisa, una vez de cada cosa, a quienes nombra el archivo del proyecto.

## Lo que se recogió

collects =
    .business = El negocio
    .users = Los usuarios
    .technical = Los datos
    .performance = El servicio
silent =
    .business = Nada: no hay pedidos, visitas, gasto ni suscripciones con fecha
    .users = Nada: no hay visitas, acciones, uso, peticiones de ayuda ni textos con fecha
    .technical = Nada: ninguna tabla lleva fecha
    .performance = Nada todavía: ningún modelo de este cliente contesta peticiones
metrics-of = { $n ->
    [one] { $n } cifra
   *[other] { $n } cifras distintas
}
collected =
    .caption = Lo que se recogió{ $last ->
        [none] {""}
       *[some] , hasta el { DATE($last) }
    }
    .what = Qué se sigue
    .collector = De
    .n = Valores por día, canal y grupo
    .first = Primer día
    .last = Último día
gaps-none = De los últimos { $days } días, ninguno falta, está a medias ni está dos veces en { LIST($tables) }.
gaps =
    .caption = Días en que los datos no llegaron como otros días
    .note = Estos días quedan fuera de todas las comparaciones: desde aquí, «no llegó nada» y «no pasó nada» se ven igual.
    .table = Tabla
    .days = Días
    .what = Qué les pasa
days-of = { $one ->
    [yes] { DATE($first) }
   *[no] del { DATE($first) } al { DATE($last) }
}
gap =
    .absent = no llegó nada, en días de la semana que suelen traer mucho
    .partial = el día se corta: faltan horas
    .few = menos de la mitad de las filas habituales de ese día de la semana
    .doubled = hay filas repetidas
    .ahead = con fecha posterior al último día entero: un reloj va mal, o el día no ha terminado
revisions =
    .caption = Lo que datos posteriores cambiaron de días ya terminados
    .note = Valores cambiados en total, canales y grupos incluidos: { $n }.
    .figure = Cifra
    .day = Día
    .before = Era
    .after = Es
    .at = Visto el

## Cómo fue

weeks-none = Todavía no hay una semana entera que mirar.
weeks =
    .caption = La semana hasta el { DATE($last) } junto a las cuatro anteriores
    .note = «No»: el azar lo explica, por lo que la cifra ha variado hasta ahora en torno a sus días de la semana y su tendencia; un cambio menor que eso no se vería. Las partes, con su intervalo del 95 %; lo demás está contado.{ $stock ->
        [yes] {" "}Los ingresos recurrentes y las cuentas, a último día y cuatro semanas antes.
       *[no] {""}
    }
    .figure = Cifra
    .now = Última semana
    .before = Cuatro semanas antes
    .said = ¿Es más que azar?
said =
    .odd = sí, un día se sale de lo normal
    .changed = sí, cambió de nivel, véase abajo
    .usual = no
    .constant = no; igual todos los días
    .since = no; otro nivel desde el { DATE($day) }, más o menos
    .too_short = pocos días para saberlo
    .counted = contado; no tiene un nivel habitual
course-none = Ninguna cifra tiene historia todavía.
course =
    .title = { $changed ->
        [none] Ninguna de las { $n } cifras ha cambiado de nivel en las últimas cuatro semanas
       *[some] Cambios de nivel en las últimas cuatro semanas: { LIST($changed) }
    }
    .subtitle = Elija una cifra. La banda es lo que hace esperar su propio pasado; un círculo señala un día de las últimas cuatro semanas que el azar no explica.
    .pick = Cifra
    .figure = Cifra
    .day = Día
    .said = Valor
    .band = Esperado
band = de { $low } a { $high }
between = de { $low } a { $high }
after = { $value }{ $way ->
    [up] {" "}(y vuelve a subir desde entonces)
    [down] {" "}(y vuelve a bajar desde entonces)
   *[none] {""}
}
changes-none = { $n ->
    [one] La única cifra que se vigila no ha cambiado de nivel en las últimas cuatro semanas.
   *[other] Ninguna de las { $n } cifras y canales que se vigilan ha cambiado de nivel en las últimas cuatro semanas más de lo que explica el azar.
}
changes =
    .caption = Lo que cambió de nivel en las últimas cuatro semanas
    .note = Se vigilan { $n } cifras y canales. Un cambio solo se cuenta si el azar, entre todos los días, no lo explica; por qué ocurrió no lo dicen los datos. Antes y desde entonces: la media de hasta dos semanas a cada lado, tal como se contó.
    .figure = Cifra
    .day = Desde cuándo
    .before = Antes
    .after = Desde entonces
    .difference = Salto, sin contar día de la semana ni tendencia (intervalo del 95 %)
about = { $sure ->
    [yes] { DATE($day) }
   *[no] { DATE($day) } (entre el { DATE($first) } y el { DATE($last) })
}
odd =
    .caption = Días de las últimas cuatro semanas que se salen de lo normal
    .note = Entre las { $n } cifras y canales juntos, como mucho uno de cada cien de estos días es azar.
    .figure = Cifra
    .day = Día
    .value = Valor
    .band = Esperado

## Por canal y grupo

split-none = Los datos no nombran canales ni grupos, así que no hay por qué repartir las cifras.
split =
    .title = Mire una cifra por canal y grupo, semana a semana
    .subtitle = { $n } semanas. La barra es el intervalo del 95 % de una parte; las cifras sin barra están contadas.
    .pick-figure = Cifra
    .pick-channel = Canal
    .pick-segment = Grupo
    .figure = Cifra
    .channel = Canal
    .segment = Grupo
    .week = Semana hasta
    .said = Valor
channels =
    .caption = Los canales, las últimas cuatro semanas y las cuatro anteriores
    .note = { $metric ->
        [visits] Valores al día; una visita cuenta para el canal por el que llegó, que no tiene por qué ser lo que la causó.
       *[other] Una cuenta se apunta al origen del que vino la primera vez.
    }
    .channel = Canal
    .size = { $metric ->
        [visits] Visitas al día
       *[other] Cuentas que pagan
    }
    .size_before = { $metric ->
        [visits] Visitas al día antes
       *[other] Cuatro semanas atrás
    }
    .spend = Gasto al día
    .spend_before = Gasto al día antes
    .rate = Visitas que compran
    .churn = Perdidas en un mes
    .state = Estado
channel =
    .usual = –
    .new = nuevo en estas semanas
    .silent = en silencio desde hace una semana

## Los usuarios

cohorts-none = Todavía no se puede decir quién se queda: hacen falta clientes de varios meses.
cohorts =
    .title = { $paying ->
        [yes] De las cuentas que empezaron a pagar en un mes, cuántas pagaban aún después
       *[no] De los clientes que compraron por primera vez en un mes, cuántos volvieron a comprar después
    }
    .subtitle = { $paying ->
        [yes] Al final de cada mes posterior. Se dejan fuera los meses con menos de 30 cuentas nuevas.
       *[no] En cada mes posterior. Se deja fuera el primer mes de los datos, en el que los clientes antiguos parecen nuevos.
    }
    .came = { $paying ->
        [yes] Empezaron en
       *[no] Primera compra en
    }
    .later = Después de
    .value = { $paying ->
        [yes] Pagan aún
       *[no] Volvieron a comprar
    }
later = { $n ->
    [one] { $n } mes
   *[other] { $n } meses
}

## Los modelos

fits-none = No hay a mano ningún modelo que prevea algo, así que de ninguno se dice nada.
fits =
    .caption = ¿Siguen valiendo los modelos para las personas que puntúan?
    .note = { $people ->
        [none] {""}
       *[some] Se elige a todos los que superan el umbral de la página del modelo, sin contar a cuántos se puede contactar. El dinero es para { $people } personas, tantas como se puntúan hoy.{" "}
    }{ $warning }
    .model = Modelo
    .moved = Rasgos que cambiaron
    .happened = Ocurrió, en su prueba
    .rate = Se espera hoy
    .order = Acierto al ordenar a dos, esperado
    .earned = Elegir ganaba, en su prueba
    .earns = Elegir gana, se espera hoy
    .paid = Elegir ha ganado desde entonces, por lo ocurrido
    .said = ¿Sale a cuenta elegir por él?
pays =
    .pays = sí
    .less = sí, pero menos que antes
    .stopped = ya no
    .unclear = no se puede decir
moved-of = { $moved } de { $n }
moved =
    .caption = En qué difieren más quienes sirvieron de prueba y quienes se puntúan hoy
    .note = Cuántas personas de cada cien tendrían que ser de otra manera para que ambos grupos se parecieran; menos de 5 no se cuenta como cambio.{ $more ->
        [yes] {" "}Se muestran los seis más seguros.
       *[no] {""}
    }
    .model = Modelo
    .what = Rasgo
    .effect = Personas que difieren

fed =
    .caption = Por lo que se preguntó la última semana a los modelos en marcha, y no como antes
    .note = De { $n } rasgos y respuestas, por día. Solo se cuenta lo que el azar, entre todos ellos, no explica; se tiene en cuenta que los días seguidos se parecen.
    .model = Modelo
    .what = Rasgo
    .how = La última semana
fed-answer = lo que contesta el modelo
fed-how = { $where ->
    [place] { $rose ->
        [yes] más alto que antes
       *[no] más bajo que antes
    }
    [spread] { $rose ->
        [yes] más extremo que antes
       *[no] menos extremo que antes
    }
    [missing] { $rose ->
        [yes] vacío más a menudo
       *[no] vacío menos a menudo
    }
   *[other] { $rose ->
        [yes] «{ $where }» más a menudo
       *[no] «{ $where }» menos a menudo
    }
}
fed-none = De aquello por lo que se preguntó la última semana a los modelos en marcha, { $n } rasgos y respuestas por día, nada se aparta de los días anteriores más de lo que explica el azar.
fed-short = Aún se ha preguntado en pocos días para decir si cambia aquello por lo que se pregunta a los modelos en marcha.

## El servicio

service-none = Ningún modelo de este cliente ha contestado todavía una petición. Cuando uno esté en marcha («taller deploy», «taller serve»), esta parte dirá cada día cuántas contestó, con qué rapidez y cuántas fallaron.
service =
    .caption = Lo que contestó el servicio, del { DATE($first) } al { DATE($last) }
    .note = Una petición falla cuando la culpa es del servicio y no de quien pregunta. Tiempos en milisegundos, del día más lento. Los días son los del tiempo universal.
    .model = Modelo
    .n = Peticiones
    .failed = Fallidas
    .median = Respuesta habitual
    .late = 95 de cada 100 en
    .most = Máximo en un minuto
service-chart =
    .title = Con qué rapidez contesta el servicio
    .subtitle = Tiempo en que llegan 95 de cada 100 respuestas, cada día.
    .day = Día
    .axis = milisegundos
    .model = Modelo

live =
    .title = { $any ->
        [yes] El servicio, a las { $at } de tiempo universal
       *[no] Ninguna petición hoy todavía, a las { $at } de tiempo universal
    }
    .caption = Contestado hoy
    .model = Modelo
    .n = Peticiones
    .failed = Fallidas
    .median = Respuesta habitual, ms
    .late = 95 de cada 100 en, ms

## Lo que significa

headline-nothing = { $dated ->
    [yes] Todavía no hay nada que vigilar: los datos no traen ninguna cifra por día.
   *[no] Todavía no hay nada que vigilar: ninguna tabla del cliente lleva fecha.
}
headline-gaps = Los datos de la semana hasta el { DATE($day) } no están enteros: { LIST($tables) }, en { $n ->
    [one] { $n } día
   *[other] { $n } días
}.{ $changed ->
    [none] {""}
   *[some] {" "}En los días enteros cambiaron: { LIST($changed) }.
}
headline-changed = { $rose ->
    [yes] Al alza
   *[no] A la baja
}, hacia el { DATE($day) }: { $what }, de { $before } a { $after }, más de lo que explica el azar{ $others ->
    [none] .
   *[some] ; también cambiaron: { LIST($others) }.
}
headline-odd = { $n ->
    [one] Un día
   *[other] { $n } días
} de la semana hasta el { DATE($day) } { $n ->
    [one] se salió
   *[other] se salieron
} de lo normal en { LIST($names) }; { $minor ->
    [none] ningún nivel ha cambiado.
   *[some] cambiaron de nivel: { LIST($minor) }.
}
headline-usual = { $short ->
    [yes] Todavía hay pocos días para decir qué es lo normal.
   *[no] En las cuatro semanas hasta el { DATE($day) } ninguna cifra cambió más de lo que explica el azar{ $minor ->
        [none] {""}
       *[some] {" "}en el total; por canal sí cambiaron: { LIST($minor) }
    }{ $of ->
        [none] .
       *[some] . En { $of } cuenta como normal todo lo que va de { $low } a { $high }.
    }
}
decision-look =
    .what = Averiguar a qué se debe { $rose ->
        [yes] la subida
       *[no] la bajada
    } hacia el { DATE($day) }: { $what }{ $others ->
        [none] {""}
       *[some] ; cambiaron a la vez { LIST($others) }
    }
    .owner = Marketing
    .effect = { $good ->
        [yes] De { $before } a { $after }: lo que lo causó se puede mantener o repetir
        [none] De { $before } a { $after }: si se quiso así, y qué trajo
       *[no] De { $before } a { $after }: lo que lo causó se puede frenar o contestar
    }{ $money ->
        [yes] . Si sigue así, son de { $least } a { $most } de ventas en cuatro semanas; puede deberse a la temporada o al final de una campaña
       *[no] {""}
    }
    .period = en cuatro semanas, si sigue así
    .population = las ventas
    .measured = la misma cifra, una vez cambiado lo que se encuentre como causa
headline-recurring = Los ingresos recurrentes son de { MONEY($now) } al mes, { $way ->
    [up] un { PERCENT($by) } más que un mes antes.
    [down] un { PERCENT($by) } menos que un mes antes.
   *[same] como un mes antes.
}
decision-model =
    .what = { $known ->
        [yes] { $verdict ->
            [stopped] Dejar de elegir por «{ $model }» hasta saber por qué ya no sale a cuenta
           *[other] Averiguar por qué elegir por «{ $model }» ganó menos que en su prueba
        }
       *[no] { $verdict ->
            [stopped] Mirar a quién puntúa hoy «{ $model }» antes de elegir a nadie por él: no se espera que salga a cuenta
           *[other] Mirar a quién puntúa hoy «{ $model }»: se espera que elegir por él gane menos
        }
    }
    .owner = Analista de datos
    .effect = De { $people } personas ganaba { MONEY($earned) } ({ INTERVAL($earned) }) cuando se probó; { $known ->
        [yes] por lo ocurrido desde entonces ganó { MONEY($earns) } ({ INTERVAL($earns) })
       *[no] de las que se puntúan hoy, cuyo resultado aún no se sabe, cabe esperar { MONEY($earns) } ({ INTERVAL($earns) }). Si quedan menos por ganar, entrenarlo de nuevo no devuelve nada
    }
    .measured = lo que les ocurra a quienes se puntúan ahora
decision-threshold =
    .what = Elegir por «{ $model }» a partir del { PERCENT($better, digits: 0) }, y no del { PERCENT($threshold, digits: 0) }
    .owner = Analista de datos
    .effect = Por lo ocurrido desde su prueba, de { $people } personas se habrían ganado { MONEY($more) } ({ INTERVAL($more) }) más. Ganó { MONEY($earns) } ({ INTERVAL($earns) }); en su prueba, { MONEY($earned) }
    .period = una elección
    .population = { $people } personas
decision-mend =
    .what = { $ahead ->
        [yes] Poner en hora lo que pone fecha a { $table }
       *[no] Pedir otra vez los datos de { $table }
    }{ $n ->
        [one] {" "}del { DATE($first) }
       *[other] : { $n } días entre el { DATE($first) } y el { DATE($last) }
    }
    .owner = Tecnología
    .effect = { $ahead ->
        [yes] Los días que no han terminado no se toman por días ya pasados
       *[no] Toda cifra que sale de ellos vuelve a estar entera; la próxima ejecución la corrige sola
    }
    .measured = la próxima ejecución, con esos días
decision-channels =
    .what = Confirmar { $new ->
        [none] {""}
       *[some] { LIST($new) } como canal nuevo{ $silent ->
            [none] {""}
           *[some] {" "}y{" "}
        }
    }{ $silent ->
        [none] {""}
       *[some] que { LIST($silent) } calla a propósito
    }
    .owner = Marketing
    .effect = Un canal que cambió de nombre se junta con el que era (renamed, en el archivo del proyecto), y uno perdido se nota
    .measured = lo que traía antes cada canal, en la tabla por canal, y la próxima ejecución
decision-daily =
    .what = Mirar las cifras cada mañana de forma automática («taller monitor»){ $named ->
        [yes] {""}
       *[no] {" "}y decir a quién se avisa cuando una se sale de su banda
    }
    .owner = Tecnología
    .effect = Lo que va mal se nota en un día, no cuando alguien vuelva a abrir esta página
    .measured = los días entre un cambio y el aviso, que se apuntan desde entonces
check =
    .whole = Los datos de todos los días llegaron enteros
    .whole-detail = { $n ->
        [0] en los últimos { $days } días no falta ninguno, ni está a medias ni dos veces
       *[other] días de tablas que no están enteros, de los últimos { $days } días: { $n }
    }
limit-cause = Dice que una cifra cambió y cuándo, no por qué.
limit-year = Conoce { $days } días: lo que vuelve cada año, como rebajas o vacaciones, puede parecer un cambio.
limit-holidays = Los días festivos ({ $country }{ $named ->
        [yes] {""}
       *[no] , porque el informe se escribe para ese país; monitoring.holidays indica otro
    }), la Nochebuena y la Nochevieja no se juzgan: lo que vaya mal en uno se nota al día siguiente.
limit-returns = Las ventas de un día descuentan lo que se devolvió ese día, se comprara cuando se comprara.
limit-utc = Los días del servicio son los del tiempo universal; los del negocio, los locales.
limit-plain = Esta página sale solo de los datos de su ejecución. Las cifras se guardan de un día para otro únicamente con «taller monitor».
