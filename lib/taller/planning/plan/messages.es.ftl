# Lo que dice el plan. Un archivo junto al cuaderno, plan.es.ftl, sustituye lo que nombra.
# Los nombres de las tareas y funciones de la guía están en params/guide.yaml, en ambos idiomas.

## Nombres

phase =
    .preparation = Preparación
    .development = Desarrollo
    .tests = Pruebas
    .rollout = Despliegue

kind =
    .people = personas
    .outside = fuera de la empresa
    .technical = técnico, al mes

# Una línea del presupuesto
line =
    .people = { $name }: dedicación
    .outside = { $name }: fuera de la empresa
    .technical = { $name }: al mes

# Lo que mueve el dinero
driver =
    .people = Tiempo de las personas
    .outside = Coste: { $name }
    .technical = Al mes: { $name }
    .risk = Riesgo: { $name }
    .benefit = Lo que aporta: { $name }
    .adoption = Parte del uso pleno que se alcanza
    .pace = Meses hasta alcanzarla
    .delay = Meses más tarde de lo probable

months = { $n } meses

# Donde se toma la suma mensual del propio cuaderno infrastructure
cloud = Nube, según infrastructure

cloud-source = la página de infraestructura, a precios de tarifa

management = Dirección
unnamed = sin decir todavía
unsaid = sin decir
unknown = no se sabe todavía
unjudged = sin valorar todavía

# Una persona, o una función que aún no tiene nadie
who = { $named ->
    [yes] { $name }
   *[no] { $name } (sin nombrar)
}

goal =
    .main_goals = Objetivo principal
    .metrics = Secundario: cifras que mover
    .timeline = Secundario: para cuándo
    .roi = Secundario: rendimiento

## Titular

headline-end = { $pilot ->
    [yes] No hay ningún caso de uso elegido, así que este es el plan de la guía para un primero: terminado a más tardar el { $late } en el { PERCENT($share, digits: 0) } de los calendarios simulados, con duraciones supuestas
   *[no] { $n ->
        [one] { $n } caso de uso estará en marcha
       *[other] { $n } casos de uso estarán en marcha
    } a más tardar el { $late } en el { PERCENT($share, digits: 0) } de los calendarios simulados, con duraciones supuestas
}{ $first ->
    [none] {""}
   *[other] {" "}y si se empieza el { $first }, que es un supuesto
}{ $done ->
    [0] .
   *[other] ; están hechas { $done } de { $of } tareas.
}

headline-past = Su primer día, el { $first }, ya ha pasado y no consta nada empezado ni hecho: todas las fechas cuentan desde ese día.

headline-late = Para el plazo del { $day } { $share ->
    [0] no ha terminado ninguno de esos calendarios
   *[other] ha terminado el { PERCENT($share, digits: 0) } de esos calendarios
}.

headline-cost = { $given ->
    [none] Con los costes supuestos
   *[other] { $short ->
        [yes] El presupuesto de { MONEY($given, digits: 0) } se queda corto: con los costes supuestos
       *[no] El presupuesto de { MONEY($given, digits: 0) } es suficiente: con los costes supuestos
    }
}{ $own ->
    [yes] , y sin el tiempo propio,
   *[no] {""}
} bastan { MONEY($asked, digits: 0) } en el { PERCENT($covers, digits: 0) } de las simulaciones{ $given ->
    [none] ; nadie ha fijado un presupuesto.
   *[other] .
}

headline-worth = Si los casos aportan lo que se ha supuesto, { $loses ->
    [0] no pierde dinero en { $months } meses en ninguna simulación
   *[other] pierde dinero en { $months } meses en el { PERCENT($loses, digits: 0) } de las simulaciones
}{ headline-unpriced }.

headline-needed = Nadie ha dicho qué aportan los casos: para compensar lo que cuestan en { $months } meses tendrían que aportar { MONEY($needed, digits: 0) } al año en pleno uso, con un uso que crezca como se supone{ headline-unpriced }.

# Trabajo al que no se le ha puesto precio
headline-unpriced = { $unpriced ->
    [0] {""}
   *[other] , sin contar { $unpriced } jornadas a las que nadie ha puesto precio
}

## Gráficos

gantt =
    .title = { $critical ->
        [0] Las { $n } tareas están hechas; la última terminó el { $end }
        [one] Una de { $n } tareas decide el final, el { $end }; la más larga es «{ $longest }»
       *[other] { $critical } de { $n } tareas deciden el final, el { $end }; la más larga de ellas es «{ $longest }»
    }
    .subtitle = Con cada tarea en su duración más probable y sin que nadie haga más de lo que su tiempo permite. Pálido: puede retrasarse{ $done ->
        [0] .
       *[other] ; más pálido: hecha; línea discontinua: último día del que se sabe el avance.
    }
    .critical = decide el final
    .slack = puede retrasarse
    .done = hecha
    .task = Tarea
    .phase = Fase
    .first = Primer día
    .last = Último día
    .who = Quién
    .state = Estado

