# Lo que dice el cuaderno de infraestructura. Los números enteros vienen tal cual, las partes y el dinero como números.
# Lo que se supone se dice supuesto en la misma frase.

## La carga

load-said = { $users } clientes{ $users_from ->
    [assumed] {" "}(supuesto)
   *[other] {""}
}, { $events } eventos al día{ $events_from ->
    [assumed] {" "}(supuesto)
    [lines] {" "}(supuesto: diez por línea de pedido)
    [scaled] {" "}(supuesto: tantos por cliente como en los datos)
   *[other] {""}
} y { $models ->
    [one] { $models } modelo
   *[other] { $models } modelos
}{ $models_from ->
    [assumed] {" "}(supuesto)
   *[other] {""}
}

# Lo que hay que soportar, dentro de una frase o en una fila
load-of =
    .users = clientes
    .events_a_day = eventos al día
    .models = modelos en servicio

# Quién dice cuánto
origin = { $of ->
    [given] el archivo del proyecto{ $shown ->
        [none] {""}
       *[other] ; los datos muestran { $shown }
    }
    [data] contado en los datos
    [lines] supuesto: diez peticiones por línea de pedido, pues los datos no traen visitas
    [scaled] supuesto: por cada cliente, tantos como muestran los datos (si no traen visitas, diez peticiones por línea de pedido)
    [results] los casos de uso elegidos que resuelve algún análisis de aquí; los segmentos cuentan, aunque son una lista y no contestan peticiones
    [made] los modelos de esta ejecución
   *[assumed] supuesto; nadie lo ha dicho y los datos no lo muestran
}

need-of =
    .requests = peticiones por segundo en el momento de más carga
    .cores = núcleos de procesador
    .memory = memoria de cada máquina, GiB
    .database_memory = memoria de la base de datos, GiB
    .database_size = almacenamiento de la base de datos, GB

rule =
    .requests = supuesto: una petición por evento, y un segundo punta de { $peak } veces la media
    .cores = supuesto: { NUMBER($seconds, digits: 2) } s de un núcleo por petición, con los núcleos ocupados al { PERCENT($busy, digits: 0) } en la punta
    .memory = { $base } GiB, medidos al leer los datos; { NUMBER($model, digits: 1) } por modelo (supuesto); { NUMBER(3.4, digits: 1) } kB por cliente, medidos en las sugerencias
    .database_memory = supuesto: caben en memoria el { PERCENT($hot, digits: 0) } de los clientes y de los eventos del último mes
    .database_size = supuesto: 20 kB por cliente y 1 kB por evento, guardados { $days } días, por { NUMBER($spare, digits: 1) } para crecer

load =
    .caption = Qué tiene que soportar y qué hace falta para ello
    .what = Qué
    .much = Cuánto
    .why = De dónde sale
    .note = Medido: en este banco de trabajo, con tiendas simuladas. Lo supuesto debe sustituirse por una prueba de carga del servicio antes de ponerlo en marcha.

## Lo que se crearía

missing = no se cumple en la plantilla

machines = { $n ->
    [one] { $n } máquina, { $type }
   *[other] { $n } máquinas, { $type }
}

stores = PostgreSQL, { $type }, { $gb } GB{ $standby ->
    [yes] , con otra de reserva
   *[no] , sin otra de reserva
}

parts =
    .caption = Lo que se crearía
    .part = Parte
    .how = Cómo

part =
    .network = Red
    .way_out = Salida
    .machines = Máquinas
    .database = Base de datos
    .storage = Almacenamiento de objetos
    .alarms = Alarmas
    .budget = Alarma de presupuesto
    .tags = Etiquetas

part-is =
    .network = { $cidr } en { $region }; { $subnets ->
        [one] { $subnets } subred
       *[other] { $subnets } subredes
    } en { $zones } zonas; sin entrada pública
    .way_out = { $n ->
        [one] una dirección por la que las máquinas buscan actualizaciones; por ella no entra nada
       *[other] { $n } direcciones, una por zona, por las que las máquinas buscan actualizaciones; por ellas no entra nada
    }
    .machines = { $what }, repartidas en { $zones } zonas, con { $gb } GB de disco cifrado cada una; { $cloud ->
        [azure] si a una le falla el equipo, Azure la traslada a otro
       *[other] la que falla se sustituye sola
    }
    .database = { $what }; versión { $version }, cifrada, solo por TLS, copias de { $days } días, protegida contra el borrado
    .storage = cerca de { NUMBER($gb, digits: 0) } GB según la regla anterior; los eventos se borran a los { $days } días y las versiones anteriores a los 30
    .alarms = máquinas ocupadas, base de datos ocupada y base de datos llena, cada una desde el { PERCENT($share, digits: 0) }; { $n ->
        [0] todavía no se avisa a nadie
       *[other] se avisa a: { $told }
    }
    .budget = { $by ->
       *[template] avisa al gastar el { PERCENT(0.8, digits: 0) } de { $usd } dólares al mes, y cuando se prevé que el mes los supere{ $given ->
            [yes] {""}
           *[no] {" "}(no se indicó presupuesto: una quinta parte más que el coste calculado aquí)
        }
        [billing] todavía no se crea: Google Cloud pide para ella una cuenta de facturación («billing_account»); { $usd } dólares al mes
        [region] la plantilla no puede crearla en esta región: créela a mano, con { $usd } dólares al mes
    }
    .tags = { $tags }

