## Titular

headline-unlearned = { $few ->
    [yes] { $n ->
        [one] Una cuenta es muy poco
       *[other] { $n } cuentas son muy pocas
    } para una prueba que diga a quién retiene una campaña: hacen falta { $needed } o más. Esta página recoge cómo está el negocio hoy. { $reason }
   *[no] Haga por sorteo una primera campaña: hasta entonces nadie puede decir a quién retiene una campaña. { $reason }
}
headline-nothing = { $why ->
    [idle] No lance una campaña de retención con estas pruebas: en { $campaign } no se demuestra que ninguna de las acciones retenga cuentas.
    [barred] No se puede escribir a nadie: todas las cuentas o no lo han aceptado o recibieron algo hace poco.
    [limits] No se escribe a nadie: de { $n } cuentas se espera que aporten más de lo que cuesta su acción, pero ninguna cabe en el presupuesto de { MONEY($budget) } y en la capacidad de cada acción.
   *[dear] No se escribe a nadie: de ninguna cuenta se espera que aporte más de lo que cuesta su acción.
}
headline-planned = Escriba a { $n ->
    [one] una cuenta
   *[other] { $n } cuentas
} por { MONEY($cost) } y deje { $held } fuera por sorteo: si se mantienen los efectos de la campaña anterior y una cuenta retenida vale { NUMBER($months) } meses de margen, eso aporta { MONEY($profit) } en { $days } días. Aún no se ha medido.
headline-unpriced = Indique lo que cuesta la campaña antes de escribir a nadie: cabe esperar que sus acciones retengan { $n ->
    [one] una cuenta
   *[other] a parte de { $n } cuentas
}, pero no se sabe si eso compensa.
unpriced = Nadie ha dicho lo que cuesta (la columna cost del registro, o actions en el archivo del proyecto): cuenta como nada, así que el beneficio se dice antes de ese coste.
headline-measured = { $simulated ->
    [yes] Simulado:{" "}
   *[no] Medido:{" "}
}{ $won ->
    [yes] la campaña salió a cuenta. Descontados los { MONEY($cost) } que costó, las { $treated } cuentas contactadas aportaron { MONEY($profit) } ({ INTERVAL($profit) }), si una cuenta retenida vale { NUMBER($months) } meses de margen{ $enough ->
        [none] .
       *[known] ; sale a cuenta mientras una valga más de { NUMBER($enough, digits: 1) } meses.
    }
    [no] la campaña costó más de lo que aportó: { MONEY($profit) } ({ INTERVAL($profit) }) después de los { MONEY($cost) } que costó.
   *[unclear] aún no se demuestra que la campaña saliera a cuenta: { MONEY($profit) } ({ INTERVAL($profit) }) después de los { MONEY($cost) } que costó, con { $treated } cuentas contactadas y { $held } fuera.{ beside }
}{ $truth ->
    [none] {""}
   *[other] {" "}Lo verdadero en el simulador son { MONEY($truth) }. Con todas las elegidas serían { MONEY($whole) }{ $risk ->
        [none] .
       *[known] ; con las mismas acciones y en igual número, pero para las de mayor riesgo, { MONEY($risk) }.
    }
}
beside = { $beside ->
    [above] {" "}Ese intervalo queda por encima de 0, pero por pura suerte le pasa a uno de cada 40; esta página solo dice que una campaña salió a cuenta cuando la suerte lo daría una de cada 700 veces.
    [below] {" "}Ese intervalo queda por debajo de 0, pero por pura suerte le pasa a uno de cada 40; esta página solo dice que una campaña perdió dinero cuando la suerte lo daría una de cada 700 veces.
   *[no] {""}
}
heavy = { $where ->
    [trial] Una sola cuenta tiene el { PERCENT($share, digits: 0) } de los ingresos mensuales de esta prueba: los ingresos retenidos, el beneficio y el ROI dependen de si se quedó.
   *[all] Una sola cuenta tiene el { PERCENT($share, digits: 0) } de los ingresos mensuales: los ingresos recurrentes y lo que se retiene de ellos dependen de esa cuenta, igual que el beneficio de cualquier campaña en la que entre.
}

## Cifras