finish =
    .title = El final probable, el { $likely }, se cumple en el { PERCENT($share, digits: 0) } de los calendarios simulados; el { $late }, en el 80 %
    .subtitle = Duraciones simuladas con rangos supuestos; la banda: si se mueven juntas menos ({ $low }) o más ({ $high }) de lo supuesto. Es un análisis de sensibilidad, no una probabilidad.
    .axis = Calendarios terminados
    .day = Día
    .least = Mínimo de la banda
    .most = Máximo de la banda
    .end = final probable
    .deadline = plazo

people-chart =
    .title = Hacen falta como mucho { NUMBER($most, digits: 1) } personas a jornada completa, { $n ->
        [one] la semana del { $week }
       *[other] por primera vez la semana del { $week }
    }
    .subtitle = Personas a jornada completa por función y semana, con cada tarea en su duración más probable.
    .people = Personas a jornada completa
    .week = Semana del
    .role = Función
    .rest = otras funciones

cash =
    .title = { $valued ->
        [no] Para compensar lo que cuestan, los casos deben aportar { MONEY($needed, digits: 0) } al año en pleno uso
       *[yes] { $back ->
            [0] Con todos los supuestos en su valor central, el dinero no vuelve en { $months } meses
           *[other] Con todos los supuestos en su valor central, el dinero ha vuelto en el mes { $back }
        }
    }
    .subtitle = { $valued ->
        [no] Nadie ha dicho qué aportan los casos: el 100 % es lo que harían falta. Barras: el mes; línea: hasta entonces. Mueva los controles.
       *[yes] Barras: el mes; línea: hasta entonces. Lo que aportan los casos y cuánto se usan son supuestos: mueva los controles.
    }
    .month = Mes desde el primer día
    .money = Dinero
    .cost = Gastado
    .gain = Aportado
    .so_far = Hasta entonces
    .now = Vale hoy:{" "}
    .effect = { $valued ->
        [no] Lo que aportan los casos, % de lo necesario
       *[yes] Lo que aportan los casos, % de lo supuesto
    }
    .use = Uso alcanzado, % del uso pleno (supuesto: { PERCENT($share, digits: 0) })
    .spend = Coste, % de lo previsto
    .alt = Vale hoy: { $npv }, al { PERCENT($discount, digits: 0) } anual; el punto más bajo de la suma: { $lowest }.

tornado =
    .title = «{ $name }» es lo que más mueve el resultado: { $at_low } con { $low }, { $at_high } con { $high }
    .subtitle = { $turns ->
        [0] Ningún supuesto por sí solo cambia el signo de { $base }, el valor con todos en su valor central.
        [one] Un solo supuesto cambiaría el signo de { $base }, el valor con todos en su valor central: { $names }.
       *[other] { $turns } supuestos, cada uno por sí solo, cambiarían el signo de { $base }, el valor con todos en su valor central: { LIST($names, most: 3) }.
    }
    .axis = Valor actual neto
    .low = en su mínimo
    .high = en su máximo
    .what = Supuesto
    .side = Extremo de su rango
    .at = Su valor

risk-chart =
    .title = { $n ->
        [one] { LIST($names, most: 2) } es el único riesgo con probabilidad y coste
       *[other] { LIST($names, most: 2) } { $worst ->
            [one] es el que más pesa
           *[other] son los que más pesan
        } de los { $n } riesgos con probabilidad y coste
    }
    .subtitle = Los números son los del registro, que tiene { $all }; los que no tienen probabilidad o coste no se dibujan. Dónde se separan las bandas es un supuesto.
    .cost = Lo que costaría, frente al coste previsto
    .chance = Probabilidad
    .risks = Riesgos

## Tablas

general =
    .caption = Información general y objetivos
    .what = Qué
    .said = Lo que se sabe
    .client = Cliente
    .dated = Fecha del plan
    .starts = Primer día
    .assumed-start = { $given ->
        [yes] {""}
       *[no] {" "}(supuesto: nadie ha dado un inicio)
    }
    .readiness = Grado de preparación
    .level = { $level ->
        [none] sin evaluar todavía
       *[other] { $level }
    }
    .currency = Moneda
    .signs = Aprueban
    .nobody = nadie nombrado todavía
    .unanswered = sin respuesta todavía
    .note = { $answered ->
        [0] Todavía no se ha dicho ningún objetivo en el taller de preparación.
       *[other] Los objetivos están en las palabras del cliente, del taller de preparación.
    }

cases =
    .caption = Los casos de uso que se abordan
    .case = Caso de uso
    .brings = Impacto esperado
    .rests = En qué se apoya
    .outside = Coste externo
    .days = Jornadas
    .weeks = Semanas
    .owner = Responsable
    .metric = Lo que demuestra que sirve
    .note = El impacto en dinero es el de un año en pleno uso; si no lo hay, puntos de 1 a 5. Debajo de cada cifra, su mínimo y su máximo: rangos que alguien ha dado, no intervalos.

