# Lo que dice la página de datos. Un archivo junto al cuaderno, data.es.ftl, sustituye lo que nombre.

## Nombres

# Tablas, como las llama un cliente
table =
    .orders = Pedidos
    .customers = Clientes
    .items = Productos
    .events = Eventos
    .sessions = Visitas
    .spend = Inversión publicitaria
    .accounts = Cuentas
    .subscriptions = Suscripciones
    .usage = Uso del producto
    .tickets = Consultas a soporte
    .campaigns = Campañas por cuenta
    .texts = Lo que escriben los clientes
    .regions = Ventas por región
    .flat = Tabla plana
    .trials = Experimentos

# Dimensiones de la calidad
dimension =
    .completeness = Sin vacíos
    .validity = Válidos
    .uniqueness = Sin repeticiones
    .consistency = Coherentes
    .timeliness = Al día

# Columnas, dentro de lo encontrado en ellas: «precio: cero»
column =
    .transaction_id = número de pedido
    .user_id = cliente
    .user_pseudo_id = dispositivo
    .session_id = visita
    .item_id = producto
    .item_name = nombre del producto
    .item_category = categoría del producto
    .event_name = nombre del evento
    .event_timestamp = fecha
    .created_timestamp = fecha de alta
    .ended_timestamp = fecha de baja
    .delivered_timestamp = fecha de entrega
    .session_start = inicio de la visita
    .session_end = fin de la visita
    .date = fecha
    .quantity = cantidad
    .price = precio
    .value = importe
    .tax = impuestos
    .refund = el importe reembolsado
    .shipping = gastos de envío
    .currency = moneda
    .country = país
    .region = región
    .city = localidad
    .cost = coste
    .impressions = impresiones
    .clicks = los clics
    .stock = existencias
    .campaign = campaña
    .device_category = tipo de dispositivo
    .accepts_marketing = el consentimiento comercial
    .account_id = cuenta
    .subscription_id = suscripción
    .ticket_id = consulta
    .start_timestamp = inicio
    .closed_timestamp = fecha de resolución
    .seats = licencias
    .mrr = ingresos recurrentes mensuales
    .arr = ingresos recurrentes anuales
    .churned = baja
    .plan = plan
    .feature = función
    .action = acción
    .satisfaction = satisfacción
    .priority = prioridad
    .billing_period = periodo de facturación
    .industry = sector

# Qué baja una puntuación; solo, en una tabla, y dentro de «averiguar por qué hay …»
evidence =
    .empty = { $column }: sin rellenar
    .unreadable = { $column }: ilegible
    .future = { $column }: en el futuro
    .before_1990 = { $column }: anterior a 1990
    .zero = { $column }: cero
    .negative = { $column }: menor que cero
    .fraction = { $column }: no es un número entero
    .too_large = { $column }: demasiado grande para ser cierto
    .no_currency = { $column }: no es un código de moneda
    .duplicate_row = filas que repiten otra anterior
    .duplicate_key = segundas filas para la misma clave
    .several_customers = pedidos con varios clientes
    .several_days = pedidos repartidos en varios días
    .several_currencies = pedidos en varias monedas
    .without_purchase = anulaciones sin una compra anterior
    .unknown_to_table = citados en los pedidos, pero ausentes de este archivo
    .unknown_item = productos que no están en el archivo de productos
    .tax_beyond_value = impuestos mayores que el propio importe
    .refund_beyond_value = devoluciones mayores que lo pagado
    .purchase_without_order = compras sin número de pedido
    .more_clicks_than_shown = más clics que impresiones
    .cost_without_clicks = gasto sin impresiones ni clics
    .cost_beyond_price = productos que cuestan más que su precio
    .ends_before_it_starts = finales anteriores a su comienzo
    .closed_before_opened = cierres anteriores a su apertura
    .unknown_customer = clientes que no están en el archivo de clientes
    .before_sign_up = fechas anteriores al alta del cliente
    .after_end = fechas posteriores a la baja del cliente
    .head_without_lines = pedidos sin ninguna línea
    .lines_differ_from_head = pedidos cuyas líneas no suman su total
    .value_is_no_product = líneas cuyo importe no es unidades por precio
    .unknown_order = números de pedido que no están entre los pedidos
    .back_before_ordered = devoluciones anteriores a su pedido
    .delivered_before_ordered = entregas anteriores al pedido
    .unknown_account = cuentas que no están en el archivo de cuentas
    .before_subscription = uso del producto anterior a la primera suscripción de la cuenta
    .after_subscription = uso del producto posterior al fin de la última suscripción de la cuenta
    .never_used = cuentas que pagan y de las que no consta ningún uso
    .year_is_no_twelve_months = ingresos anuales que no son doce veces los mensuales
    .churned_without_end = suscripciones dadas de baja sin fecha de fin

