# Lo que dice el informe semanal. Un archivo junto al cuaderno, weekly_report.es.ftl, sustituye lo que nombra.

## Parámetros

params =
    .dated = día del informe, como 2026-07-06 (si no se da: el día en que se ejecuta)
    .days = días hacia atrás que abarca, y antigüedad de la ejecución con que se compara
    .ahead = días hacia delante que abarca
    .most = líneas de cada apartado como máximo, para que quepa en una página
    .notebooks = análisis cuyas cifras clave se muestran siempre (si no se dan: las que tienen objetivo y lo que ha cambiado)
    .recipients = quién lo recibe con `taller send`: to (un nombre), language
    .owner = el nombre de quien recibe aviso si no se le puede enviar a alguien

## Apartados

done =
    .caption = { $n ->
        [0] Lo que se ha hecho
        [one] Una tarea hecha desde el { $since }
       *[other] { $n } tareas hechas desde el { $since }
    }
    .task = Tarea
    .owner = Quién
    .on = Día
done-none = { $plan ->
    [no] La ejecución no tiene plan, así que nada se sabe de las tareas.
   *[yes] Nadie ha comunicado ninguna tarea hecha desde el { $since }.
}
decided = Decidido: { $what }
under-way =
    .caption = { $n ->
        [0] Lo que está en curso
        [one] Una tarea en curso el { $until }, según el plan
       *[other] { $n } tareas en curso el { $until }, según el plan
    }
    .task = Tarea
    .owner = Quién
    .ends = Fin previsto
under-way-note = Nadie comunica si han empezado.
under-way-none = { $plan ->
    [no] La ejecución no tiene plan.
   *[yes] Según el plan no hay ninguna tarea en curso el { $until }, aparte de las atrasadas.
}
ends = { $day }{ $critical ->
    [no] {""}
   *[yes] {" "}(decide el final)
}
problems =
    .caption = { $n ->
        [0] Problemas
        [one] Un problema, y lo que lo resuelve
       *[other] { $n } problemas, y lo que los resuelve
    }
    .what = Problema
    .solution = Solución
    .owner = Quién
problems-none = No se conoce ningún problema: todos los análisis llegaron a su fin{ $plan ->
    [no] .
   *[yes] {" "}y no consta ninguna tarea atrasada.
}
metrics =
    .caption = { $day ->
        [none] Cifras clave de esta ejecución
       *[other] Cifras clave de esta ejecución, junto a las del { $day }
    }
    .figure = Cifra
    .now = Ahora
    .was = { $day ->
        [none] Antes
       *[other] El { $day }
    }
    .verdict = Cambio
    .target = Objetivo
metrics-none = Ningún análisis de esta ejecución tiene cifras clave.
interval = { $level ->
    [none] { $value } ({ $interval }, según lo supuesto)
   *[some] { $value } ({ $interval })
}
verdict =
    .moved = { $rises ->
        [no] bajó
       *[yes] subió
    }, más de lo que explica el azar
    .noise = ruido: lo explica el azar
    .equal = ninguno
    .counted = { $rises ->
        [no] menos
       *[yes] más
    }, contado
    .assumed = depende de supuestos
    .settings = los ajustes o el programa, no los datos
    .new = antes no se conocía
    .alone = –
target = { $target }: { $assumed ->
    [no] { $side ->
        [above] medido por encima
        [below] medido por debajo
       *[within] dentro del intervalo
    }
   *[yes] { $side ->
        [above] por encima con cualquier supuesto
        [below] por debajo con cualquier supuesto
       *[within] depende de los supuestos
    }
}
figures-compared = { $day ->
    [none] No hay una ejecución anterior, así que nada se dice de cambios.
   *[other] { $comparable ->
        [no] La ejecución del { $day } cuenta otro dinero u otros datos, así que las cifras no se comparan.
       *[yes] { $same ->
            [yes] Los datos son los mismos que el { $day }: lo que cambia se debe a los ajustes o al programa.
           *[no] { $compared ->
                [0] Ninguna cifra estimada se puede comparar con el { $day }.
               *[other] Cifras estimadas comparadas con el { $day }: { $compared }. Cambiaron más de lo que explica el azar: { $moved }; las diferencias de las demás son ruido.
            }
        }
    }
} Se muestran { $shown } de { $all } cifras clave.
steps =
    .caption = Lo próximo que empieza o hay que decidir
    .what = Qué
    .owner = Quién
    .by = Cuándo
    .worth = Lo que aporta
steps-note = Primero las tareas que empiezan según el plan; después lo que proponen los análisis, por lo que aporta. En qué se apoya cada importe lo dice la página de su análisis.
worth = { $exact ->
    [yes] { $value }
   *[no] { $value } ({ $interval })
}
steps-none = Ningún análisis propone nada, y no empieza ninguna tarea.
begins = empieza el { $day }
decide-by = { $n ->
    [0] sin plazo
    [one] decidir en un día
   *[other] decidir en { $n } días
}{ $repeated ->
    [no] {""}
   *[yes] {"; "}ya propuesto antes
}
risks =
    .caption = { $n ->
        [0] Riesgos
        [one] Un riesgo en el registro del plan
       *[other] { $n } riesgos en el registro del plan
    }
    .name = Riesgo
    .chance = Probabilidad
    .cost = Coste esperado
    .mitigation = Medida
    .owner = Quién
