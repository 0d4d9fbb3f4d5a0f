# Lo que dice la puesta en producción. Un archivo junto al cuaderno, deployment.es.ftl, sustituye lo que nombre.

## Qué puede ponerse en producción

# Un modelo, dentro de una frase
model =
    .classification = el modelo de quién se va, compra o responde
    .regression = el modelo de lo que gastarán los clientes
    .recommendation = el modelo de sugerencias
    .saas_b2b = el modelo de qué cuentas se van

state =
    .kept = guardado: su prueba lo respalda
    .not_kept = { $of ->
        [saas_b2b] analizado, no guardado: ninguna prueba mostró que distinga unas cuentas de otras
       *[other] analizado, no guardado: su prueba no mostró que valga más que prescindir de él
    }
    .not_run = no forma parte de esta ejecución

goes = { $chosen ->
    [yes] sí, en este ensayo
   *[no] –
}

candidates =
    .caption = Los modelos de esta ejecución y cuál se pone en producción
    .model = Modelo
    .state = Qué fue de él
    .goes = En producción
    .note = Solo se guarda el modelo que su propia prueba respalda, y solo lo guardado puede ponerse en producción.

## El ensayo

who-rehearses = el ensayo
why-rehearses = ensayo
why-shadow = se compara antes de que conteste a nadie
why-deploys = ejecución { $run }

rehearsal-none = No hay nada que ensayar: en esta ejecución no se guardó ningún modelo.

version-is =
    .first = la versión que ya contesta
    .second = la versión nueva
    .broken = una versión estropeada a propósito

versions =
    .caption = Lo que el ensayo pone en marcha: { $model }
    .version = Versión
    .is = Qué es
    .note = Con una carpeta, un registro y un servicio propios del ensayo, solo en esta máquina; el servicio del cliente no se toca. El tráfico son { $n } { $of ->
        [recommendation] historiales de compra de clientes reales de la empresa
        [saas_b2b] cuentas de la empresa, como están hoy
       *[other] fichas de clientes reales de la empresa
    }, preguntadas por turno, cada petición como si fuera otra persona. La primera versión y la nueva son el mismo modelo: se ensaya el camino, no si un modelo posterior es mejor. También lo es la estropeada, pero falla en cuanto recibe tráfico.

stage =
    .pre_deployment_checks = 1 · Comprobaciones previas
    .backup_current_system = 2 · Copia de lo que está en marcha
    .deploy_new_version = 3 · La versión nueva se carga al lado
    .run_smoke_tests = 4 · Primeras preguntas
    .switch_traffic = 5 · El tráfico pasa a la nueva
    .post_deployment_verification = 6 · Comprobación posterior
    .rollback = Vuelta atrás
    .recovery = Recuperación

outcome =
    .passed = superada
    .failed = fallida
    .inconclusive = no basta para decidir
    .skipped = omitida
    .cut = interrumpida

took = { $n } s

stages =
    .caption = { $outcome ->
        [live] La versión { $version } está en marcha: las seis etapas
        [rolled_back] La versión { $version } se retiró sola: las etapas
        [refused] La versión { $version } se rechazó antes de tocar nada: las etapas
        [inconclusive] Muy poco tráfico para juzgar la versión { $version }: las etapas
       *[other] Versión { $version }: las etapas
    }
    .stage = Etapa
    .outcome = Resultado
    .seconds = Tiempo
    .reason = Motivo

## Quién contesta mientras tanto

look-share = { PERCENT($share, digits: 0) } de los clientes
look-method = diferencia de dos proporciones, con límites válidos para todas las miradas a la vez

measure =
    .errors = se quedan sin respuesta
    .late = esperan demasiado
    .answers = respuestas fuera de lo que la validación hacía esperar

verdict =
    .passed = dentro de lo admitido
    .failed = más de lo admitido
    .open = no basta para decidir

looks =
    .caption = Lo que encontraron los clientes de la versión nueva, frente a los demás
    .share = Quién la prueba
    .measure = Qué se vigila
    .n_new = Versión nueva
    .n_live = La actual
    .apart = Más que en la actual
    .borne = Se admite
    .verdict = Veredicto
    .note = Cada paso termina cuando todas las cifras quedan claramente dentro de lo admitido, o una claramente fuera; si el tráfico no basta para decidir, sigue la versión actual.