subnets =
    .caption = La red, parte por parte
    .subnet = Subred
    .holds = Contiene
    .cidr = Direcciones
    .zone = Dónde
    .may = Quién puede dirigirse a ella

tier =
    .public = solo la salida
    .app = máquinas
    .data = base de datos

# Por qué puerto y desde dónde
may =
    .none = nadie de fuera
    .asks = { $source } por el puerto { $port }
    .app = las máquinas por el puerto { $port }, con TLS

# Where a subnet stands: in a zone, or over all of them
standing = { $zone ->
    [none] en { $zones } zonas
   *[other] zona { $zone }
}

drawing =
    .asks = Quién puede consultar
    .asked = por el puerto 443
    .public = { $ways ->
        [one] La salida, una dirección
       *[other] Las salidas, { $ways } direcciones
    }
    .beside = objetos y mediciones, con TLS
    .queries = por el puerto 5432, con TLS
    .storage = Almacenamiento
    .alarms = Alarmas
    .gigabytes = cerca de { $gb } GB
    .watched = { $budgeted ->
        [yes] { $alarms } alarmas y un presupuesto
       *[no] { $alarms } alarmas
    }
    .alt = Red { $name }, { $network } en { $region }, repartida en { $zones } zonas. Desde { $sources } se puede consultar a las máquinas por el puerto 443; las máquinas consultan la base de datos por el puerto 5432; no entra nada más. Máquinas: { $machines }. Base de datos: { $database }. Junto a ella: almacenamiento de objetos y alarmas.

## La factura

scenarios =
    .caption = De una carga pequeña a una punta: de { MONEY($least, digits: 0) } a { MONEY($most, digits: 0) } al mes
    .load = Carga
    .events = Eventos al día
    .machines = Máquinas
    .stores = Base de datos
    .month = Al mes
    .note = Pequeña: la mitad de los usuarios y eventos con que se cuenta; punta: el triple, durante todo un mes. Cada una se dimensiona de nuevo con la misma regla; lo que fija el archivo del proyecto queda igual. De a: el uso que nadie ha medido, a la mitad y al triple.
scenario =
    .small = Pequeña
    .expected = La esperada
    .peak = Punta

bill =
    .caption = Lo que cuesta un mes, línea por línea
    .what = Qué
    .much = Cuánto
    .known = Previsto o supuesto
    .month = Al mes
    .note = { $own ->
        [yes] Precios públicos de tarifa de { $region }, sin impuestos
       *[no] Precios públicos de tarifa de { $region }, pues no se tienen los de la región elegida (supuesto: allí hasta un { PERCENT(0.15, digits: 0) } más baratos o un { PERCENT(0.3, digits: 0) } más caros), sin impuestos
    }, de { MONTH($day) }{ $age ->
        [fresh] {""}
        [old] , hace más de medio año
       *[stale] , hace más de un año
    }, hasta donde se conocen: anotados a mano, no leídos de la lista de la propia nube, y pueden haber cambiado. Compárelos allí: { $source }.{ $given ->
        [0] {""}
       *[other] {" "}Donde una línea lo dice, el precio es el que da el archivo del proyecto.
    } Donde el uso es supuesto, puede ser la mitad o el triple.{ $dollars ->
        [yes] {""}
       *[no] {" "}{ $assumed ->
            [yes] Un dólar se toma como { NUMBER($rate, digits: 2) } (redondeado, supuesto).
           *[no] Un dólar son { NUMBER($rate, digits: 2) }, como dice el archivo del proyecto.
        }
    }