cases-empty = No se aborda ningún caso de uso. El calendario de abajo es el de la guía para un primero; elíjalo antes.

rests =
    .points = puntos del catálogo o del taller; nadie le ha puesto dinero
    .given = { $source ->
        [none] supuesto del cliente, sin fuente
       *[other] supuesto: { $source }
    }
    .analysis = { $basis ->
        [none] el análisis no dio ninguna cifra para { $decision }
        [tested] el análisis: { $decision }, probado con datos reservados
        [estimated] el análisis: { $decision }, estimado y sin probar todavía
       *[assumed] el análisis: { $decision }, sobre supuestos
    }

tasks =
    .caption = Las tareas
    .task = Tarea
    .phase = Fase
    .starts = Primer día
    .ends = Último día
    .days = Días laborables
    .who = Quién
    .slack = Puede retrasarse
    .note = Días laborables: lo más probable y, entre paréntesis, del mínimo al máximo. { $assumed } de { $n } duraciones son las de la guía, supuestas por nosotros; las demás, del cliente.

slack = { $done ->
    [yes] hecha
   *[no] { $critical ->
        [yes] nada
       *[no] { $one ->
            [yes] { $days } día
           *[no] { $days } días
        }
    }
}

ends =
    .caption = Cuándo termina
    .what = Qué
    .day = Día
    .share = Calendarios terminados para entonces
    .note = De { $n } calendarios simulados con rangos supuestos que se mueven juntos (correlación { NUMBER($correlation, digits: 1) }, supuesta): es un análisis de sensibilidad, no una probabilidad.

ends-rows =
    .likely = Lo más probable: cada tarea en su duración más probable
    .sure = En el { PERCENT($share, digits: 0) } de los calendarios
    .deadline = Plazo

team =
    .caption = Las personas
    .who = Quién
    .role = Función
    .share = De su tiempo
    .days = Jornadas
    .starts = Desde
    .ends = Hasta
    .rate = Coste de un día
    .note = { $unnamed ->
        [0] Todas las personas tienen nombre.
        [one] Una función no tiene a nadie todavía; cuenta como una persona a jornada completa.
       *[other] { $unnamed } funciones no tienen a nadie todavía; cada una cuenta como una persona a jornada completa.
    }

budget =
    .caption = El presupuesto hasta que todo esté desplegado
    .what = Qué
    .preparation = Preparación
    .development = Desarrollo
    .tests = Pruebas
    .rollout = Despliegue
    .total = Total
    .when = Cuándo
    .planned = Previsto
    .contingency = Contingencia
    .asked = Se solicita
    .given-row = Presupuesto dado
    .own = Tiempo propio de las personas, que no sale de él
    .note = Contingencia: lo que le falta a lo previsto para alcanzar en el { PERCENT($covers, digits: 0) } de las simulaciones con esos rangos{ $risks ->
        [yes] , riesgos incluidos
       *[no] {""}
    }; es un análisis de sensibilidad. { $given ->
        [none] Nadie ha fijado un presupuesto.
       *[other] { budget-why }
    } { $lines ->
        [0] No consta ningún coste mensual: no hay ninguno incluido.
       *[other] Después siguen { MONEY($running, digits: 0) } al mes.
    }{ budget-cloud }

returns =
    .caption = Lo que vale el plan en { $months } meses
    .what = Medida
    .middle = Todo en su valor central
    .drawn = Simulado con los rangos
    .meaning = Cómo leerlo
    .npv = Valor actual neto (VAN)
    .npv-note = Valor de hoy, al { PERCENT($discount, digits: 0) } anual; por debajo de cero en el { PERCENT($loses, digits: 0) } de las simulaciones
    .roi = Rendimiento de lo invertido (ROI)
    .roi-note = Lo que vuelve por encima del dinero puesto, llegue cuando llegue: sin descontar, así que puede estar por encima de cero con un valor de hoy por debajo
    .payback = Mes en que vuelve el dinero
    .payback-note = { $back ->
        [0] En { $months } meses, en ninguna simulación
       *[other] En { $months } meses en el { PERCENT($back, digits: 0) } de las simulaciones, y solo se muestran esas
    }
    .irr = Tasa interna de retorno (TIR), anual
    .irr-note = { $why ->
        [one] Existe, y es la única, en el { PERCENT($rated, digits: 0) } de las simulaciones; solo se muestran esas
        [none] No existe donde el dinero nunca pasa de salir a entrar
       *[several] Ambigua: el dinero sale y entra más de una vez y sirven varias tasas; se dice en el { PERCENT($rated, digits: 0) } de las simulaciones
    }
    .needed = Lo que los casos deben aportar al año
    .needed-note = En pleno uso, para compensar lo que cuestan, con todo lo demás en su valor central; se suponen { MONEY($assumed, digits: 0) } al año{ of-sales }
    .never = no en { $months } meses
    .no-sum = ninguna suma bastaría
    .no-rate = { $why ->
        [none] no existe
       *[several] ambigua
    }
    .note = { $n } simulaciones con los rangos dados: la mediana y el 95 % central. Son supuestos y, por tanto, esto es un análisis de sensibilidad.{ $below ->
        [yes] {" "}Las simulaciones tienden a más coste y más retraso, así que quedan por debajo del valor central de todo.
       *[no] {""}
    }{ $unpriced ->
        [0] {""}
       *[other] {" "}No incluye { $unpriced } jornadas, a las que nadie ha puesto precio.
    }

