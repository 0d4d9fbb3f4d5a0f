# Lo que las plantillas de desarrollo dicen por igual. Un archivo junto a un cuaderno, como regression.es.ftl, sustituye lo que nombre, para ese cuaderno.

## Los pedidos y la tabla plana

source-no-orders = no hay pedidos de los que aprender
source-misdated =
    .early = as_of es el { $day } y el primer pedido es del { $first }: indique una fecha posterior
    .late = as_of es el { $day } y el último pedido es del { $last }: nada se sabe del tiempo intermedio; indique una fecha anterior
source-no-rows = la tabla no tiene filas
# $near propone otra columna; empieza con punto y coma
source-column =
    .absent = no existe la columna «{ $name }»{ $near }
    .personal = la columna «{ $name }» contiene datos de personas, que se ocultan; si no es así, indíquelo: data.personal: {"{"}'{ $name }': none{"}"}
    .gaps = columna «{ $name }»: todas las filas necesitan un tiempo
    .timeless = la columna «{ $name }» no contiene ni fechas ni números que digan de cuándo es una fila

## El reparto

too-few-rows = filas: { $n }; aprender y probar un modelo exige { $least } o más
too-few-subjects = sujetos distintos: { $n }; para aprender y probar un modelo hacen falta { $least } o más; indique otra columna como sujeto, o ninguna

## Qué le pasa a una columna; sigue a su nombre y dos puntos

column-fault =
    .excluded = queda fuera, como indica el proyecto
    .empty = ninguna fila tiene valor
    .constant = todas las filas tienen el mismo valor
    .identifier = nombra cada fila ({ $distinct } valores en { $n } filas): no hay nada que aprender
    .numeric-text = texto, aunque el { PERCENT($share) } son números: se lee como texto hasta que se corrijan las demás celdas, como { $examples }
    .infinite = { $n } valores infinitos cuentan como vacíos
    .many-levels = { $n } textos distintos, demasiados para aprender
    .cut-levels = { $n } textos distintos: se distinguen los { $most } más frecuentes, el resto es uno solo
    .duplicate = dice lo mismo que «{ $other }» en todas las filas
    .always = tiene valores que nunca aparecen sin el objetivo ({ $n } filas): se conocen después
# Una columna que por sí sola dice el objetivo; $value es cuánto, $second lo de la siguiente mejor
column-telling =
    .disguise = acierta el objetivo casi sin error ({ NUMBER($value, digits: 3) }): es el objetivo con otro nombre
    .leak = sabe demasiado (por sí sola, { NUMBER($value, digits: 3) }): difícilmente se conoce a tiempo
    .afterwards = por su nombre se conoce solo después, y delata el resultado (por sí sola, { NUMBER($value, digits: 3) }; la siguiente, { NUMBER($second, digits: 3) })
    .ahead = sabe demasiado (por sí sola, { NUMBER($value, digits: 3) }; la siguiente columna, { NUMBER($second, digits: 3) })
    .suspect = dice mucho más que cualquier otra (por sí sola, { NUMBER($value, digits: 3) }; la siguiente, { NUMBER($second, digits: 3) }): compruebe que se conoce a tiempo
column-more = { $n } más

## Ajuste

tuning-none = Sin ajustar: se tomaron los valores por defecto (se puede dar un presupuesto de intentos).
tuning-done = { $stopped ->
    [yes] Se probaron { $n } de { $planned } configuraciones antes de acabarse el tiempo
   *[no] Se probaron { $n } configuraciones en filas de validación
}; { $better ->
    [yes] la mejor alcanzó { NUMBER($best, digits: 4) } frente a { NUMBER($first, digits: 4) } de los valores por defecto.
   *[no] ninguna superó los valores por defecto.
}

## Árboles

trees-see = De { $columns } columnas, con una por cada valor de un texto, los árboles aprenden de { $most } como máximo: las que por sí solas más dicen de las filas con las que aprende cada modelo.

## Cómo se compararon los modelos

compared =
    .value = { $n } filas de prueba, bootstrap de percentiles con { $draws } remuestreos
    .difference = diferencia pareada en { $n } filas de prueba, bootstrap con { $draws } remuestreos
# $text es una diferencia en palabras
compared-demanded = { $text }; se exigen tres errores típicos por encima de 0

## El modelo que se guarda, y su ficha

saved-unreadable = pertenece a un modelo guardado y no se puede leer; vuelva a guardar el modelo
saved-other = no es un modelo guardado de este tipo; vuelva a guardar el modelo
saved-file =
    .card = Ficha del modelo: para qué sirve, cómo de bueno es, sus límites
    .card-json = Ficha del modelo, para programas
saved-column =
    .absent = falta la columna «{ $name }»
    .texts = la columna «{ $name }» debe contener números (contiene «{ $example }»)
saved-card =
    .use = Pensado para
    .misuse = No pensado para
    .data = De qué aprendió
    .metrics = Qué calidad tiene
    .slices = En partes de los clientes{ $of ->
        [none] {""}
       *[other] : { $of }
    }
    .limits = Límites
    .details = Detalles
    .simulated = Los datos son simulados.
    .seed = Semilla
    .figure = Cifra
    .value = Valor
    .interval = Intervalo (95 %)
saved-interval = de { $low } a { $high }