shares =
    .title = { $took_over ->
        [yes] La versión nueva entra por partes; después llega una estropeada{ $taken_back ->
            [yes] {" "}y se retira
           *[no] {""}
        }
       *[no] La versión nueva no llegó a entrar
    }
    .subtitle = Parte de las respuestas que dio cada una, en el orden en que preguntaron los clientes.
    .asked = Peticiones hasta el momento
    .share = Parte de las respuestas
    .second = nueva
    .broken = estropeada

## Al lado, sin que nadie lo vea

shadows =
    .caption = La versión { $version } contestó en la sombra a las mismas { $n } peticiones que la versión { $live }
    .note = Nadie recibió sus respuestas. Aquí ambas versiones son el mismo modelo, de modo que cualquier diferencia sería un fallo.

shadow-of =
    .failed = Peticiones que no habría podido contestar
    .late = Respuestas que habrían llegado tarde
    .moved = Clientes que situaría en otro lugar
    .difference = Diferencia media de las respuestas
    .correlation = En qué medida ordenan igual a los clientes (1: igual)

## Carga

load-percentile = percentil de { $n } respuestas, intervalo por estadísticos de orden; las respuestas seguidas se toman como independientes
load-slices = media de { $n } tramos iguales del tiempo, t de Student

loads =
    .caption = Lo que tardan las respuestas cuando { $clients } preguntan sin pausa
    .note = En esta máquina, con { $workers ->
        [one] un proceso que contesta
       *[other] { $workers } procesos que contestan
    } y quien pregunta en los mismos procesadores: la máquina y la red del cliente serán otras. No se compara con ningún otro servicio.

load-of =
    .half = La mitad de las respuestas llega antes de, ms
    .most = 95 de cada 100 llegan antes de, ms
    .nearly_all = 99 de cada 100 llegan antes de, ms
    .throughput = Respuestas por segundo
    .failed = Peticiones sin respuesta

## El servicio del cliente

own-none = { $dry ->
    [yes] Allí no se hizo nada: esto es un ensayo. Con «dry_run: false» la versión entra por las mismas seis etapas y con clientes reales, siempre que nada de lo anterior lo impida.
   *[no] Allí no se hizo nada, porque algo de lo anterior lo impide.
}

## Qué significa

headline-none = No hay nada que poner en producción: { $named ->
    [yes] { $model } no se guardó en esta ejecución, aunque sí otro.
   *[no] { $run ->
        [yes] en esta ejecución no se guardó ningún modelo, porque ninguna prueba mostró que alguno valga más que prescindir de él.
       *[no] en esta ejecución no hay ningún modelo.
    }
}

headline-not = { UPPER_FIRST($model) } todavía no puede ponerse en producción: { LIST($why) }.

headline-ready = { UPPER_FIRST($model) } { $outcome ->
    [live] está en producción
   *[rehearsed] { $went ->
        [yes] superó el ensayo, pero no llegó a entrar en el servicio del cliente
       *[no] puede ponerse en producción
    }
}{ $tested ->
    [none] {" "}por lo que muestra el ensayo, a falta de sus pruebas
   *[passed] {""}
}: en el ensayo { $failed ->
    [0] no falló ninguna de { $n } peticiones mientras cambiaban las versiones (como mucho el { PERCENT($most, digits: 2) }, con el { PERCENT(0.95, digits: 0) } de certeza)
    [one] falló una de { $n } peticiones mientras cambiaban las versiones (como mucho el { PERCENT($most, digits: 2) }, con el { PERCENT(0.95, digits: 0) } de certeza)
   *[other] fallaron { $failed } de { $n } peticiones mientras cambiaban las versiones (como mucho el { PERCENT($most, digits: 2) }, con el { PERCENT(0.95, digits: 0) } de certeza)
}, y una versión estropeada a propósito se retiró sola.

obstacle =
    .none_kept = no se guardó ningún modelo
    .critical = falló una prueba crítica de esta ejecución
    .tests = fallaron las pruebas de esta ejecución
    .takeover = la versión nueva no llegó a entrar en el ensayo
    .way_back = en el ensayo no se retiró una versión estropeada
    .failures = fallaron peticiones mientras cambiaban las versiones
    .slow = las respuestas tardan más de lo admitido

figure =
    .failed = Peticiones que fallaron mientras cambiaban las versiones
    .within_ms = Milisegundos en que llegan 95 de cada 100 respuestas
    .throughput = Respuestas por segundo, en esta máquina

decision-wait =
    .what = No preparar todavía un servicio
    .owner = Marketing, con Tecnología
    .effect = no se paga una máquina que no contesta nada mejor que lo que se hace hoy
    .measured = una ejecución posterior en la que se guarde un modelo