figure =
    .churn = Cuentas que se fueron, frente a las que quedaron fuera
    .engagement = Uso por licencia, frente a las que quedaron fuera
    .retention = Ingresos retenidos, frente a las que quedaron fuera
    .roi = ROI: beneficio sobre lo que costó la campaña{ $lost ->
        [none] {""}
       *[known] ; por cada { MONEY($one, digits: 0) } gastado se perdieron { MONEY($lost, digits: 2) }
    }
    .profit = Beneficio de la campaña
    .arr = Ingresos recurrentes anuales
    .logo_churn = Cuentas que se fueron en 90 días
    .stickiness = Días en que se usa
kpi =
    .arr = Ingresos recurrentes anuales (ARR)
    .accounts = Cuentas suscritas
    .seats = Licencias contratadas
kpi-formula =
    .arr = doce veces los ingresos mensuales de todas las suscripciones vigentes el último día
    .accounts = cuentas con una suscripción vigente el último día
    .seats = licencias de esas suscripciones
value =
    .money = { MONEY($x) }
    .count = { NUMBER($x, digits: 0) }
method =
    .counted = contado, no estimado
    .order = pares de una que se fue y una que se quedó en el orden correcto, { $n } cuentas, bootstrap
    .top = de la décima parte con mayor riesgo, { $n } cuentas, bootstrap

## Datos

table =
    .accounts = Cuentas
    .subscriptions = Suscripciones
    .usage = Uso del producto
    .tickets = Consultas a soporte
    .campaigns = Campañas por cuenta
rows =
    .caption = Qué ha sido de cada fila
    .table = Tabla
    .read = Filas leídas
    .accepted = Utilizadas
    .rejected = Rechazadas
rows-note = Cuentas que pagan y de las que no consta ningún uso: { $unused }. Cuentas con uso anterior al inicio de su suscripción: { $before }. Cuentas dadas de baja sin fecha, que se dejan aparte: { $unknown }.
measures =
    .caption = El negocio hoy
    .figure = Cifra
    .value = Valor
    .formula = Qué es
no-table = este caso necesita data.{ $table } en el archivo del proyecto
no-usage = no consta ningún uso de ninguna cuenta: usage no nombra ninguna
too-short = No se prevé quién se va: hacen falta { $days } días de uso conocido y hay { $known }. Ayuda un registro de uso más largo, o un risk_days menor en el archivo del proyecto.
few-left = No se prevé quién se va: un modelo necesita { $fewest } cuentas que se fueran en las fechas de las que aprende y otras tantas en la fecha de la prueba; hay { $before } y { $after }. Ayudan más cuentas o un historial más largo, o un risk_days mayor en el archivo del proyecto.

## Quién se va

no-curve = Se fueron demasiado pocas cuentas para dibujar cuánto se quedan.
chart-staying =
    .title = Cuánto tiempo se quedan las cuentas, según su contrato
    .x = Meses desde que firmaron
    .y = Siguen
    .series = Facturación
billing =
    .month = mensual
    .year = anual
    .monthly = mensual
    .annual = anual
chart-foreseen =
    .title = Lo previsto para cada décima parte de las cuentas y lo que ocurrió
    .subtitle = Comprobado en una fecha posterior a las que sirvieron para aprender. Punto y línea: lo que ocurrió, con su intervalo; raya: lo previsto
    .axis = Proporción que se fue
    .group_axis = Décimas partes por riesgo, de mayor a menor
    .tenth = Décima parte
    .foreseen = Previsto
    .left = Se fueron
risk-table =
    .caption = Hasta qué punto se prevé quién se va, comprobado a { $day }
    .what = Cifra
    .value = Valor
    .note = { $first ->
        [none] {""}
       *[known] De la décima parte con mayor riesgo se preveía que se fuera un { PERCENT($foreseen, digits: 0) } y se fue un { PERCENT($first, digits: 0) } ({ INTERVAL($first) }): los riesgos más altos están { $above ->
            [yes] exagerados
           *[no] infravalorados
        }; tómelos como un orden, no como probabilidades.{" "}
    }{ $over ->
        [none] {""}
       *[some] Se fueron menos de las previstas, fuera del intervalo, en estas décimas partes: { LIST($over) }.{" "}
    }{ $under ->
        [none] {""}
       *[some] Se fueron más de las previstas, fuera del intervalo, en estas décimas partes: { LIST($under) }.
    }