# En lugar de un número de personas tan bajo que se las podría distinguir
few = menos de { $n }

## Titular

headline =
    .without-units = { $used }, pero sin unidades, así que las devoluciones cuentan como ventas
    .simulated = Datos simulados: { $used }
    .no-product = { $used }, pero en { $n } de { $asked } líneas el importe no es unidades por precio ({ MONEY($told) } frente a { MONEY($made) })
    .contradicted = { $used }, pero las tablas se contradicen ({ $what })
    .without-orders = { $used }; no hay pedidos y, por tanto, tampoco dinero que sumar
    .uncompared = { $used }; falta contrastar los totales con los suyos
    .agreed = { $n ->
        [one] Los totales coinciden con sus cifras en { $month }, y { $used }
       *[other] Los totales coinciden con sus cifras en los { $n } meses, y { $used }
    }
    .differing = Los totales aún no coinciden: en { $month }, { $figure }: { $ours } según los datos y { $theirs } según sus cifras

# Dentro del titular
used = { $all ->
    [yes] se han podido utilizar todas las filas que deben contar
   *[no] { $rows ->
        [none] no se ha podido utilizar ninguna fila
       *[other] { $sales ->
            [none] se ha podido utilizar el { $rows } de las filas que deben contar
           *[other] se ha podido utilizar el { $rows } de las filas y el { $sales } de las ventas
        }
    }
}
contradiction = { $table }: { $what }, en { $n } de { $asked } casos

## Cifras

figure =
    .rows_used = Filas que se han podido utilizar
    .money_used = Ventas que se han podido utilizar
    .net_sales = Ventas netas en los datos
    .months_agreeing = Meses que coinciden, de { $n }
    .age = Antigüedad de la fila más reciente

# Cómo se obtuvo cada cifra
method =
    .rows_used = recuento: filas utilizadas, de las que deben contar
    .money_used = suma exacta, al céntimo: ventas brutas utilizadas, de las que deberían contar y tienen importe
    .net_sales = suma exacta, al céntimo
    .months_agreeing = recuento, de los { $n } meses contrastados
    .age = días hasta la fecha del informe

## Comprobaciones

check-rows =
    .name = Todas las filas están contabilizadas
    .detail = en cada tabla, las filas utilizadas más las que se dejan fuera son las filas leídas
check-bridge =
    .name = El paso de los archivos a las cifras cuadra
    .detail = al céntimo, motivo a motivo
check-totals = Los totales son los suyos
check-returns =
    .name = Las devoluciones se distinguen de las ventas
    .detail = no se indicó ninguna columna de unidades: cada línea cuenta como una unidad vendida
check-gaps =
    .name = Ningún hueco fuera de lo normal
    .detail = { $n ->
        [0] {""}
        [one] { $n } hueco encontrado
       *[other] { $n } huecos encontrados
    }

## Límites

limit-simulated = Los datos son simulados: sirven para ver cómo es esta página.
limit-unvalued = { $n } líneas no tienen un importe legible, así que no figuran en ninguna suma de dinero.
limit-unseen = Una fila que parece correcta y no lo es no se descubre mirándola; solo sus propios totales pueden revelarlo.
limit-gaps = Un hueco puede tener una buena explicación, como un festivo o un cierre; solo ustedes lo saben.
limit-people = Los datos personales se reconocen por el nombre y el contenido de la columna; un nombre dentro de un texto libre puede pasar inadvertido.

## Archivos

artifact =
    .totals = Todos los totales mensuales, junto a los suyos (CSV)
    .understood = Cómo se ha interpretado cada una de sus columnas (CSV)

## Qué corregir

# Quién puede corregir una tabla en la empresa del cliente
owner =
    .finance = Finanzas
    .orders = Responsable de la tienda en línea
    .items = Responsable de la tienda en línea
    .customers = Responsable del CRM
    .events = Responsable de analítica web
    .sessions = Responsable de analítica web
    .spend = Responsable de publicidad
    .accounts = Responsable del CRM
    .subscriptions = Facturación
    .usage = Equipo de producto
    .tickets = Soporte
    .campaigns = Responsable del CRM
    .texts = Soporte
    .regions = Responsable de ventas
    .flat = Quien exporta los datos
    .trials = Quien lleva los experimentos