risks-note = Probabilidades y costes son los del plan: el juicio de alguien, o sus simulaciones.
risks-none = { $plan ->
    [no] La ejecución no tiene plan, y por tanto tampoco registro de riesgos.
   *[yes] El registro del plan no contiene ningún riesgo.
}
risk = { $name }{ $new ->
    [no] {""}
   *[yes] {" "}(nuevo)
}
needs =
    .caption = A quién pide el plan hasta el { $last }
    .who = Quién
    .days = Jornadas
    .tasks = Tareas
needs-none = { $plan ->
    [no] La ejecución no tiene plan, así que nada se sabe del tiempo de las personas.
   *[yes] { $missing ->
        [0] Según el plan no hace falta nadie hasta el { $last }.
       *[other] Según el plan no empieza nada nuevo hasta el { $last }; lo que debía estar hecho y no consta no se cuenta aquí.
    }
}
who = { $named ->
    [yes] { $name }
   *[no] { $name } (sin nombrar todavía)
}
budget = Hasta que todo esté en marcha hacen falta { MONEY($asked, digits: 0) } con la contingencia{ $given ->
    [none] ; no consta ningún presupuesto.
   *[other] , según lo supuesto; hay { MONEY($given, digits: 0) }{ $short ->
        [no] .
       *[yes] , que no alcanzan.
    }
}
rest = Y { $n } más.
unsaid = sin decir

## Problemas

problem-failed =
    .what = { $title }: el análisis { $how ->
        [skipped] se dejó fuera, porque otro que necesita no llegó a su fin
        [late] agotó su tiempo
        [killed] fue interrumpido desde fuera
       *[failed] se detuvo en un error
    }; lo que dice falta esta semana.
    .solution = { $how ->
        [skipped] Arreglar el otro; la misma orden lo recupera después
        [late] Darle más tiempo o menos datos, y repetir la misma orden
        [killed] Repetir la misma orden; si faltó memoria, con menos datos
       *[failed] Corregir lo que nombra su página y repetir la misma orden
    }
    .owner = Analista
problem-withheld =
    .what = { $n ->
        [one] Los datos de { LIST($titles) } no cuadran con los totales de ustedes: sus cifras no se incluyen aquí.
       *[other] Los datos de { $n } análisis no cuadran con los totales de ustedes ({ LIST($titles, most: 3) }): sus cifras no se incluyen aquí.
    }
    .solution = Averiguar dónde se separan con quien lleva los datos
    .owner = Responsable de los datos
problem-tests =
    .solution = { $todo ->
        [none] Ver la página de las pruebas
       *[some] { $todo }
    }
    .owner = { $owner ->
        [none] Analista
       *[some] { $owner }
    }
problem-incident =
    .solution = Encontrar la causa; abierta desde el { $since }
    .owner = { $owner ->
        [none] sin decir
       *[some] { $owner }
    }
problem-gap =
    .what = { $n ->
        [one] En «{ $table }» hay un día que no es como los demás: el { $first }.
       *[other] En «{ $table }» hay { $n } días que no son como los demás, del { $first } al { $last }.
    }
    .solution = Volver a cargarlos
    .owner = Responsable de los datos
problem-model =
    .what = De elegir con «{ $title }» cabe esperar { MONEY($earns) } ({ INTERVAL($earns) }), menos que los { MONEY($earned) } de su prueba.
    .solution = Volver a aprenderlo con los datos más recientes, y probarlo
    .owner = Analista
problem-untold =
    .what = { $n ->
        [one] Según el plan debería estar hecha una tarea, y nadie ha comunicado ninguna.
       *[other] Según el plan deberían estar hechas { $n } tareas, y nadie ha comunicado ninguna.
    }
    .solution = Decir qué tareas están hechas y desde cuándo
    .owner = { $owner }
problem-late =
    .what = «{ $task }» debía estar el { $due } y no consta como hecha{ $critical ->
        [yes] ; el final la espera.
       *[no] { $slack ->
            [0] .
            [one] ; aún puede perder un día laborable sin mover el final.
           *[other] ; aún puede perder { $slack } días laborables sin mover el final.
        }
    }
    .solution = { $critical ->
        [yes] Acordar hoy qué le falta y quién lo resuelve
       *[no] Terminarla, o comunicar que está hecha
    }
    .owner = { $owner }
problem-check =
    .what = { $title }: ya no se cumple «{ $check }»{ $detail ->
        [none] .
       *[some] : { $detail }
    }
    .solution = Ver la página «{ $title }»
    .owner = Analista

## Lo que significa