risk =
    .leaving = Cuentas que se fueron
    .top = De la décima parte con mayor riesgo
    .order = Una que se va, por delante de una que se queda (0,5 es azar)
    .model = Modelo que mejor acertó con cuentas que no había visto
    .drivers = Lo que más pesa en él
model =
    .naive = la misma probabilidad para todas
    .logistic = regresión logística
    .lightgbm = árboles potenciados
feature =
    .seats = licencias
    .mrr = ingresos mensuales
    .tenure_days = días desde la firma
    .renewal_days = días hasta la renovación
    .active_share = personas activas por licencia
    .days_a_seat = días de uso por licencia
    .change = cambio del uso
    .functions = funciones usadas
    .idle_days = días sin uso
    .tickets = consultas a soporte
    .urgent = consultas urgentes
    .satisfaction = satisfacción con soporte
    .seat_change = cambio de licencias
    .plan = plan
    .billing_period = facturación
    .industry = sector
    .source = procedencia

## Qué cambian las campañas

no-effects =
    .table = No hay registro de campañas (data.campaigns).
    .control = { $campaign ->
        [none] Ninguna campaña anterior dejó cuentas fuera por sorteo: ninguna tiene una acción llamada «{ $control }».
       *[other] La campaña { $campaign } no dejó a nadie fuera: no tiene ninguna acción llamada «{ $control }».
    }
    .actions = Ninguna de las acciones que nombra el archivo del proyecto está en la campaña { $campaign }, que tiene: { LIST($actions) }.
    .window = La campaña { $campaign } no se puede leer: no se conoce el uso de los dos meses anteriores, o no han pasado { $days } días desde entonces.
    .lot = El sorteo de la campaña { $campaign } no cuadra: sus grupos difieren en tamaño más de lo que explica el azar.
    .few = La campaña { $campaign } no dice nada todavía: el menor de sus grupos tiene { $least ->
        [one] una cuenta
       *[other] { $least } cuentas
    }, y cada uno necesita { $fewest } o más.
no-effect-told = Demasiado pocas cuentas para indicar un efecto.
no-policies = No hay elección entre cuentas que comparar: de ninguna acción se demuestra que valga lo que cuesta.
chart-effects =
    .title = Lo que cambió cada acción, de media, en la campaña anterior
    .head = Acción
    .axis = Proporción de cuentas retenidas, frente a las que quedaron fuera por sorteo
effects =
    .caption = { $day ->
        [none] La campaña anterior
       *[other] La campaña anterior, { $campaign }, sorteada el { $day }
    }
    .action = Acción
    .accounts = Cuentas
    .without = Se quedan sin ella
    .with = Se quedan con ella
    .difference = Diferencia
    .cost = Coste por cuenta
    .use = Qué se hace con ella
use =
    .each = cuenta a cuenta: no a todas les hace lo mismo
    .all = igual para todas: ayuda, y no se demuestran diferencias
    .beside = aún no se usa: su intervalo queda por encima de 0, pero por pura suerte le pasa a uno de cada 40; se usa cuando la suerte lo daría una de cada 700 veces
    .none = no se usa: no se demuestra ni ayuda ni diferencias
action =
    .training = Formación en funciones
    .call = Llamada de atención al cliente
    .offer = Oferta en el próximo contrato
    .none = Nada
    .other = Otra acción
chart-policies =
    .title = { $more ->
        [effect] La misma campaña anterior habría ganado más por efecto que por riesgo
        [risk] La misma campaña anterior habría ganado más por riesgo que por efecto
       *[open] La misma campaña anterior, eligiendo de una u otra manera: no consta cuál gana más
    }
    .head = Cómo se eligen las cuentas
    .axis = Beneficio por cuenta frente a no hacer nada
    .effect = Por lo que se espera cambiar
    .risk = Las mismas, por mayor riesgo

## El plan

plan-nobody = No se elige a nadie; la tabla de todas las cuentas dice qué las deja fuera.
total = En total
plan =
    .caption = Quién recibe qué
    .action = Acción
    .chosen = Elegidas
    .written = Contactadas
    .held = Fuera por sorteo
    .cost = Coste
    .profit = Beneficio esperado
    .note = Lo que se espera de las contactadas: el efecto aprendido de la campaña anterior, por lo que se supone que vale una cuenta retenida, menos el coste.