fix-worth =
    .measured = la próxima ejecución, con lo que se envíe entonces
    .period = en estos datos
    .population = las filas afectadas
    .method = suma de los importes de estas filas, contada
fix-differing =
    .what = Aclarar con nosotros por qué difieren los totales, antes de utilizar nada más
    .effect = { $reason ->
        [none] Hasta entonces, ninguna cifra de este proyecto es fiable
       *[other] { $reason }
    }
fix-uncompared =
    .what = Enviarnos sus propios totales mensuales para contrastarlos con estos
    .effect = Solo así queda demostrado que no falta nada
fix-returns =
    .what = Pedidos: indíquenos qué columna contiene las unidades, o expórtela
    .effect = Mientras tanto, cada línea cuenta como una unidad, y cada devolución, como una venta
fix-alike =
    .what = Pedidos: exporte también el número propio de cada línea, o el subtotal o el total del pedido
    .effect = { $n ->
        [one] { $n } pedido tiene líneas iguales, que cuentan una vez: pueden ser repeticiones o no
       *[other] { $n } pedidos tienen líneas iguales, que cuentan una vez: pueden ser repeticiones o no
    }
fix-purchases =
    .what = Pedidos: exporte también las compras
    .effect = La exportación de eventos no contiene ninguna, así que no hay importes que sumar
fix-amounts =
    .what = Pedidos: díganos qué importe vale, el de la línea o unidades por precio
    .effect = En { $n } de { $asked } líneas no coinciden: { MONEY($told) } frente a { MONEY($made) }. Aquí cuenta el de la línea
fix-status =
    .what = Pedidos: díganos si «{ $status }» es una venta
    .effect = { $n ->
        [one] { $n } fila con ese estado cuenta como venta: { MONEY($worth) }
       *[other] { $n } filas con ese estado cuentan como ventas: { MONEY($worth) }
    }
fix-faults =
    .what = { $table }: completar o corregir las filas afectadas ({ $why })
    .effect = { $n ->
        [one] Se podría utilizar { $n } fila más
       *[other] Se podrían utilizar { $n } filas más
    }{ $worth ->
        [none] {""}
       *[other] , por valor de { MONEY($worth) }
    }
fix-summaries =
    .what = { $table }: exportar sin filas de totales
    .effect = { $n ->
        [one] { $n } fila con { MONEY($worth) } es la suma de otras: aquí se aparta; si no, contaría dos veces
       *[other] { $n } filas con { MONEY($worth) } son la suma de otras: aquí se apartan; si no, contarían dos veces
    }
fix-gap =
    .what = { $table }: comprobar si faltan filas ({ $period })
    .effect = { $n ->
        [one] Si no se cerró en esas fechas, falta { $n } fila, más o menos, a juzgar por los días cercanos
       *[other] Si no se cerró en esas fechas, faltan unas { $n } filas, a juzgar por los días cercanos
    }{ $others ->
        [0] {""}
        [one] ; hay otro hueco menor
       *[other] ; hay otros { $others } huecos menores
    }
fix-assumed =
    .what = { $table }: confirmar lo que hubo que suponer ({ $kinds })
    .effect = Si no es así, las fechas o los importes tampoco son correctos
fix-stale =
    .what = { $table }: volver a exportar
    .effect = La fila más reciente es del { $day }, hace { $age } días
fix-contradiction =
    .what = { $table }: averiguar por qué hay { $what }
    .effect = { $n } casos, el { PERCENT($share) } de los examinados{ $worth ->
        [none] {""}
       *[other] , por valor de { MONEY($worth) }
    }

## Totales

totals =
    .caption = Lo que se utiliza, mes a mes
    .month = Mes
    .orders = Pedidos
    .lines = Líneas
    .units = Unidades
    .gross = Bruto
    .refunds = Devuelto
    .net = Neto
    .shipping = Envío
    .total = Total
    .tax = Impuesto
    .customers = Clientes
    .note = Importes en { $currency }. Neto: ventas menos anulaciones, devoluciones y reembolsos. Unidades: las vendidas.
totals-nothing = No hay pedidos, así que no hay totales que contrastar.
part-year = { $year } ({ $n } meses)