returns-empty = { $needed ->
    [none] No se sabe ni lo que cuesta ni lo que aportan los casos: todavía no hay nada que calcular.
   *[other] Nadie ha dicho qué aportan los casos, así que no se da valor actual neto, rendimiento ni plazo de recuperación. Para compensar lo que cuestan en { $months } meses al { PERCENT($discount, digits: 0) } anual tendrían que aportar { MONEY($needed, digits: 0) } al año en pleno uso{ of-sales }, con un uso que crezca como se supone{ headline-unpriced }.
}

of-sales = { $part ->
    [none] {""}
   *[other] {" "}(lo necesario es el { PERCENT($part) } de las ventas netas del último año)
}

measure =
    .latency = Latencia de una respuesta
    .uptime = Disponibilidad
    .model_quality = { $of ->
        [classification] Calidad del modelo: quién se va o compra (área bajo la curva)
        [clustering] Calidad del modelo: segmentos (estabilidad)
        [recommendation] Calidad del modelo: sugerencias (nDCG a 10)
        [regression] Calidad del modelo: valor (correlación de orden)
       *[none] Calidad del modelo
    }
    .processing = Proceso de una petición
    .roi = Rendimiento de la inversión (ROI)
    .cac = Coste de un cliente nuevo (CAC)
    .conversion = Conversión
    .ltv = Valor del cliente (LTV)

measured-by =
    .latency = el 95 % de las respuestas, en una prueba de carga
    .uptime = parte de los minutos en que responde
    .model_quality = la misma medida, con datos reservados
    .processing = tiempo de la petición al resultado, en una prueba de carga
    .roi = dinero que entra y sale, frente a clientes o semanas sin ello
    .cac = inversión publicitaria entre clientes nuevos
    .conversion = visitas con compra, en una prueba A/B
    .ltv = valor de los clientes alcanzados, frente a los que por sorteo no lo fueron

measured-when =
    .latency = en las pruebas y luego a diario
    .uptime = desde el despliegue, cada mes
    .model_quality = en las pruebas y luego cada mes
    .processing = en las pruebas y luego a diario
    .roi = cada trimestre desde el despliegue
    .cac = cada mes desde el despliegue
    .conversion = desde las pruebas
    .ltv = un año después del despliegue

untold =
    .latency = Nada lo dice todavía; lo dirá la prueba de carga
    .uptime = Nada lo dice todavía; lo dirán los primeros meses en marcha
    .model_quality = Nada lo dice todavía; lo dirá la prueba con datos reservados
    .processing = Nada lo dice todavía; lo dirá la prueba de carga
    .roi = Nada lo dice todavía: nadie ha dicho qué aportan los casos
    .cac = Nada lo dice todavía: no consta ningún efecto sobre él; lo diría el ensayo
    .conversion = Nada lo dice todavía: no consta ningún efecto sobre ella; lo diría una prueba A/B
    .ltv = Nada lo dice todavía: no consta ningún efecto sobre él; lo dirían clientes excluidos por sorteo

# La medida propia de un modelo no es una parte de respuestas correctas
unlike =
    .classification = No comparable con el 90 %: el 50 % es el azar, y no es una parte de respuestas correctas
    .clustering = No comparable con el 90 %: con qué seguridad se vuelven a encontrar los segmentos, no si son correctos
    .recommendation = No comparable con el 90 %: a qué altura de la lista está lo que se compra; nadie alcanza ahí el 90 %
    .regression = No comparable con el 90 %: lo bien que se acierta el orden, no una parte de respuestas correctas

verdict = { $state ->
    [met] Se cumple hoy
    [missed] No se cumple hoy
    [beyond] Fuera de alcance: sería más que todas las visitas
    [never] Fuera del alcance de lo supuesto: como mucho, { $best }{ verdict-source }
    [always] Se alcanza en todas las simulaciones{ verdict-source }
   *[drawn] { $share ->
        [0] No se alcanza en ninguna simulación, solo con todo en su mejor extremo: { $best }{ verdict-source }
       *[other] Se alcanza en el { PERCENT($share, digits: 0) } de las simulaciones; como mucho, con todo en su mejor extremo, { $best }{ verdict-source }
    }
}

roi-source = de costes, uso y lo que aportan los casos