all-accounts = Todas las suscritas
who =
    .caption = A quién le va cada acción: cómo son, de media, las cuentas elegidas para ella
    .who = Cuentas
    .effect = Retiene, previsto
    .note = Las consultas son las de los últimos 90 días; el uso, el de los últimos 28. Retiene, previsto: lo que se espera que la acción añada a la probabilidad de quedarse, según se aprendió de la campaña anterior.
left-table =
    .caption = De todas las cuentas a las elegidas
    .why = Cuentas que
    .n = Cuántas
left =
    .accounts = están suscritas hoy
    .consent = no han aceptado que se les escriba
    .rest = recibieron algo hace poco
    .unprofitable = no se espera que aporten más de lo que cuesta
    .unlearned = podrían recibir algo, pero de ninguna acción se demuestra que ayude
    .budget = no caben en el presupuesto y la capacidad
    .chosen = se eligen

## La prueba

not-measured = Aún no se ha medido. Cuando hayan pasado { $days } días desde la campaña, añada sus filas al registro de campañas, también las que quedaron fuera, y repita este informe: esta tabla contendrá lo que hizo.
untold = no se indica: demasiado pocas cuentas
target =
    .churn = Cuentas que se fueron
    .engagement = Uso por licencia
    .retention = Ingresos retenidos
    .roi = Beneficio sobre coste
targets =
    .caption = Objetivo, medida y verdad: { $treated } cuentas contactadas, { $held } fuera por sorteo
    .figure = Cambio
    .target = Objetivo
    .measured = Medido
    .true = Verdad (simulada)
    .standing = El objetivo está
    .note = Cada cifra es el cambio de las contactadas frente a las que quedaron fuera; el beneficio sobre coste cuenta lo retenido de más.{ $each ->
        [none] {""}
       *[known] {" "}{ $each }
    }{ $most ->
        [none] {""}
       *[other] {" "}Los ingresos retenidos podían subir como mucho un { PERCENT($most, digits: 0) }: es lo que se perdió sin la campaña.
    }{ $heavy ->
        [none] {""}
       *[known] {" "}{ heavy }
    }
no-money = Sin una campaña medida no hay cuenta de resultados.
money-table =
    .caption = Cuenta de resultados
    .line = Concepto
    .measured = Medido
    .truth = Verdad (simulada)
    .note = Una cuenta retenida cuenta { NUMBER($assumed) } meses de sus ingresos, que es un supuesto, y una acción lo que dice el archivo del proyecto o el registro.{ $months ->
        [none] {" "}Como se retuvo menos que sin la campaña, ningún valor de una cuenta hace que salga a cuenta.
       *[known] {" "}Según lo medido, sale a cuenta mientras una cuenta retenida valga más de { NUMBER($months, digits: 1) } meses{ $most ->
            [none] ; según el extremo inferior del intervalo, nunca.
           *[known] ; según el extremo inferior del intervalo, más de { NUMBER($most, digits: 1) }.
        }
    }{ $heavy ->
        [none] {""}
       *[known] {" "}{ heavy }
    }
money =
    .gain = Margen retenido de las contactadas, por encima de las que quedaron fuera
    .cost = Coste de la campaña
    .profit = Beneficio
    .whole = Beneficio si la hubieran recibido las { $n } elegidas
    .risk = Beneficio si las mismas acciones, en igual número, hubieran ido a las { $n } de mayor riesgo

## Puesta en marcha

steps =
    .caption = De esta página a una campaña en marcha
    .what = Paso
    .who = Quién
    .learns = Qué tiene que saber
step-export =
    .what = Exportar las cinco tablas cada mes, siempre al mismo sitio
    .who = Equipo de datos
    .learns = que las que quedaron fuera por sorteo también van en el registro
step-load =
    .what = Importar hubspot_companies.csv o mailchimp_audience.csv
    .who = CRM
    .learns = cómo se emparejan las columnas, y que la acción es una propiedad de la empresa
