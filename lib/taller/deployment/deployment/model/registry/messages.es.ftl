registry-name = debe ser el nombre de un modelo: minúsculas, cifras y guiones bajos, 41 como mucho
registry-unreachable = no se llega al registro { $uri }; lo que está en servicio sigue en servicio; inténtelo de nuevo cuando responda
registry-full = el disco del registro { $uri } está lleno; no se registró nada; libere espacio e inténtelo de nuevo
registry-failed = el registro { $uri } falló: { $why }
registry-other = lo que el registro da como versión { $number } de { $model } no es lo que se registró; regístrelo otra vez
registry-no-version = no existe esa versión; existen: { LIST($numbers, most: 20) }
registry-no-model = no hay ninguna versión registrada{ $near }
registry-not-ours = la versión { $number } de { $model } la registró otra persona y le falta lo que se dice de las propias
registry-held = alguien más registra o descarga un modelo y no terminó en { $seconds } segundos; inténtelo de nuevo
registry-scored = { $to }: { $rows ->
    [one] una fila
   *[other] { $rows } filas
} con la versión { $version } de { $model }, en { NUMBER($seconds, digits: 1) } s
registry-none = aún no hay ninguna versión guardada; guarde el modelo de una ejecución: taller versions { $file } --add MODELO
registry-no-champion = { $n ->
    [0] no hay ninguna versión guardada; mire: taller versions
   *[other] ninguna versión está en servicio; indique cuál: --version N, con N de { LIST($numbers, most: 20) }
}
registry-no-run = { $label ->
    [none] ninguna ejecución de este archivo guardó un modelo suyo; ejecute antes el cuaderno
   *[given] la ejecución { $label } no guardó ningún modelo suyo
}
registry-line = { $model } { $number }{ $called ->
    [none] {""}
   *[some] {" "}({ $called ->
        [champion] en servicio
        [challenger] aspirante
       *[both] en servicio, aspirante
    })
}: { $title }, ejecución { $run }, guardada { $made }, { $sha256 }