decision-mend =
    .what = Corregir lo que lo impide: { $what }
    .owner = { $of ->
        [critical] Analistas de datos
        [tests] Analistas de datos
       *[other] Tecnología
    }
    .effect = se sabe antes de que le cueste una respuesta a nadie
    .measured = el mismo ensayo, otra vez

decision-go =
    .what = { $tried ->
        [yes] Ver por qué el servicio del cliente no admitió la versión y volver a poner en producción { $model }
       *[no] Poner en producción { $model }, por las mismas seis etapas y con clientes reales
    }
    .owner = Tecnología, con Marketing
    .effect = { $of ->
        [saas_b2b] respuestas donde las piden el CRM o la atención al cliente
       *[other] respuestas donde las piden la tienda, el centro de llamadas o el correo
    }, de una versión que se retira sola si lo hace peor
    .measured = lo que se haga con las respuestas, probado con una décima parte de los clientes por sorteo, de 30 a 90 días

decision-test =
    .what = Pasar las pruebas del modelo, los datos y el servicio antes de ponerlo en producción
    .owner = Analistas de datos
    .effect = se mira también lo que el ensayo no mira (calidad, datos personales, ataques)
    .measured = la página de las pruebas

decision-nightly =
    .what = Decidir si hace falta una respuesta inmediata; una lista hecha cada noche (a las { $at }, UTC) no necesita servicio
    .owner = Marketing, con CRM
    .effect = lo que se usa en envíos y llamadas funciona con un temporizador, sin nada que deba contestar día y noche
    .measured = un recuento de los usos que necesitan la respuesta mientras el cliente espera, junto a lo que cuesta un servicio al mes

decision-who =
    .what = Nombrar quién puede poner una versión en producción y a quién se avisa cuando una se retira
    .owner = Tecnología, con Marketing
    .effect = cada cambio tiene nombre y motivo en el historial
    .measured = el historial de puestas en producción: los minutos desde una mala versión hasta su retirada

check =
    .takeover = La versión nueva entra por las seis etapas
    .takeover-detail = se hicieron { $asked } peticiones mientras cambiaban las versiones
    .way_back = Una versión estropeada a propósito se retira sola
    .way_back-detail = se detuvo en: { $stopped }
    .answered = Toda petición recibe respuesta mientras tanto
    .answered-detail = en lo que falló la versión estropeada, contestó la anterior

limit-machine = Todo se hizo en una sola máquina, que también hacía las preguntas; los tiempos y la carga son de esa máquina, y no dicen nada de una red, un proxy o días de uso.
limit-same = La versión nueva es el mismo modelo que la anterior. Si un modelo posterior lo hace mejor se verá cuando se compare, en la sombra, con el que esté en marcha.
limit-shares = En el ensayo la versión nueva empieza con el { PERCENT($here, digits: 0) } de los clientes, porque su tráfico se hace para ella; con clientes reales empieza con el { PERCENT($real, digits: 0) }.
limit-kit = Los archivos para la plataforma del cliente se comprobaron con las reglas de cada plataforma, no en un clúster del cliente.
limit-fitted = Después de su prueba, el modelo aprendió también del día de la prueba. Cómo distingue las cuentas se sabe del modelo tal como se probó; del que se pone en producción lo dirán los días posteriores.
limit-tests = Las pruebas de los modelos, los datos y el servicio no formaron parte de esta ejecución.

## El equipo de instalación

kit-file =
    .kubernetes = Para Kubernetes: el servicio, su ampliación, quién puede llegar a él y la tabla de cada noche
    .container = El contenedor en el que funciona
    .systemd = Para una máquina sin contenedores: el servicio
    .nightly = Para una máquina sin contenedores: la tabla de cada noche
    .nginx = Detrás de nginx
    .haproxy = Detrás de HAProxy

## Parámetros (su inglés está en params.py)

params =
    .model = el cuaderno cuyo modelo se pone en producción (ninguno: el primero que esta ejecución guardó)
    .dry_run = ensayar aparte; el servicio en uso queda como está
    .by = quién lo hace, para el historial
    .registry = dirección de MLflow (ninguna: un archivo junto a las ejecuciones)
    .service = dónde escucha el servicio y cuánto admite
    .steps = cómo pasa el tráfico a la versión nueva y qué lo detiene
    .kit = los archivos para la plataforma del cliente

score-flat = aprendió de una tabla propia del cliente, cuyas filas nuevas no están aquí; indique un archivo con ellas: taller score ARCHIVO MODELO TABLA
rows-unreadable = no se puede leer; vuelva a ejecutar el cuaderno que lo hizo