differences =
    .caption = Dónde difieren los totales: { $figure }
    .month = Mes
    .ours = En los datos
    .theirs = En sus cifras
    .difference = Diferencia
    .relative = Relativa
    .verdict = Veredicto
    .note = Margen admitido: { PERCENT($tolerance, digits: 2) }.{ $others ->
        [none] {""}
       *[other] {" "}También difieren: { $others }.
    }{ $agreeing ->
        [none] {""}
       *[other] {" "}Coinciden: { $agreeing }.
    }
differences-simulated = Los datos son simulados: no hay cifras propias con las que contrastarlos.
verdict =
    .differs = difiere
    .partial = mes incompleto
figure-months = { $figure } ({ $n } meses)

totals-chart =
    .ours = En los datos
    .theirs = En sus cifras
    .month = Mes
    .figure = { UPPER_FIRST($figure) }
totals-title =
    .alone = { UPPER_FIRST($figure) } mes a mes
    .agrees = { UPPER_FIRST($figure) }: lo mismo en los datos que en sus cifras
    .differs = { UPPER_FIRST($figure) }: la mayor diferencia, en { $month } ({ PERCENT($share) })

## De los archivos a las cifras

bridge =
    .caption = De los archivos a las cifras
    .step = Paso
    .lines = Líneas de pedido
    .amount = Importe
    .note = Cada línea cuenta una vez, por el motivo que decide. Importe: descontado lo devuelto.{ $unvalued ->
        [0] {""}
       *[other] {" "}{ $unvalued } de las líneas que se dejan fuera no tienen un importe legible.
    }
bridge-nothing = No hay pedidos, así que no hay nada que sumar.
step =
    .file = Todas las líneas de los archivos
    .others = Otros motivos
    .used = Lo que se utiliza

bridge-chart =
    .title = { $below ->
        [yes] Se utilizan { MONEY($used) }; los archivos suman { MONEY($whole) }, porque lo que se deja fuera es negativo
       *[no] De los { MONEY($whole) } que hay en los archivos se utilizan { MONEY($used) }
    }
    .aside = Se deja fuera adrede
    .faulty = No utilizable
    .axis = Importe, descontado lo devuelto
    .step = Paso
    .amount = Importe

## De qué se compone el dinero

money =
    .caption = De qué se compone el dinero
    .what = Qué contiene el archivo
    .rows = Filas
    .amount = Importe
    .counts = Cuenta como venta
    .note = Todas las filas, salvo repeticiones y filas de totales. Lo vendido y después anulado cuenta con los dos signos. De una columna sin utilizar: la suma de sus celdas.
money-nothing = No se utiliza ningún estado de los pedidos, ningún importe contradice a otro y no queda ninguna columna de dinero sin utilizar.
status =
    .named = Estado «{ $name }»
    .empty = (vacío)
    .others = Otros estados
amounts =
    .told = Importe de las líneas en que no es unidades por precio
    .made = Las mismas líneas, unidades por precio
    .unused = Columna «{ $name }», sin utilizar
counts = { $sale ->
    [yes] sí
    [no] no
   *[none] sin distinguir
}
to-confirm = sí, pero confírmelo

## Qué ha sido de cada fila

rows =
    .caption = Qué ha sido de cada fila
    .table = Tabla
    .read = Filas leídas
    .used = Utilizado
    .aside = Se deja fuera adrede
    .faulty = No utilizable
    .share = Parte utilizable
    .note = Se deja fuera adrede: repeticiones, pedidos de prueba, pedidos que no son ventas, gastos de envío. Parte utilizable: de las filas que deben contar.
made-table = { $table } (a partir de otras tablas)

reasons =
    .caption = Por qué no se utilizan filas, y qué se ha tratado
    .table = Tabla
    .what = Qué se ha observado
    .became = Esas filas
    .rows = Filas
    .share = Porcentaje
    .note = Una fila con dos fallos cuenta aquí en ambos. No se descarta ninguna: las que no se utilizan se guardan tal como llegaron, aparte.
reasons-nothing = Todas las filas se utilizan tal como llegaron.
# Tras «esas filas»
became =
    .aside = se dejan fuera adrede
    .faulty = no son utilizables
    .used = se utilizan

## Cómo se han interpretado los archivos

understood =
    .caption = Cómo se han interpretado sus archivos
    .what = Qué
    .value = Interpretado como
    .table = Tabla
    .columns = Sus columnas
    .how = Cómo lo sabemos