step-brief =
    .what = Una hora con quienes llaman y forman, antes de empezar
    .who = Atención al cliente
    .learns = por qué estas cuentas, y que una de mucho riesgo puede no tener remedio
step-send =
    .what = Enviar los mensajes y hacer las llamadas de calendar.ics
    .who = CRM y atención al cliente
    .learns = que nadie cambia a mano la acción de una cuenta
step-protect =
    .what = Dejar holdout.csv fuera de cualquier otra campaña durante { $days } días
    .who = CRM
    .learns = que sin ese grupo no se puede medir nada
step-read =
    .what = A los { $days } días, añadir las filas de { $campaign } al registro y repetir esta página
    .who = Equipo de datos
    .learns = que mirar antes y decidir por ello engaña
step-renew =
    .what = Volver a aprender los efectos en cada campaña
    .who = Marketing
    .learns = que la acción que deja de ayudar se retira

## Decisiones

decision-few =
    .what = Hablar una por una con las cuentas cuyo uso baja, y anotar en cada una qué se hizo y cuándo
    .owner = Atención al cliente
    .effect = Nada dice todavía qué las retiene; con { $needed } cuentas o más, la mitad fuera por sorteo, una campaña puede decirlo
    .measured = cuántas cuentas están suscritas, y las notas
decision-lot =
    .what = Sortear la próxima campaña, con al menos { $lot } cuentas por acción y otras tantas fuera
    .owner = Marketing y atención al cliente
    .effect = Lo que cambia cada acción se sabe { $days } días después
    .measured = los ingresos que conservan las contactadas frente a las que quedan fuera, a los { $days } días
decision-nobody =
    .what = { $why ->
        [barred] Volver a planear la campaña cuando haya cuentas que lo acepten y hayan pasado los días sin contacto
        [limits] Decidir presupuesto y personas para las { $n } cuentas de las que se espera más de lo que cuestan
       *[dear] Buscar una acción más barata, o dejar en paz a estas cuentas
    }
    .owner = Marketing y atención al cliente
    .effect = { $why ->
        [limits] Se les escribe, con algunas fuera por sorteo
       *[other] No se gasta en lo que no se espera que compense
    }
    .measured = el plan de la próxima ejecución
decision-price =
    .what = Decir lo que cuesta cada acción por cuenta (actions, o cost en el registro de campañas)
    .owner = Marketing y atención al cliente
    .effect = Entonces se dirá si la campaña compensa
    .measured = la próxima ejecución, con el precio de cada acción
decision-launch =
    .what = Lanzar la campaña a las { $n } cuentas elegidas, { $held } de ellas fuera por sorteo
    .owner = Marketing y atención al cliente
    .effect = Su efecto se sabe { $days } días después
    .period = una vez
    .population = la campaña a las { $n } cuentas elegidas
    .measured = las { $held } cuentas que quedan fuera, leídas a los { $days } días
decision-roll =
    .what = { $won ->
        [yes] Repetir la campaña cada trimestre, siempre con algunas cuentas fuera por sorteo
        [no] Detener la campaña y buscar otra acción
       *[unclear] Repetir la campaña una vez más con sorteo antes de decidir
    }
    .owner = Marketing y atención al cliente
    .effect = { $won ->
        [yes] Lo que aportó esta prueba, menos lo que la suerte añade a la que gana
        [no] Se ahorra lo que costó
       *[unclear] Las dos pruebas juntas estrechan el intervalo
    }
    .period = { $won ->
        [yes] en los meses que vale una cuenta retenida
       *[other] una vez
    }
    .population = { $won ->
        [yes] las { $treated } cuentas contactadas
       *[other] la campaña a las { $n } cuentas elegidas
    }
    .measured = { $won ->
        [no] una prueba de la próxima acción, con cuentas fuera por sorteo
       *[other] las cuentas fuera por sorteo, { $held }, leídas a los { $days } días
    }
decision-drop =
    .what = Retirar lo que no se demuestra que ayude: { $actions }
    .owner = Atención al cliente
    .effect = Su coste va a lo que ayuda
    .measured = la próxima campaña por sorteo
decision-consent =
    .what = Pedir el consentimiento a las { $n } cuentas, de { $of }, que no lo han dado
    .owner = CRM
    .effect = Se les podrá escribir
    .measured = cuántas aceptan, por lo que aporte cada cuenta contactada en la próxima campaña