verdict-source = { $source ->
    [none] {" "}(supuesto sin fuente)
   *[other] {" "}(supuesto: { $source })
}

amount =
    .latency = { $n } ms
    .processing = { $n } s

measures =
    .caption = Medidas de éxito, técnicas y de negocio
    .measure = Medida
    .today = Hoy
    .target = Objetivo
    .how = Cómo se mide
    .when = Cuándo
    .verdict = Qué cabe esperar
    .note = Las partes de las simulaciones miden la sensibilidad a los rangos dados, no una probabilidad.

risks =
    .caption = El registro de riesgos
    .risk = Riesgo
    .chance = Probabilidad
    .impact = Coste si ocurre
    .cost = Coste esperado
    .mitigation = Qué se hace
    .owner = Responsable
    .trigger = Qué lo delata
    .note = { $n ->
        [0] Ninguno de { $all } tiene todavía probabilidad y coste.
        [one] Uno de { $all } tiene probabilidad y coste.
       *[other] { $n } de { $all } tienen probabilidad y coste.
    }{ $cost ->
        [none] {""}
       *[other] {" "}De los que ha nombrado el cliente cabe esperar un coste de { MONEY($cost, digits: 0) } en total{ $short ->
            [yes] ; lo que le falta al presupuesto ya los incluye y no se suma
           *[no] {""}
        }.
    }{ $own ->
        [0] {""}
       *[other] {" "}Las probabilidades de retraso y de que el presupuesto no alcance salen de las simulaciones del propio plan.
    }{ $judged ->
        [0] {""}
       *[other] {" "}Los que ha nombrado el cliente son juicios.
    }

risks-empty = No consta ningún riesgo y las simulaciones del plan no muestran ninguno. Nómbrelos en plan.risks.

risk-late =
    .name = No se cumple el plazo del { $day }
    .mitigation = empezar antes, abordar menos o mover el plazo
    .trigger = la previsión, que se renueva con cada tarea hecha

risk-budget =
    .name = El presupuesto de { MONEY($budget, digits: 0) } no alcanza
    .mitigation = pedir ofertas, abordar menos o añadir la contingencia
    .trigger = ofertas y jornadas por encima de lo previsto

raci =
    .caption = A quién concierne y con qué papel
    .who = Quién
    .role = Función
    .wants = Necesita o espera
    .preparation = Preparación
    .development = Desarrollo
    .tests = Pruebas
    .rollout = Despliegue
    .note = R lo hace (según las tareas), A responde de ello, C se le consulta antes, I se le informa después. { $lacking ->
        [none] {""}
       *[other] Nadie responde todavía de: { $lacking }.
    }

meetings =
    .caption = Reuniones
    .name = Reunión
    .every = Cada cuánto
    .who = Quién
    .purpose = Para qué

meetings-empty = No hay ninguna reunión acordada. Nómbrelas en plan.meetings.

approvals =
    .caption = Aprobaciones
    .name = Nombre
    .role = Función
    .approves = Aprueba
    .signature = Firma
    .day = Fecha

approvals-plan = el plan

approvals-empty = Nadie está nombrado todavía para aprobar el plan. Nombre a quien corresponda en plan.approvers; aparece una línea de firma para cada persona.

## Archivos

sheet =
    .client = { $client }
    .budget = Presupuesto
    .cash = Flujo de caja
    .phase = Fase
    .what = Qué
    .kind = Tipo
    .quantity = Cantidad
    .price = Precio
    .amount = Importe
    .paid = Sale de él (1: sí)
    .planned = Previsto
    .contingency = Contingencia
    .asked = Se solicita
    .given = Presupuesto dado
    .left = Queda
    .own = No sale de él
    .month = Mes
    .costs = Costes
    .benefits = Beneficios (supuestos)
    .net = Neto
    .so-far = Hasta entonces
    .discount = Tasa de descuento, anual
    .effect = Lo que aportan los casos (1: lo supuesto)
    .use = Uso (1: lo supuesto)
    .spend = Coste (1: lo previsto)
    .rate = Tasa de descuento, mensual
    .npv = Valor actual neto
    .roi = Rendimiento (ROI)
    .irr = Tasa interna de retorno, anual

file-title = Plan: { $client }

file =
    .budget = Presupuesto y flujo de caja, con fórmulas vivas (Excel)
    .project = Tareas con dependencias, personas y calendarios (MS Project)
    .jira = Tareas para importar en Jira (CSV)
    .calendar = Tareas y plazos para un calendario (ics)
    .done = Tareas para rellenar según se hagan (CSV), que lee `taller task done`

## Cifras clave

figure =
    .weeks = Semanas hasta que todo esté en marcha
    .cost = Coste hasta entonces, riesgos incluidos
    .npv = Valor de hoy de { $months } meses, según lo supuesto
    .roi = Rendimiento en { $months } meses, sin descontar, según lo supuesto
    .needed = Lo que los casos deben aportar al año, en { $months } meses