understood-nothing = No ha hecho falta averiguar nada: los datos llegan en una forma conocida.
detected =
    .encoding = Codificación de caracteres
    .delimiter = Separador de columnas
    .header_row = Fila con los nombres de las columnas
    .sheet = Hoja
    .other_sheets = Hojas no leídas
    .parts = Número de archivos
    .format = Tipo de archivo
    .decimal = Separador decimal
    .thousands = Separador de miles
    .currency_sign = Símbolo de moneda
    .dates = Fechas
    .timezone = Zona horaria
    .booleans = Sí y no
    .files_read = Archivos leídos
    .files_not_read = Archivos no leídos
    .heads = Pedidos, unidos a sus líneas
    .channels = Canales, cada uno en su propia columna
    .packs = Filas de cabecera de paquetes, cuyo importe se reparte entre sus productos
    .repeated_headers = Encabezados repetidos, omitidos
    .absent_in = Columna ausente en
    .cells_not_read = Celdas que no son número ni fecha, que quedan vacías
    .arm_named = Variantes con otra grafía u otro nombre
how =
    .found = averiguado en el archivo
    .given = fijado para este proyecto
    .assumed = supuesto: conviene confirmarlo
mark =
    .tab = tabulador
    .comma = coma ( , )
    .semicolon = punto y coma ( ; )
    .point = punto ( . )
    .bar = barra ( | )
    .space = espacio
    .apostrophe = apóstrofo ( ' )
# Fechas escritas como un número
clock =
    .seconds = segundos desde 1970
    .milliseconds = milisegundos desde 1970
    .excel = días, como los cuenta Excel
# Letras de las partes de una fecha, como en DD/MM/AAAA
letters =
    .day = DD
    .month-name = MES
    .year = AAAA
    .short-year = AA

## Calidad

scores =
    .caption = Calidad de los datos (100 %: sin fallos)
    .table = Tabla
    .completeness = { dimension.completeness }
    .validity = { dimension.validity }
    .uniqueness = { dimension.uniqueness }
    .consistency = { dimension.consistency }
    .timeliness = { dimension.timeliness }
    .note = Recuento de todas las filas, por eso sin intervalos, y redondeado hacia abajo. Un guion: no hay nada que juzgar.

faults =
    .caption = Qué baja las puntuaciones
    .table = Tabla
    .aspect = Aspecto
    .what = Qué se ha encontrado
    .cases = Casos
    .share = Porcentaje
    .amount = Importe
    .examples = Por ejemplo
    .pseudonyms = Las claves de personas se muestran como seudónimos.
faults-nothing = Nada baja las puntuaciones.

## A lo largo del tiempo

rows-title =
    .whole = Ninguna tabla tiene huecos fuera de lo normal
    .holes = { $table }: sin filas ({ $period }){ $shorter ->
        [0] {""}
        [one] , y otro hueco más corto
       *[other] , y otros { $shorter } huecos más cortos
    }
rows-chart =
    .subtitle = Altura: filas, frente al mes o la semana con más filas de la tabla. En naranja, huecos fuera de lo normal.{ $early ->
        [0] {""}
       *[other] {" "}No se dibujan los { $early } clientes anteriores al { $day }.
    }
    .table = Tabla
    .start = desde
    .rows = Filas
    .hole = Sin filas
    .expected = Filas esperables

faults-chart =
    .title = Punto más bajo: { $what }, { PERCENT($score) } en { $period }
    .subtitle = Solo lo que alguna vez baja del { PERCENT($faultless, digits: 0) }; cuanto más oscuro, peor.
    .fault = Parte con fallos
    .table = Tabla
    .period = Periodo
    .rows = Filas
faults-chart-dateless = Ninguna tabla tiene fechas, así que no se puede decir nada a lo largo del tiempo.
faults-chart-faultless = Todos los meses, todas las tablas están libres de fallos al menos en un { PERCENT($faultless, digits: 0) }.
week = la semana del { $day }

## Datos personales

people =
    .caption = Datos personales y qué se ha hecho con ellos
    .table = Tabla
    .column = Su columna
    .what = Qué contiene
    .done = Qué se ha hecho
people-nothing =
    .at-all = No se ha encontrado ninguna columna con datos personales.
    .but-keys = Aparte de las claves de los clientes, no se ha encontrado ninguna columna con datos personales.
done =
    .hashed = sustituidos por seudónimos
    .withheld = no se incorporan
    .not-read = no se leen

## Parámetros (su inglés está en params.py)

params =
    .stale_days = antigüedad, en días, hasta la que la fila más reciente se considera actual
    .months_shown = meses más recientes que se muestran uno a uno; los anteriores, por año
    .min_rows = mínimo de filas que necesita un mes o una semana para recibir una puntuación