line =
    .machines = Máquinas
    .disks = Discos de las máquinas
    .database = Base de datos
    .database_storage = Almacenamiento de la base de datos
    .way_out = Salida, por horas
    .through = Datos por la salida
    .out = Datos a internet
    .objects = Almacenamiento de objetos
    .logs = Registros
    .alarms = Alarmas
    .fixed = Claves, secretos, direcciones
    .total = Todo junto

quantity = { $of ->
    [hours] { $n } horas
    [gb] { $n } GB
   *[count] { $n }
}

counted = { $assumed ->
    [yes] uso supuesto
   *[no] previsto
}{ $own ->
    [yes] ; precio del archivo del proyecto
   *[no] {""}
}

## Lo que es seguro

safety =
    .caption = Lo que se buscó en la plantilla
    .what = Qué
    .so = Se cumple
    .where = Dónde se lee
    .note = Leído en la misma plantilla que se entregaría a la nube. Lo que la nube haga con ella se verifica después de crearlo.

holds = { $yes ->
    [yes] sí
   *[no] no
}

safe =
    .private = La base de datos, el almacenamiento y las máquinas no tienen dirección pública
    .rest = Lo que se guarda está cifrado
    .transit = La base de datos y el almacenamiento solo aceptan lo que llega cifrado
    .closed = Solo entran redes privadas, y solo por dos puertos
    .least = Fuera de su base de datos, las máquinas pueden hacer lo que necesitan y nada más
    .kept = Los datos sobreviven a un error: protegidos contra el borrado, con copias y versiones anteriores
    .secrets = Ningún archivo contiene una contraseña
    .tagged = Todo lo que admite etiquetas lleva las del cliente
    .told = Se avisa a alguien de las alarmas
    .budget = Se avisa a alguien antes de gastar el presupuesto

# Dónde se lee, según la nube
safe-why =
    .private = { $cloud ->
        [aws] sin acceso público, subredes sin salida, acceso público bloqueado, sin direcciones públicas
        [azure] acceso de red público desactivado, almacenamiento cerrado salvo para la subred de las máquinas, sin direcciones públicas
       *[gcp] sin IPv4 propia, prevención de acceso público impuesta, sin direcciones externas
    }
    .rest = { $cloud ->
        [aws] una clave propia del cliente, que cambia cada año, para base de datos, almacenamiento, registros y alarmas; los discos, con la de AWS
        [azure] almacenamiento cifrado dos veces; la base de datos y los discos los cifra Azure por sí misma, con sus claves
       *[gcp] Google cifra por sí misma la base de datos, el almacenamiento y los discos, con sus claves; acceso solo por identidad
    }
    .transit = { $cloud ->
        [aws] la base de datos rechaza lo que no es TLS, y también la política del almacenamiento
        [azure] la base de datos y el almacenamiento rechazan lo que no es TLS
       *[gcp] la base de datos rechaza lo que no es TLS; el almacenamiento no conoce otra cosa
    }
    .closed = reglas de los cortafuegos: 443 desde las redes indicadas, 5432 desde las máquinas; todo lo demás se rechaza
    .least = { $cloud ->
        [aws] su rol nombra uno a uno almacenamiento, clave, secreto y registro; en ningún sitio un «todo»
        [azure] su identidad escribe en un contenedor y no tiene otro rol en la suscripción
       *[gcp] su cuenta tiene cinco roles estrechos; ninguno que posea, edite o administre el proyecto
    }
    .kept = { $cloud ->
        [aws] se conserva al borrar la pila, protección contra el borrado, copias de una semana al menos, versiones
        [azure] bloqueos en la base de datos y el almacenamiento, copias de una semana al menos, versiones
       *[gcp] doble protección contra el borrado, copias, versiones; el almacenamiento nunca se vacía para borrarlo
    }
    .secrets = { $cloud ->
        [aws] AWS crea la contraseña de la base de datos y la guarda; aquí no la ve nadie
        [azure] no hay ninguna contraseña: a quien consulta se le conoce por su identidad
       *[gcp] no hay ninguna contraseña: a quien consulta se le conoce por su identidad
    }
    .tagged = las etiquetas del archivo del proyecto, y «project» y «made-by»
    .told = tres alarmas, y al menos una dirección en el archivo del proyecto
    .budget = { $cloud ->
        [aws] al gastar el { PERCENT(0.8, digits: 0) }, y cuando una previsión lo supera; de toda la cuenta
        [azure] al gastar el { PERCENT(0.8, digits: 0) }, y cuando una previsión lo supera; del grupo de recursos
       *[gcp] al gastar el { PERCENT(0.8, digits: 0) }, y cuando una previsión lo supera; del proyecto
    }