decision-unused =
    .what = Averiguar por qué no consta ningún uso de { $n } cuentas que pagan
    .owner = Equipo de producto
    .effect = O el registro vuelve a estar completo, o se llama primero a esas cuentas
    .measured = cuántas aparecen en el registro, por los ingresos que pagan

method-prices = acciones previstas por el precio de cada una, contado

## Comprobaciones y límites

check-foreseen =
    .name = Se prevé mejor que al azar quién se va
    .detail = { $order ->
        [none] { $reason }
       *[known] Una que se va queda por delante de una que se queda en { NUMBER($order, digits: 2) } de los pares ({ INTERVAL($order) }); 0,5 es azar
    }
check-lot =
    .name = Los grupos de la campaña anterior tienen el tamaño que da su sorteo
    .detail = La probabilidad de tales tamaños es { NUMBER($p, digits: 3) }
check-helps =
    .name = Se demuestra que alguna acción ayuda, o que ayuda a unas más que a otras
    .detail = { $any ->
        [yes] Se usan: { LIST($actions) }
       *[no] De ninguna se demuestra que ayude de media, ni que ayude a unas más que a otras
    }
check-pays =
    .name = Se demuestra que la campaña sale a cuenta
    .detail = { MONEY($profit) } ({ INTERVAL($profit) }){ $beside ->
        [no] {""}
       *[other] .{ beside }
    }
limit-value = Lo que vale una cuenta retenida es un supuesto: { NUMBER($months) } meses de sus ingresos con un margen del { PERCENT($margin, digits: 0) }. De él depende cada importe de beneficio de esta página.
limit-window = Los efectos se leen a los { $days } días; nada indica aquí si una cuenta retenida hasta entonces se queda más tiempo.
limit-earlier = Los efectos vienen de { $campaign }: valen para la próxima campaña en la medida en que cuentas y acciones sean las mismas.
limit-won = Lo que vale repetirla se rebaja por haber ganado, con el supuesto de que estas campañas cambian de verdad lo retenido en torno a un { PERCENT($spread, digits: 0) }, hacia arriba o hacia abajo.
limit-simulated = Los datos son simulados; la verdad que acompaña a lo medido solo existe en una simulación.
limit-consent = Se supone el consentimiento de las cuentas de las que no se sabe nada, como indica el archivo.
limit-emails = { $simulated ->
    [yes] Las direcciones de mailchimp_audience.csv son inventadas; las de un cliente salen del archivo que indica `contacts`.
   *[no] mailchimp_audience.csv no lleva direcciones: indique en `contacts` un archivo con account_id y email, o empareje por ACCOUNTID.
}
limit-escaped = { $n } celdas de los archivos empezaban como una fórmula y llevan ahora un apóstrofo.

## Archivos

file =
    .hubspot_companies = Audiencia para HubSpot (empresas)
    .mailchimp_audience = Audiencia para Mailchimp
    .holdout = Cuentas que quedan fuera por sorteo
    .messages_en = Mensajes en inglés
    .messages_es = Mensajes en español
    .calendar = Calendario de la campaña
file-model =
    .model = Modelo de quién se va: codificación y pesos
    .trees = Modelo de quién se va: árboles, como texto de LightGBM
    .contract = Columnas que necesita el modelo de quién se va
    .profile = Cómo se repartían las columnas y las probabilidades el día de la prueba
contacts-large = ocupa más de { $most } bytes
contacts-columns = necesita las columnas account_id y email
contacts-unread = no se puede leer: { $why }
calendar =
    .training = Informar a atención al cliente
    .action = { $of } cuentas
    .protect = Las que quedan fuera siguen fuera
    .reading = Leer el resultado
message-training =
    .about = Se invita a los equipos de los clientes a una sesión con un formador sobre lo que el producto puede hacer por ellos.
    .fact = Una sesión de 30 minutos con un formador sobre tableros, automatizaciones e informes, el día que elija el cliente.
    .subject = Tableros, automatizaciones e informes, con un formador
    .preheader = Una sesión de 30 minutos para su equipo, el día que le convenga.
    .body = Hola, [NOMBRE]: los equipos como el suyo en [EMPRESA] trabajan con tableros, automatizaciones e informes. Venga a una sesión de 30 minutos con un formador, el día que le convenga: [ENLACE].
    .close = Si prefiere no recibir más mensajes, dese de baja aquí: [BAJA]