scenarios =
    .caption = Austero, el plan vale { MONEY($best, digits: 0) }; según lo previsto, { MONEY($planned, digits: 0) }; generoso, { MONEY($least, digits: 0) }
    .way = Manera
    .cost = Cuesta hasta que todo funcione, con el tiempo propio y los riesgos
    .worth = Vale hoy
    .return = Retorno
    .note = Austero: cada coste en el mínimo de su rango; según lo previsto: en el valor central; generoso: en el máximo. De a: todo lo que entra en su mínimo (también con un uso que tarda) y en su máximo. Son rangos supuestos: una sensibilidad.
scenario =
    .lean = Austero
    .planned = Según lo previsto
    .generous = Generoso

method =
    .scenario = los costes en un extremo de sus rangos; de todo lo que entra en su mínimo a todo en su máximo: una sensibilidad
    .lines = suma de las líneas, cada una en el valor central de su rango; mínimo y máximo si todas están en ese extremo: una sensibilidad
    .asked = lo que solicita el plan, que cubre el { PERCENT($covers, digits: 0) } de las simulaciones, menos lo que se ha dado
    .moves = el valor del plan con solo esto en cada extremo de su rango, y todo lo demás en su valor central
    .cac = contado: inversión publicitaria entre los clientes cuyo primer pedido cae en los mismos días
    .drawn = la mediana y el 95 % central de { $n } simulaciones con rangos supuestos; análisis de sensibilidad
    .range = dado: mínimo, valor central, máximo
    .weeks = calendarios simulados con duraciones supuestas: la mediana y el 95 % central; análisis de sensibilidad
    .needed = un valor actual neto de cero, con todo lo demás en su valor central, y el 95 % central de las simulaciones; análisis de sensibilidad

## Decisiones

decision-choose =
    .what = Elegir un primer caso de uso
    .owner = { management }
    .effect = sin él, este plan es un ejemplo: las doce semanas de la guía
    .measured = el plan de ese caso, en la próxima ejecución

decision-approve =
    .what = { $advice ->
        [not] No aprobar el plan tal como está: con lo supuesto pierde dinero; abordar menos o demostrar que los casos aportan más
        [first] Aprobar solo la preparación{ decision-begins }, y el resto cuando se resuelva lo que sigue aquí
        [ready] Aprobar solo la preparación{ decision-begins }, y el resto cuando la organización esté preparada para ello
       *[all] Aprobar el plan{ decision-begins }{ $priced ->
            [yes] , con { MONEY($asked, digits: 0) }
           *[no] {""}
        }
    }
    .owner = { $owner }
    .effect = { $advice ->
        [not] en el { PERCENT($loses, digits: 0) } de las simulaciones con lo supuesto, lo gastado no se compensa en { $months } meses
        [first] { decision-commits }
        [ready] { decision-commits }
       *[all] { decision-in-use }
    }
    .period = { $whole ->
        [yes] en { $months } meses, si los casos aportan lo supuesto
       *[no] una vez
    }
    .population = { $whole ->
        [yes] los casos de uso que se abordan
       *[no] lo que se aprueba
    }
    .measured = lo que aporta el primer caso frente a clientes o semanas sin él, por sorteo

decision-in-use = { $n ->
    [one] se pone en marcha { $n } caso de uso, que se juzga por su propia medida
   *[other] se ponen en marcha { $n } casos de uso, cada uno juzgado por su propia medida
}

decision-begins = { $ahead ->
    [yes] , para empezar el { $first }
   *[no] {""}
}

decision-start =
    .what = Decir qué se ha empezado y qué está hecho desde el { $first }, o mover el inicio
    .owner = { $owner }
    .effect = hasta entonces, todas las fechas cuentan desde un día que ya ha pasado
    .measured = la próxima ejecución de este plan, con lo que esté hecho

decision-deadline =
    .what = Mover el plazo del { $day } al { $late }, o abordar menos
    .owner = { $owner }
    .effect = { $share ->
        [0] ningún calendario simulado lo cumple, con las duraciones supuestas
       *[other] lo cumple el { PERCENT($share, digits: 0) } de los calendarios simulados, con las duraciones supuestas
    }
    .measured = la próxima ejecución de este plan, con las tareas que queden

decision-fund =
    .what = Fijar un presupuesto; el plan solicita { MONEY($asked, digits: 0) }
    .owner = { $owner }
    .effect = costes según sus rangos supuestos, contingencia incluida
    .period = una vez
    .population = todo el plan
    .measured = lo que aporta el primer caso, y ofertas en lugar de rangos supuestos

decision-budget =
    .what = Añadir { MONEY($more, digits: 0) } al presupuesto, o abordar menos
    .owner = { $owner }
    .effect = el presupuesto { $within ->
        [0] no alcanza en ninguna
       *[other] alcanza en el { PERCENT($within, digits: 0) }
    } de las simulaciones con costes supuestos, como explica la tabla del presupuesto{ $name ->
        [none] {""}
       *[other] ; el caso más caro es «{ $name }», { MONEY($money, digits: 0) } en el valor central de su rango
    }
    .period = una vez
    .population = lo que el plan solicita por encima del presupuesto
    .measured = lo que aporta el primer caso, y ofertas en lugar de rangos supuestos

