# Lo que dicen las etapas de una puesta en producción.

pipeline-held = { $who } está poniendo en producción la versión { $version } de { $model } (proceso { $pid } en { $host }, desde { $started }); espere a que termine. Si se hubiera cortado, no se rechazaría esta orden
pipeline-held-somebody = hay otra puesta en producción en marcha; espere a que termine
pipeline-journal-full = no se puede escribir, porque el disco está lleno; libere espacio y repita la orden: lo que está en uso sigue en uso
pipeline-journal-damaged = no se puede usar ({ $why }); apártelo: no dice qué versión está en uso, solo quién cambió y por qué
pipeline-nothing-saved = no se anotó nada que se pueda restituir; repita la puesta en producción
pipeline-live-already = la versión { $version } ya está en uso; indique otra, o consulte `taller deployments`
pipeline-nothing-deployed = aún no hay ninguna versión en uso, así que no hay de qué volver; ponga una primero
pipeline-nothing-before = la versión { $version } es la primera que se puso en uso, así que no hay a cuál volver
pipeline-no-shadow = ninguna versión responde en la sombra
pipeline-shadow-of-none = la versión { $version } no puede responder junto a otra, porque no hay ninguna en uso; póngala primero en producción
pipeline-no-answer = el servicio no responde ({ $why }); compruebe si está en marcha e inícielo con `taller serve`
pipeline-refused-answer = el servicio responde { $status } { $why }
pipeline-not-loaded = los procesos del servicio no han cargado la versión { $why ->
    [none] en { $seconds } segundos
   *[other] : { $why }
}; lo que estaba en uso sigue en uso
pipeline-other-live = el conmutador ya no apunta a la versión { $version }; alguien lo ha movido
pipeline-backup-damaged = los archivos de la versión { $version }, que está en uso, ya no son los que se pusieron; ponga encima una versión íntegra: a la { $version } no se podrá volver

## Antes de tocar nada

pipeline-check-no-service = no hay ningún servicio en marcha; inícielo con `taller serve` y repita la orden
pipeline-check-critical = fallaron pruebas críticas en { $run }: { $tests }; una versión así no se pone en uso
pipeline-check-no-fingerprint = la versión { $version } no dice con qué datos se entrenó; regístrela desde una ejecución de su cuaderno
pipeline-check-not-whole = la versión { $version } no se puede obtener íntegra: { $why }
pipeline-check-card = su ficha no dice para qué sirve; regístrela desde una ejecución de su cuaderno
pipeline-check-disk = al disco le quedan { $free } MB y hacen falta { $needed } MB; libere espacio
pipeline-check-not-loaded = no se puede cargar: { $why }
pipeline-check-contract = quien llama a la versión en uso no podría llamar a esta: { $what }

## Lo que dice una etapa