headline-no-plan = La ejecución no tiene plan, así que nada se dice del avance.
headline-untold = { $due ->
    [one] Según el plan, el { $until } debería estar hecha una de las { $of } tareas, pero nadie ha comunicado ninguna: no se sabe cómo va el proyecto.
   *[other] Según el plan, el { $until } deberían estar hechas { $due } de las { $of } tareas, pero nadie ha comunicado ninguna: no se sabe cómo va el proyecto.
}
headline-progress = { $done ->
    [0] No está hecha ninguna de las { $of } tareas
    [one] Está hecha una de las { $of } tareas
   *[other] Están hechas { $done } de las { $of } tareas
}; { $due ->
    [0] ninguna estaba prevista para antes del { $until }.
   *[other] { $missing ->
        [0] no falta ninguna de las previstas hasta el { $until }.
        [one] falta una de las previstas hasta el { $until }.
       *[other] faltan { $missing } de las previstas hasta el { $until }.
    }
}
headline-end = { $moved ->
    [none] Si cada tarea dura lo más probable, todo estará en marcha el { $ends_on }
    [0] Si cada tarea dura lo más probable, todo estará en marcha el { $ends_on }, como antes
   *[other] Si cada tarea dura lo más probable, todo estará en marcha el { $ends_on }, { $by ->
        [one] un día
       *[other] { $by } días
    } { $later ->
        [no] antes de lo previsto la última vez
       *[yes] después de lo previsto la última vez
    }
}; en cuatro de cada cinco calendarios simulados, a más tardar el { $ends_by }.
headline-problems = { $n ->
    [0] No se conoce ningún problema.
    [one] Hay un problema abierto{ $broken ->
        [0] .
       *[other] : un análisis no llegó a su fin.
    }
   *[other] Hay { $n } problemas abiertos{ $broken ->
        [0] .
        [one] ; un análisis no llegó a su fin.
       *[other] ; { $broken } análisis no llegaron a su fin.
    }
}
headline-first = No hay una ejecución anterior con la que comparar las cifras.
headline-moved = { $comparable ->
    [no] Las cifras no se pueden comparar con las del { $day }.
   *[yes] { $same ->
        [yes] Los datos siguen siendo los del { $day }.
       *[no] { $compared ->
            [0] Ninguna cifra estimada se puede comparar con el { $day }.
           *[other] { $n ->
                [0] Ninguna cifra ha cambiado más de lo que explica el azar desde el { $day } ({ $compared } comparadas).
                [one] Una cifra de { $compared } ha cambiado más de lo que explica el azar desde el { $day }.
               *[other] { $n } cifras de { $compared } han cambiado más de lo que explica el azar desde el { $day }.
            }
        }
    }
}
figure =
    .done = Tareas hechas, de { $of }; el objetivo: las previstas hasta hoy
    .missing = Tareas previstas que no constan como hechas
    .problems = Problemas abiertos
    .risks = Riesgos en el registro
method-counted = contado
effect =
    .failed = el informe vuelve a estar completo
    .withheld = se puede contar con las cifras
    .untold = se sabe cómo va el proyecto
    .late = no se retrasa lo que viene después
decision = { $subject }: { LOWER_FIRST($solution) }
measured = el próximo informe, que lo lee del plan y de la ejecución
check-whole =
    .name = Todos los análisis de la ejecución llegaron a su fin
    .detail = { $n ->
        [0] los { $of }
       *[other] no: { $n } de { $of }
    }
check-earlier =
    .name = Las cifras se comparan con una ejecución de hace más o menos una semana
    .detail = { $days ->
        [none] no la hay
        [one] tiene un día
       *[other] tiene { $days } días
    }{ $comparable ->
        [no] {" "}y cuenta otro dinero u otros datos
       *[yes] {""}
    }
check-told =
    .name = Hace poco que se comunicó algún avance
    .detail = { $days ->
        [none] nunca
        [0] hoy
        [one] hace un día
       *[other] hace { $days } días
    }
limit-told = El avance es lo que las personas comunicaron; nadie ha comprobado si una tarea que consta como hecha está bien hecha.
limit-no-plan = Sin un plan no se dice nada de tareas, riesgos ni tiempo de las personas.
limit-due = Sin un plan anterior, lo que debía estar hecho se toma de este, que ya ha movido lo que falta: puede esconder retrasos.
limit-noise = Las dos ejecuciones comparten la mayor parte de sus datos, y se compararon { $compared } cifras a la vez. Por eso se habla de cambio antes de menos que de más: de los que se dan por tales, uno de cada veinte puede ser azar.
limit-settings = Si entre las dos ejecuciones se cambiaron ajustes, un cambio puede deberse a eso.
limit-counted = Una cifra contada no tiene intervalo: que suba o baje nada dice de una tendencia.
limit-risks = La probabilidad y el coste de un riesgo son juicios de alguien, salvo los que calculó el plan.

## Por correo

letter =
    .title = Informe semanal
    .closing = La página adjunta dice lo mismo, con sus comprobaciones y límites. Se abre en cualquier navegador y no carga nada de fuera.