decision-benefits =
    .what = Decir con finanzas qué aporta cada caso de uso al año
    .owner = { management }
    .effect = { $needed ->
        [none] sin ello nadie puede saber si el plan compensa
       *[other] el plan compensa en { $months } meses a partir de { MONEY($needed, digits: 0) } al año, con un uso que crezca como se supone
    }
    .measured = una prueba del primer caso con una parte de los clientes, por sorteo

decision-test =
    .what = { $name ->
        [none] { $kind ->
            [adoption] Acordar con quienes lo usarán hasta dónde lo harán
            [pace] Acordar con quienes lo usarán cuándo lo harán
           *[other] Asegurar el tiempo de las personas y el final antes de gastarlo todo
        }
       *[other] { $kind ->
            [benefit] Probar «{ $name }» en pequeño antes de gastarlo todo
           *[other] Pedir una oferta en firme: «{ $name }»
        }
    }
    .owner = { management }
    .effect = es lo que más mueve el resultado; en el { PERCENT($loses, digits: 0) } de las simulaciones con lo supuesto el plan pierde dinero
    .period = entre su mínimo y su máximo, según lo supuesto
    .population = valor del plan
    .measured = { $kind ->
        [benefit] clientes o semanas con ello, frente a otros sin ello, por sorteo
        [adoption] el uso, contado desde el primer caso
        [pace] el uso, contado desde el primer caso
       *[other] ofertas, y las jornadas gastadas frente a las previstas
    }

decision-people =
    .what = { $n ->
        [one] Nombrar a quien asume esta función: { $roles }
       *[other] Nombrar a quienes asumen estas { $n } funciones: { LIST($roles, most: 4) }
    }
    .owner = { management }
    .effect = cada una cuenta como una persona a jornada completa hasta que se nombre a alguien
    .measured = la próxima ejecución de este plan, con su tiempo real

decision-rates =
    .what = Decir cuánto cuesta un día de las personas
    .owner = { management }
    .effect = su tiempo no está todavía en el dinero
    .measured = la próxima ejecución de este plan, con lo que cuesta un día

## Comprobaciones

check-deadline =
    .name = El plazo del { $day } se cumple en el { PERCENT($wanted, digits: 0) } de los calendarios
    .detail = { PERCENT($share, digits: 0) } de los calendarios simulados

check-budget =
    .name = El presupuesto cubre lo previsto y la contingencia
    .detail = { MONEY($asked, digits: 0) } de { MONEY($given, digits: 0) }; alcanza en el { PERCENT($within, digits: 0) } de las simulaciones

check-people =
    .name = Todas las personas que hacen falta están nombradas
    .detail = { $n ->
        [0] todas
       *[other] todavía no: { LIST($names, most: 6) }
    }

check-rates =
    .name = Se sabe lo que cuesta un día en todas las tareas
    .detail = { $n ->
        [0] en las { $all }
       *[other] no en { $n } de { $all }
    }

check-level =
    .name = No hay un calendario más corto con estas personas
    .detail = { $proved ->
        [yes] demostrado, en medias jornadas y sin contar los días libres de cada persona: { $last }; si todo el mundo pudiera hacerlo todo a la vez: { $free }
       *[no] no demostrado: { $last }; si todo el mundo pudiera hacerlo todo a la vez: { $free }
    }

check-risks =
    .name = Los riesgos están nombrados y valorados en probabilidad y dinero
    .detail = { $all ->
        [0] ninguno nombrado
       *[other] sin valorar: { $n } de { $all }
    }

check-ready =
    .name = La organización está lo bastante preparada para empezar
    .detail = { $level ->
        [none] sin evaluar todavía
       *[other] { $level }
    }

check-signs =
    .name = Alguien está nombrado para aprobar
    .detail = { $n ->
        [0] nadie
        [one] { $n } persona
       *[other] { $n } personas
    }

## Límites

limit-days = { $n } de { $all } duraciones son supuestos nuestros (los de la guía); sustitúyalas por las de quienes hacen el trabajo.

limit-sensitivity = Los porcentajes de calendarios y simulaciones miden la sensibilidad a rangos supuestos que se mueven juntos (correlación { NUMBER($correlation, digits: 1) }, supuesta), no probabilidades.

limit-calendar = { $n ->
    [one] No se trabaja { $n } día entre semana del plan
   *[other] No se trabajan { $n } días entre semana del plan
}, por festivos y por lo que se ha dicho; los festivos regionales cuentan solo si se ha dado una región.

limit-no-calendar = El calendario no tiene festivos: no se conoce el país.

