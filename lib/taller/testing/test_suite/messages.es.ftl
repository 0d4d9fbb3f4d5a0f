# Lo que dice la página de pruebas. Un archivo junto al cuaderno, test_suite.es.ftl, sustituye lo que nombre.

## Lo que hay para probar

subject =
    .tables = Las tablas del cliente
    .classification = Modelo de probabilidades (classification)
    .regression = Modelo de valor del cliente (regression)
    .recommendation = Modelo de sugerencias (recommendation)
    .saas_b2b = Modelo de qué cuentas se van (saas_b2b)
    .own = Pruebas propias del cliente
subject-model = { $there ->
    [no] no se guardó ningún modelo
   *[yes] el modelo que guardó la ejecución, con su contrato y su ficha
}
subject-no-own = ningún archivo en tests/engagements/
subject-there = { $there ->
    [no] no
   *[yes] sí
}
subjects =
    .caption = Lo que hay para probar
    .subject = Qué
    .what = En esta ejecución
    .there = Se puede probar

## Cada tipo

kind =
    .unit = Datos y modelos
    .integration = Del archivo a la respuesta
    .performance = Velocidad y carga
    .security = Seguridad
state = { $state ->
    [failed] { $critical ->
        [0] no superado: demasiado pocas
       *[other] no superado: falla crítica
    }
    [none] { $answered ->
        [no] no superado: sin respuesta
       *[yes] sin decidir: no hay modelo
    }
   *[passed] superado
}
kind-told = { $kind }: superadas { $passed } de { $tests }, falladas { $failed }, no hechas { $skipped }; { $state }
kinds =
    .caption = Cada tipo de pruebas
    .kind = Tipo
    .tests = Pruebas
    .passed = Superadas
    .failed = Falladas
    .skipped = No hechas
    .rate = Tasa de éxito
    .state = Resultado
    .note = Un tipo se supera si pasan más del { PERCENT($rate, digits: 0) } de las pruebas que llegaron a una respuesta y no falla ninguna de las críticas. Lo que no se hizo no cuenta ni a favor ni en contra; si no se hizo nada, el tipo no está superado.{ $unread ->
        [none] {""}
       *[some] {" "}{ LIST($unread) }
    }
method-gap = lo ocurrido entre los elegidos, menos lo dicho (Wilson)
method-counted = contado

## Lo que falló

failed-none = { $n ->
    [0] No se hizo ninguna prueba, así que ninguna falló.
   *[other] No falló ninguna prueba.
}
weight = { $critical ->
    [no] –
   *[yes] sí
}
failed =
    .caption = Pruebas falladas
    .test = Qué se probó
    .kind = Tipo
    .weight = Crítica
    .why = Qué se encontró
    .todo = Qué hacer
    .owner = Quién
own-todo = { $how ->
    [broke] Arreglar la prueba: no llegó a una respuesta, así que nada se sabe de lo que prueba.
   *[failed] Mirar lo que encontró la prueba con quien la escribió: corregir la causa, o la prueba.
}
own-owner = Autor de la prueba

## Cada prueba

outcome =
    .passed = superada
    .failed = fallada
    .skipped = no hecha
cases =
    .caption = { $kind }: lo que midió cada prueba
    .test = Qué se probó
    .outcome = Resultado
    .measured = Medido
    .note = { $own ->
        [0] {""}
        [one] Una de estas pruebas es propia del cliente.
       *[other] { $own } de estas pruebas son propias del cliente.
    }
skipped =
    .caption = Lo que no se hizo, y por qué
    .test = Qué se probaría
    .kind = Tipo
    .why = Por qué no
measured-interval = { $value } (de { $low } a { $high })
bound = { $better ->
    [higher] {" "}[como mínimo { $threshold }]
   *[lower] {" "}[como máximo { $threshold }]
}
seconds = { $small ->
    [yes] { $amount } ms
   *[no] { $amount } s
}
megabytes = { $amount } MB
margins =
    .title = { $over ->
        [0] Ninguna de las { $n } cifras pasa con claridad de su límite
        [one] Una de las { $n } cifras pasa con claridad de su límite
       *[other] { $over } de las { $n } cifras pasan con claridad de su límite
    }
    .subtitle = De cada cifra, la más cercana a su límite. Discontinua: el límite. La línea que cruza un valor es su intervalo del 95 %, si se estima.
    .axis = Parte de su límite que ocupa cada cifra

## Lo que impidió una respuesta

own =
    .file = El archivo { $name }
    .unloaded = No se puede cargar: { $why }
    .hung = Tardó más de { NUMBER($seconds, digits: 0) } segundos y se detuvo.
    .ended = Terminó el proceso entero, o el sistema lo terminó.