## Lo que sigue

steps =
    .caption = Qué hacer después, en este orden
    .command = Orden
    .does = Qué hace
    .note = Nada de este cuaderno llega a la nube. Desde «validate», las credenciales se leen del entorno; desde «apply», el archivo del proyecto tiene que decir «apply: true» y hay que escribir la cuenta.

step =
    .check = nombra cada fallo del archivo del proyecto; no se conecta a nada
    .validate = pregunta a la nube, hasta donde mira antes de que exista algo; no crea nada
    .plan = muestra lo que se crearía, cambiaría o eliminaría; no crea nada{ $cloud ->
        [gcp] {" "}salvo un bucket cerrado del proyecto, donde Google Cloud lee el módulo
       *[other] {""}
    }
    .apply = lo crea; lo interrumpido continúa; lo que falla se deshace, y se nombra lo que eso deje
    .verify = pregunta a la nube qué existe y lo compara parte por parte
    .drift = muestra lo que otras manos han cambiado desde entonces
    .destroy = lo elimina; los datos se quedan, y dice cuáles

template-file =
    .own = Plantilla del servicio de despliegue de la nube
    .terraform = Módulo de Terraform

## Titular, cifras, decisiones

headline = { $small ->
    [yes] Las máquinas, la base de datos o el almacenamiento que fija el archivo del proyecto son demasiado pequeños para la carga según la regla de aquí; lo que pide
   *[no] Lo que necesitan los modelos
} costaría unos { MONEY($month, digits: 0) } al mes en { $cloud } ({ INTERVAL($month) }, según { $own ->
    [yes] el tráfico supuesto
   *[no] el tráfico y los precios de la región supuestos
}), a precios de tarifa de { MONTH($day) }{ $own ->
    [yes] {""}
   *[no] {" "}en { $priced }, pues no se tienen los de { $region }
}. { $small ->
    [yes] La carga:
   *[no] Está dimensionado para
} { $load }. No se ha creado nada.

figure =
    .month = Coste de un mes
    .machines = Máquinas
    .peak = Peticiones por segundo en la punta supuesta

month-method = suma de { $lines } líneas, precios de tarifa por cantidades; de la mitad al triple del uso supuesto: una sensibilidad
more-method = precios de tarifa de este plan con reserva, menos los de sin ella, con el uso supuesto
machines-method = { $fixed ->
    [yes] como las fija el archivo del proyecto
   *[no] las más baratas que soportan la carga según la regla indicada, al menos una en cada una de { $zones } zonas
}
peak-method = eventos al día, una petición por evento y { $peak } veces la media, todo supuesto; de la mitad al triple: una sensibilidad

# Donde se aprendieron modelos y no se guardó ninguno
decision-wait =
    .what = No preparar todavía máquinas, de unos { MONEY($month, digits: 0) } al mes en { $cloud }: en esta ejecución no se guardó ningún modelo
    .owner = Dirección, con tecnología
    .effect = no se paga nada antes de que haya un modelo que funcione allí
    .measured = una ejecución posterior en la que se guarde un modelo

decision-approve =
    .what = Cotejar unos { MONEY($month, digits: 0) } al mes con la calculadora de { $cloud }; después, aprobarlos y nombrar a quien responde de la cuenta
    .owner = Dirección, con tecnología
    .effect = { $standby ->
        [yes] un lugar donde funcionen los modelos, con una segunda base de datos de reserva
       *[no] un lugar donde funcionen los modelos; la base de datos no tiene otra de reserva
    }
    .period = al mes
    .population = aquello en lo que funcionan los modelos
    .measured = lo que se haga con los modelos, por sorteo; el coste, con la factura del primer mes

# Lo que el archivo del proyecto fija más pequeño de lo que pide la regla
small =
    .machines = máquinas
    .database = memoria de la base de datos
    .storage = almacenamiento de la base de datos

decision-small =
    .what = Mostrar con una prueba de carga que basta, o dejar de fijarlo en el archivo del proyecto: { $what }
    .owner = Tecnología
    .effect = según la regla de esta página es demasiado pequeño para la carga
    .measured = una prueba de carga en la hora de más actividad

check =
    .template = La plantilla contiene lo que se afirma de ella
    .suffices = Lo previsto soporta la carga según la regla
    .template-detail = { $n } de { $all } afirmaciones; { $missing ->
        [none] no falta ninguna
       *[other] no se cumple: { $missing }
    }
    .suffices-detail = máquinas, base de datos y almacenamiento; { $small ->
        [none] nada es menor
       *[other] es menor: { $small }
    }