limit-money = El dinero se descuenta al { PERCENT($discount, digits: 0) } anual ({ $given ->
    [yes] como se ha dado
   *[no] supuesto nuestro
}); no incluye impuestos ni inflación.

limit-adoption = Lo que vuelve supone que se alcanza entre el { PERCENT($low, digits: 0) } y el { PERCENT($high, digits: 0) } del uso pleno, de { NUMBER($soon) } a { NUMBER($late) } meses después de cada despliegue: { $source ->
    [none] es un supuesto nuestro
   *[other] { $source }
}.

limit-overlap = Lo que aportan { $n } casos se suma; si dos de ellos actúan sobre los mismos clientes o las mismas ventas, la suma es excesiva.

limit-untold = { $n ->
    [one] Nadie ha dicho qué aporta este caso; cuenta como cero: { $names }.
   *[other] Nadie ha dicho qué aportan estos { $n } casos; cuentan como cero: { $names }.
}

limit-start = Nadie ha dado un inicio; se supone el { $first }, el lunes siguiente a la fecha del plan.

limit-strange = Se dan beneficios de casos que no se abordan y que no cuentan: { $names }.

limit-technical = No consta ningún coste técnico mensual; en el dinero no hay ninguno.

## Parámetros

params =
    .dated = la fecha del plan (sin ella: el día en que se ejecuta)
    .starts_on = primer día (sin él: el de use_cases; si no se conoce, el lunes siguiente a la fecha del plan)
    .deadlines = días para los que debería estar terminado
    .guide = si se ofrecen las tareas de la guía para cada caso
    .gaps = pasos del consejo de preparación que incluye el plan, desde el primero
    .calendar = festivos y otros días en que no se trabaja
    .people = quién trabaja en ello
    .tasks = tareas propias del cliente y cambios a las de la guía
    .done = tareas hechas y desde cuándo
    .draws = veces que se simulan las duraciones y el dinero
    .correlation = cuánto se mueven juntas las duraciones, los costes o los efectos, de 0 a 1
    .budget = dinero para gastar hasta que todo esté desplegado, en la moneda del cliente (sin él: el de use_cases, si se dio)
    .budget_pays_people = si el tiempo de las personas sale de ese presupuesto
    .day_rates = lo que cuesta una jornada, por función, nombre o clave
    .technical = lo que se paga al mes (sin ello: lo que suma infrastructure, si está en la ejecución)
    .contingency = parte de los costes simulados que cubre el presupuesto con contingencia
    .benefits = lo que aporta cada caso de uso al año, en pleno uso
    .adoption = hasta dónde y con qué rapidez se empieza a usar (supuesto)
    .horizon_months = meses en que se cuenta el dinero, desde el primer día
    .discount = tasa anual a la que el dinero posterior cuenta menos (sin ella: la de regression; si no, un 10 % supuesto)
    .targets = lo que deben alcanzar las medidas, si no es lo de la guía
    .risks = lo que puede salir mal
    .stakeholders = a quién concierne y con qué papel en cada fase
    .meetings = reuniones que se celebran con regularidad
    .approvers = quién firma el plan

# Por qué un presupuesto que lo previsto llena alcanza tan pocas veces
budget-why = { $short ->
    [yes] Por qué { MONEY($given, digits: 0) } { $within ->
        [0] no alcanzan en ninguna
       *[other] alcanzan solo en el { PERCENT($within, digits: 0) }
    } de ellas: lo previsto, con cada coste en su valor central, suma { MONEY($planned, digits: 0) }; { $upward ->
        [yes] pero los rangos llegan más arriba que abajo, de { MONEY($low, digits: 0) } a { MONEY($high, digits: 0) } en total{ $risks ->
            [yes] , y a eso se suman los riesgos
           *[no] {""}
        }
       *[no] pero en total pueden sumar entre { MONEY($low, digits: 0) } y { MONEY($high, digits: 0) }{ $risks ->
            [yes] , y a eso se suman los riesgos
           *[no] {""}
        }
    }; por eso la mitad de las simulaciones pasa de { MONEY($median, digits: 0) }.
   *[no] El presupuesto alcanza en el { PERCENT($within, digits: 0) } de ellas.
}

# La suma mensual del cuaderno infrastructure, junto a lo que el cliente ha nombrado
budget-cloud = { $cloud ->
    [counted] {" "}De ellos, { MONEY($month, digits: 0) } (de { MONEY($least, digits: 0) } a { MONEY($most, digits: 0) }) son lo que suma la página de infraestructura, a precios de tarifa.
    [beside] {" "}La página de infraestructura suma { MONEY($month, digits: 0) } al mes; no se añade a lo que nombra el archivo, que quizá ya lo incluye.
    [missing] {" "}No incluye lo que debía venir de la página de infraestructura, que en esta ejecución no ha hallado nada.
   *[none] {""}
}

# Lo que toma la preparación sola
decision-commits = compromete { MONEY($begins, digits: 0) } y { $days } jornadas, y nada más