message-call =
    .about = La persona de contacto del cliente ofrece una llamada para resolver las consultas que sigan abiertas.
    .fact = La propia persona de contacto del cliente llama para resolver en una llamada lo que siga abierto.
    .subject = ¿Le llamamos por lo de [EMPRESA]?
    .preheader = Su persona de contacto quiere resolver lo que siga abierto.
    .body = Hola, [NOMBRE]: su persona de contacto, [RESPONSABLE], quiere resolver en una llamada lo que siga abierto para [EMPRESA]. Elija aquí la hora: [ENLACE].
    .close = Si prefiere no recibir más mensajes, dese de baja aquí: [BAJA]
message-offer =
    .about = Se ofrecen a los clientes mejores condiciones para su próximo contrato.
    .fact = Mejores condiciones en el próximo contrato, hasta una fecha que se rellena.
    .subject = Mejores condiciones para [EMPRESA]
    .preheader = Para su próximo contrato con nosotros.
    .body = Hola, [NOMBRE]: para su próximo contrato podemos ofrecerle mejores condiciones, válidas hasta el [FECHA]: [ENLACE].
    .close = Si prefiere no recibir más mensajes, dese de baja aquí: [BAJA]
message-other =
    .about = Se hace a los clientes una propuesta ({ $action }) dentro de la campaña { $campaign }.
    .fact = Hay una propuesta: { $action }, en la campaña { $campaign }.
    .subject = Una propuesta para [EMPRESA]
    .preheader = Lo que hemos pensado para su equipo.
    .body = Hola, [NOMBRE]: tenemos una propuesta para usted y su equipo: [TEXTO] [ENLACE].
    .close = Si prefiere no recibir más mensajes, dese de baja aquí: [BAJA]

## Parámetros

params =
    .experiment = la campaña anterior sorteada (vacío: la mayor con grupo de control)
    .control = nombre de la acción de las que quedaron fuera por sorteo
    .actions = lo que se puede hacer (vacío: lo que hizo la campaña anterior, a su coste)
    .budget = lo máximo que puede costar la campaña
    .horizon_days = días tras los que se lee el efecto de una campaña
    .risk_days = días por delante en los que se prevé la baja
    .value_months = meses de ingresos que vale una cuenta retenida, un supuesto
    .margin = margen de contribución, de 0 a 1
    .rest_days = días sin otro contacto
    .holdout = proporción de las elegidas que queda fuera por sorteo
    .consent = si solo se escribe a cuentas que consta que aceptan, o el cliente responde por aquellas de las que no se sabe nada
    .campaign = nombre de la nueva campaña
    .starts_on = día en que empieza (vacío: el lunes de la semana siguiente al fin de los datos)
    .contacts = ruta de un CSV con account_id y email, que solo se lee para los archivos de audiencia
    .target_churn = objetivo: cambio de las bajas
    .target_engagement = objetivo: cambio del uso
    .target_retention = objetivo: cambio de los ingresos retenidos
    .target_roi = objetivo: beneficio sobre coste

## La ficha del modelo

card =
    .title = Qué cuentas se van
    .purpose = La probabilidad de que una cuenta se vaya en { $days } días, a partir de su contrato, su uso y sus consultas a soporte tal como se conocen el día en que se pregunta.
    .use = Atender primero a las cuentas con más riesgo: llamadas, ayuda, una conversación antes de la renovación.
    .misuse = Decidir a quién se dirige una campaña. Quién es probable que se vaya no es a quién retiene una campaña; eso lo dicen los efectos en la página del caso.
card-data = Aprendió quién se fue de { $rows } descripciones de cuentas en varios días; se probó en las { $n } cuentas del { DATE($day) }, cuyo desenlace no había visto.
card-limit = Las cifras son del modelo tal como se probó el { DATE($day) }. El que se guarda es del mismo tipo y se ajustó después otra vez, también con ese día: lo bueno que sea en los días que vienen solo lo dirán días posteriores.
card-day = Día de la prueba