decision-load =
    .what = Decir cuánto hay de verdad de: { $what }
    .owner = Tecnología
    .effect = el tamaño y el coste se apoyan aquí en un supuesto
    .measured = un recuento de una semana normal y de otra de mucha actividad

decision-told =
    .what = Nombrar a quién se avisa cuando algo se llena o cuesta demasiado
    .owner = Tecnología
    .effect = por ahora las alarmas no llegan a nadie
    .measured = una alarma de prueba a la que alguien responda

decision-standby =
    .what = Decidir si los modelos pueden pararse mientras un centro de datos está caído
    .owner = Dirección
    .effect = una segunda base de datos de reserva, y máquinas que aguanten la pérdida de un centro de datos, costarían unos { MONEY($more, digits: 0) } más al mes
    .period = más al mes
    .population = una reserva en un segundo centro de datos
    .measured = lo que les cuesta una hora sin los modelos, por las horas al año que un centro de datos está caído

## Límites

limit-prices = Los precios de tarifa son de { MONTH($day) }{ $age ->
    [fresh] {""}
    [old] , hace más de medio año
   *[stale] , hace más de un año
}, anotados a mano y sin cotejar después con la lista de la propia nube, y cambian sin aviso; no incluyen impuestos, soporte ni descuentos por compromiso. Consulte la calculadora de la nube antes de firmar; en «prices» del archivo del proyecto se anota lo que diga.
limit-rule = Lo que ocupan una petición y un cliente es en parte supuesto: lo dirá una prueba de carga del servicio, antes de ponerlo en marcha.
limit-way-in = A las máquinas solo se llega desde redes privadas. Aquí no se prevén ni se cuentan la conexión desde las redes del cliente (VPN o emparejamiento), una dirección pública, un certificado ni un balanceador de carga: corresponden al despliegue del servicio.
limit-account = No se preguntó a ninguna cuenta: si bastan sus cuotas y si estas máquinas se ofrecen en la región lo dice la nube al validar el plan.
limit-role = La identidad de las máquinas administra su propia base de datos hasta que el despliegue le dé un rol más estrecho.
limit-region = No se tienen precios de { $region }: en su lugar están los de { $priced }, de un { PERCENT(0.15, digits: 0) } menos a un { PERCENT(0.3, digits: 0) } más.
limit-dollar = Las nubes facturan en dólares; uno se toma aquí como { NUMBER($rate, digits: 2) }, un cambio de entonces, redondeado y supuesto.
limit-confirm = AWS escribe primero a cada dirección, y las alarmas solo le llegan cuando se confirma el enlace de ese correo.
limit-budget = { $by ->
    [billing] Todavía no se crea ninguna alarma de presupuesto: indique la cuenta de facturación («billing_account») que pide Google Cloud.
   *[region] En { $region } la plantilla no puede crear la alarma de presupuesto: créela a mano, en otra región de la misma cuenta.
}

## Parámetros

params =
    .provider = la nube
    .region = dónde (si no se indica: eu-west-1, westeurope o europe-west1)
    .name = comienzo de todos los nombres (si no se indica: el nombre del cliente)
    .network = la red, privada, de /16 a /24
    .subnets = sus partes, si las reparte el cliente
    .connected = redes privadas del cliente desde las que se puede consultar el servicio
    .zones = zonas entre las que se reparte
    .availability = high: base de datos de reserva y máquinas que aguantan la pérdida de una zona
    .users = clientes que se puntúan (si no se indica: los de los datos)
    .events_a_day = peticiones y eventos al día (si no se indica: según los datos)
    .models = modelos en servicio (si no se indica: según los casos de uso elegidos)
    .compute = las máquinas
    .database = la base de datos gestionada
    .retention_days = días que se guardan los eventos en la base de datos y en el almacenamiento
    .budget_usd = dólares al mes a partir de los cuales avisa la alarma de presupuesto (si no se indica: según el coste)
    .alarm_emails = a quién se avisa; se muestra abreviado
    .ssh_public_key = Azure: la mitad pública de una clave, que exige para las máquinas; no hay ningún puerto abierto
    .billing_account = Google Cloud: cuenta de facturación de la alarma de presupuesto
    .tags = etiquetas propias del cliente
    .prices = precios propios del cliente en dólares, en lugar de los de tarifa: machines, databases, rates
    .per_usd = moneda del cliente por un dólar (si no se indica: un cambio redondeado)
    .apply = si `taller infra apply` puede crearlo; el cuaderno no lo hace nunca