stage-cut-off = Se cortó antes de terminar.
stage-failed = { $why }
stage-broke = Un error imprevisto ({ $kind }): { $why }
stage-checks-failed = { $why }
stage-checks-passed = La versión { $version } está íntegra, se carga y tiene su ficha y la huella de sus datos{ $live ->
    [none] ; no hay ninguna en uso, así que nadie la llama todavía
   *[other] , y quien llama a la versión { $live } puede llamarla
}. { $tested ->
    [passed] Superó sus pruebas.
    [failed] Fallaron pruebas, ninguna crítica.
   *[none] No se encontró ningún resultado de las pruebas.
}
stage-backup-none = No hay ninguna versión en uso, así que no hay nada que guardar.
stage-backup-made = Queda guardada una copia comprobada de la versión { $version }, y cómo estaba todo.
stage-deployed = Está cargada junto a la versión en uso en { $workers ->
    [one] el único proceso
   *[other] los { $workers } procesos
}; todavía no responde a nadie.
stage-smoke-right = Las { $asked } preguntas se respondieron como responden sus propios archivos, hasta la última cifra.
stage-smoke-wrong = { $wrong } de { $asked } preguntas se respondieron de otro modo que sus propios archivos.
stage-service-gone = El servicio se detuvo mientras se observaba.
stage-canary-tripped = Con el { PERCENT($share, digits: 0) } de los usuarios falló cinco veces seguidas en un proceso; la versión en uso respondió en su lugar.
stage-canary-worse = Con el { PERCENT($share, digits: 0) } de los usuarios fue peor que la versión en uso por más de lo que se tolera ({ PERCENT($borne, digits: 0) }): { $measure ->
    [errors] el { PERCENT($new) } de sus { $n } usuarios encontró un fallo, frente al { PERCENT($live) }
    [late] el { PERCENT($new) } de sus { $n } usuarios esperó demasiado, frente al { PERCENT($live) }
   *[answers] sus respuestas a { $n } usuarios no están donde la validación hace esperar
}.
stage-canary-open = No concluyente: con el { PERCENT($share, digits: 0) } de los usuarios { $n ->
    [0] no respondió a nadie
    [one] respondió a un usuario
   *[other] respondió a { $n } usuarios
}, demasiado pocos para saberlo. { $more ->
    [none] Con estos no se puede decir cuántos más hacen falta.
   *[other] Si se comporta como la versión en uso, hacen falta al menos las peticiones de { $more } usuarios más con este reparto.
} La versión anterior sigue en uso.
stage-switched = No fue peor de lo que se tolera en { $steps ->
    [one] un paso
   *[other] { $steps } pasos
}, así que todo el tráfico pasó a la versión { $version }.
stage-switched-first = La versión { $version } es la primera y no había con cuál compararla: todo el tráfico es suyo.
stage-flipped = Todo el tráfico volvió de una vez a la versión { $version }.
stage-verified = La versión { $version } responde a quien pregunta, y como sus propios archivos. { $n ->
    [0] Mientras tanto no preguntó nadie más.
    [one] Mientras tanto se respondió a un usuario, sin señal de daño.
   *[other] Mientras tanto se respondió a { $n } usuarios, sin señal de daño.
}
stage-watch-worse = Con todo el tráfico, { $measure ->
    [errors] el { PERCENT($new) } de { $n } usuarios encontró un fallo
   *[late] el { PERCENT($new) } de { $n } usuarios esperó demasiado
}, con seguridad más de lo que se tolera ({ PERCENT($borne, digits: 0) }).
stage-dry-run = No se hizo: era un ensayo.
stage-put-back = { $version ->
    [none] Como antes, no hay ninguna versión en uso.
   *[other] Está en uso la versión { $version }, como antes.
}
stage-put-back-owed = Está en uso lo que lo estaba; queda por ordenar con la próxima orden: { $why }
stage-no-service-yet = No hay ningún servicio en marcha; el próximo empieza con ella.
stage-back-found = Los archivos de la versión { $version } están íntegros.
stage-untouched = El proceso se cortó antes de tocar nada.
stage-finished = El proceso se cortó después del cambio; la versión { $version } responde bien y se queda.
stage-went-back = El proceso se cortó después de volver; el próximo servicio empieza con ella.

## El historial, y una versión que responde en la sombra

pipeline-history-none = Todavía no se ha puesto nada en producción.
pipeline-history-line = { $at } · { $model } · { $kind ->
    [deploy] versión { $version }
    [rollback] vuelta a la versión { $version }
   *[shadow] versión { $version }, en la sombra
}{ $before ->
    [none] {""}
   *[other] {" "}(en uso hasta entonces: { $before })
} · { $outcome ->
    [live] en uso
    [rolled_back] falló una etapa; sigue la anterior
    [refused] rechazada; no se tocó nada
    [inconclusive] no concluyente; sigue la anterior
    [undone] cortada y deshecha
    [shadow] responde en la sombra
    [stopped] ya no responde en la sombra
    [dry_run] ensayo
   *[unfinished] en marcha, o cortada
} · { $who }: { $why }
pipeline-name-a-model = { $models ->
    [none] no hay registrada ninguna versión de un modelo; añada una con `taller versions`
   *[other] ¿qué modelo? Indique uno de { $models }
}
pipeline-shadow = La versión { $version } respondió en la sombra a { $users ->
    [one] un usuario
   *[other] { $users } usuarios
} de la versión { $live_version }: no habría podido responder al { PERCENT($failed) } de ellos ({ INTERVAL($failed) }){ $moved ->
    [none] .
   *[known] ; el { PERCENT($moved) } de las respuestas ({ INTERVAL($moved) }) está en otro cuarto de las de la versión en uso, o empieza por otro artículo.
}
pipeline-shadow-ranks = correlación de rangos de { $n } usuarios, bootstrap con { $draws } remuestreos