unread =
    .processes = Unas pruebas terminaron { $n } procesos, uno tras otro; el resto no se hizo.
    .time = Todas las pruebas juntas tardaron más de { NUMBER($seconds, digits: 0) } segundos; el resto no se hizo.
    .stopped = Una prueba pidió terminarlas todas: { $n } no se hicieron.
    .start = Las pruebas no pudieron empezar: { $why }

## Lo que significa

headline =
    .passed = Se superaron { $passed } de { $n } pruebas y cada tipo cumple su regla: { $failed ->
        [0] nada de lo probado se opone con claridad a poner en servicio { $models ->
            [one] el modelo.
           *[other] los { $models } modelos.
        }
       *[other] { $models ->
            [one] el modelo puede
           *[other] los { $models } modelos pueden
        } ponerse en servicio, aunque { $failed ->
            [one] falló una prueba que no es crítica.
           *[other] fallaron { $failed } pruebas que no son críticas.
        }
    }
    .no-model = La ejecución no guardó ningún modelo, así que no hay nada que poner en servicio. De las pruebas que se pudieron hacer, superadas: { $passed } de { $n }.
    .none = Todavía no se sabe si { $models ->
        [one] el modelo
       *[other] los { $models } modelos
    } { $models ->
        [one] puede
       *[other] pueden
    } ponerse en servicio: { LIST($kinds) } no llegó a una respuesta. De las demás pruebas, superadas: { $passed } de { $n }.
    .failed = { $models ->
        [0] Las pruebas no se superaron
        [one] El modelo no debe ponerse en servicio todavía
       *[other] Los { $models } modelos no deben ponerse en servicio todavía
    }: { $critical ->
        [0] fallaron { $failed } de { $n } pruebas
        [one] falló una prueba crítica
       *[other] fallaron { $critical } pruebas críticas
    } ({ LIST($kinds) }). La primera: «{ $first }».
figure-rate = Pruebas superadas: { $kind }
check-kind = { $kind }
    .detail = superadas { $passed } de { $n }; no hechas: { $skipped }; críticas falladas: { $critical }.
decide-mend =
    .what = { $todo }
    .owner = { $who }
    .effect = { $n ->
        [one] Se supera { LIST($tests, most: 3) }
       *[other] Se superan { LIST($tests, most: 3) }
    }{ $critical ->
        [no] .
       *[yes] ; sin eso nada se pone en servicio.
    }
    .measured = las mismas pruebas, otra vez
decide-answer =
    .what = Hacer posible lo que no llegó a una respuesta{ $kinds ->
        [none] {""}
       *[some] : { LIST($kinds) }
    }.
    .owner = Analista de datos
    .effect = Se sabe si los modelos pueden ponerse en servicio.
    .measured = las mismas pruebas, otra vez
decide-model =
    .what = Ver en las páginas de los modelos por qué no se guardó ninguno: sin modelo no hay nada que poner en servicio
    .owner = Analista de datos
    .effect = Se sabe si habrá un modelo que se pueda probar.
    .measured = la próxima ejecución, cuando una guarde un modelo
decide-deploy =
    .what = Empezar a poner en servicio { $models ->
        [one] el modelo
       *[other] los { $models } modelos
    }, al principio con una parte pequeña de las peticiones
    .owner = Tecnología
    .effect = Los modelos contestan donde se les pregunta; las pruebas no dicen lo que aporta usarlos.
    .measured = un experimento con una décima parte de los clientes como grupo de control, por sorteo
artifact = Cada prueba con su resultado (JUnit XML)
limit-today = Las pruebas dicen cómo se comportan los modelos con los datos de hoy; cómo lo hacen con los de mañana lo dirá el seguimiento.
limit-machine = Los tiempos y la memoria se midieron en la máquina que hizo las pruebas, junto a lo demás que hacía.
limit-skipped = { $n ->
    [one] Una prueba no se hizo; no se sabe lo que habría encontrado.
   *[other] { $n } pruebas no se hicieron; no se sabe lo que habrían encontrado.
}
limit-no-model = Sin un modelo guardado nada se sabe de cómo contestaría.

params =
    .kinds = tipos de pruebas que se hacen
    .pass_rate = un tipo se supera si pasa más de esta proporción de sus pruebas (menos de 1)
    .directions = por modelo y columna: si su respuesta sube («up») o baja («down») con la columna
    .indifferent = por modelo: columnas de las que su respuesta no debe depender
    .outside = máximo de filas con valores que el modelo nunca vio (de 0 a 1)
    .miscalibrated = máximo que pueden separarse la probabilidad dicha y la observada donde se decide con ella
    .latency_ms = lo más que pueden tardar 95 de cada 100 respuestas del servicio, en ms
    .latency_max_s = lo más que puede tardar una respuesta, en segundos
    .advisories = archivo con los fallos conocidos de los paquetes, exportado de antemano (OSV, pip-audit)
    .own_seconds = lo más que puede tardar una prueba propia del cliente, en segundos
