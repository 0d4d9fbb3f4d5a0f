# Lo que dice un presupuesto de medios. Las cuotas van de 0 a 1; `more` y `less` son listas de canales.

budget-method = { $draws } simulaciones de lo que vende el gasto

budget-none = Aquí no se reparte ningún presupuesto, porque no se sabe con claridad suficiente qué vende el gasto.

# Dentro de una frase: en qué se cuentan las ganancias
budget-gained =
    .profit = beneficio
    .sales = ventas
    .accounts = ingresos al año de cuentas nuevas

## El reparto

budget-mix =
    .caption = { $claimed ->
        [yes] Dinero por semana y canal: hoy, y con el reparto que se espera que rinda más
       *[no] Dinero por semana y canal: hoy, y nuestra mejor estimación, que no se demuestra que rinda más
    }
    .channel = Canal
    .today = Hoy
    .planned = { $claimed ->
        [yes] Mejor reparto
       *[no] Mejor estimación
    }
    .next_today = { MONEY($one, digits: 0) } más da hoy
    .next = { MONEY($one, digits: 0) } más daría entonces
    .evidence = ¿Visto antes?
    .held = Qué lo frena
    .all = Todos los canales
    .note = Hoy es la media de las últimas cuatro semanas. Lo que da { MONEY($one, digits: 0) } más es { $profit ->
        [yes] el margen de lo que vende; por debajo de { MONEY($one, digits: 0) }, cuesta más de lo que da
       *[no] { $gained }, no beneficio: no se indicó ningún margen
    }; debajo, el intervalo que recoge el 95 % de lo que las semanas dejan posible.

budget-evidence =
    .seen = tanto, durante tanto tiempo
    .longer = nunca tanto durante { $weeks } semanas
    .beyond = nunca tanto en una semana

budget-held =
    .observed = lo máximo gastado en una semana
    .ceiling = su máximo
    .floor = su mínimo
    .contract = contratos
    .move = su límite de cambio
    .ratio = su proporción

budget-moved =
    .title = { $claimed ->
        [yes] { $less ->
            [none] Con más para { LIST($more, most: 2) }
           *[some] { $more ->
                [none] Con menos para { LIST($less, most: 2) }
               *[some] Con menos para { LIST($less, most: 2) } y más para { LIST($more, most: 2) }
            }
        } se esperan { MONEY($gain, digits: 0) } más de { $gained }
       *[no] No se demuestra que otro reparto rinda más que el de hoy
    }
    .subtitle = { $claimed ->
        [yes] El mismo dinero en { $weeks } semanas; { INTERVAL($gain) }.
       *[no] Lo que cambiaría nuestra mejor estimación queda dentro de lo que las semanas dejan abierto.
    }
    .axis = Dinero por semana
    .channel = Canal
    .when = Cuándo
    .now = hoy
    .then = { $claimed ->
        [yes] mejor reparto
       *[no] mejor estimación
    }

budget-left = Más { $gained } con el dinero de hoy en otro reparto, en { $weeks } semanas

## El próximo trimestre

quarter-weeks =
    .caption = Qué gastar por canal y semana, { $best ->
        [yes] como se espera que rinda más
       *[no] tan cerca del reparto de hoy como permiten los límites
    }
    .week = Semana del
    .others = Otros canales
    .total = Total
    .note = { MONEY($total, digits: 0) } en { $weeks } semanas. { $season ->
        [demand] Que la publicidad venda más en las semanas de más demanda se supone, no se ha medido; el plan lo sigue.
       *[none] Se supone que el gasto vende lo mismo en cualquier semana.
    }{ $longer ->
        [none] { "" }
       *[some] { " " }Nunca se gastó tanto durante tanto tiempo en { LIST($longer, most: 4) }.
    }{ $beyond ->
        [none] { "" }
       *[some] { " " }Más que en cualquier semana hasta ahora, así que ningún dato habla de ello: { LIST($beyond, most: 4) }.
    }

quarter-chart =
    .title = { $best ->
        [yes] { MONEY($total, digits: 0) } en { $weeks } semanas, repartidos como se espera que rindan más
       *[no] { MONEY($total, digits: 0) } en { $weeks } semanas, repartidos como hoy: no se demuestra que otro reparto rinda más
    }
    .subtitle = Del { DATE($first) } al { DATE($last) }.
    .axis = Dinero por semana
    .week = Semana del
    .channel = Canal
    .others = Otros canales
    .money = Dinero

## Otros totales

budget-totals =
    .title = { $best ->
        [none] Cómo cambia con el dinero disponible la mejor estimación del reparto
       *[some] De los totales probados, se espera que { MONEY($best, digits: 0) } dejen el mayor beneficio
    }
    .subtitle = El control mueve el total, en porcentaje de los { MONEY($today, digits: 0) } de hoy en { $weeks } semanas; entre los totales calculados va en línea recta.
    .slider = Total, % del de hoy
    .from = Entre un total de (% del de hoy)
    .to = y uno de
    .low = Dinero con el primero
    .high = y con el segundo
    .axis = Dinero en { $weeks } semanas
    .channel = Canal
    .money = Dinero
    .brings = { $profit ->
        [yes] Beneficio esperado:{ " " }
       *[no] { $of ->
            [accounts] Ingresos al año de cuentas nuevas esperados:{ " " }
           *[sales] Ventas esperadas:{ " " }
        }
    }
budget-total-at = Con el { PERCENT($share, digits: 0) } del total de hoy se esperan { MONEY($brings, digits: 0) } de { $gained }.

## La próxima prueba

next-experiment =
    .caption = { $told ->
        [yes] Pruebas por regiones; primero, la que más vale descontado su coste
       *[no] Pruebas por regiones que permitirían distinguir los canales
    }
    .channel = Canal
    .action = Qué se hace
    .regions = Dónde
    .weeks = Semanas
    .cost = { $told ->
        [yes] Cuesta
       *[no] Gasta de más
    }
    .effect = Cambia las ventas en
    .shows = Se nota desde
    .worth = Su resultado vale
    .note = { $told ->
        [yes] Valor: cuánto más { $gained } se espera de un plan de { $weeks } semanas hecho con el resultado; coste: { $profit ->
            [yes] beneficio al que se renuncia; por debajo de 0, beneficio que se gana
           *[no] ventas a las que se renuncia donde se deja de gastar, dinero gastado donde se gasta más
        }.
       *[no] Mientras las semanas no digan qué vende el gasto, tampoco se puede decir qué vendería una prueba.
    } Se nota desde: el menor cambio de ventas en esas semanas que detectarían cuatro de cada cinco pruebas así, según lo ensayado con el pasado.{ $assumed ->
        [yes] { " " }No se sabe cuánto se gasta en cada región: se supone que cada canal se reparte como las ventas.
       *[no] { "" }
    }
next-experiment-action =
    .stop = parar
    .double = duplicar
    .start = empezar
next-experiment-none = { $why ->
    [no_regions] Una prueba necesitaría las ventas de al menos cuatro regiones, y no hay tantas. Con ventas por región, aquí se nombra la prueba que más aclararía.
    [short] Hay demasiado pocas semanas para ensayar con ellas qué detectaría una prueba por regiones.
   *[settled] No se propone ninguna prueba: mostrara lo que mostrara cualquiera de las posibles, el plan sería casi el mismo.
}
next-experiment-says = { $action ->
    [stop] Parar { $channel }
    [double] Duplicar { $channel }
   *[start] Volver a empezar con { $channel }
} en { LIST($regions, most: 6) } durante { $weeks } semanas
next-experiment-told = { $told ->
    [yes] La prueba que más valdría para el próximo plan: { $says }.
   *[no] La prueba que más aclararía: { $says }.
}

## Qué hacer

budget-headline = { $claimed ->
    [yes] Con el mismo dinero repartido de otro modo{ $season ->
        [demand] , si la publicidad vende más cuando hay más demanda,
       *[none] { "" }
    } se esperan { MONEY($gain, digits: 0) } más de { $gained } en { $weeks } semanas ({ INTERVAL($gain) }){ $longer ->
        [none] .
       *[some] , con más de lo que nunca se gastó durante tanto tiempo en { LIST($longer, most: 3) }.
    }
   *[no] No se demuestra que otro reparto entre canales rinda más que el de hoy.
}

budget-shift =
    .what = Repartir el mismo dinero de otro modo: { $less ->
        [none] { "" }
       *[some] menos para { LIST($less, most: 3) }{ $more ->
            [none] { "" }
           *[some] ,{ " " }
        }
    }{ $more ->
        [none] { "" }
       *[some] más para { LIST($more, most: 3) }
    }, { MONEY($moved, digits: 0) } por semana en total
    .owner = Quien compra la publicidad
    .effect = { MONEY($gain, digits: 0) } más de { $gained } en { $weeks } semanas ({ INTERVAL($gain) }){ $season ->
        [demand] , si la publicidad vende más cuando hay más demanda
       *[none] { "" }
    }{ $longer ->
        [none] { "" }
       *[some] ; nunca se gastó tanto durante tanto tiempo en { LIST($longer, most: 3) }
    }{ $beyond ->
        [none] { "" }
       *[some] ; nunca tanto en una semana en { LIST($beyond, most: 3) }
    }
    .period = { $weeks } semanas
    .population = lo que vende la publicidad

budget-spend =
    .what = Gastar { MONEY($total, digits: 0) } en { $weeks } semanas en lugar de { MONEY($today, digits: 0) }
    .owner = Quien fija el presupuesto de publicidad
    .effect = { $end ->
        [yes] Cuanto más se aleja el total del de hoy, más beneficio se espera, hasta donde se ha probado: { MONEY($more, digits: 0) } ({ INTERVAL($more) })
       *[no] { MONEY($more, digits: 0) } más de beneficio ({ INTERVAL($more) })
    }, con cada total repartido del mejor modo{ $longer ->
        [none] { "" }
       *[some] ; nunca se gastó tanto durante tanto tiempo en { LIST($longer, most: 3) }
    }
    .period = { $weeks } semanas
    .population = lo que vende la publicidad

budget-trial =
    .what = { $says }
    .owner = Quien compra la publicidad
    .effect = { $told ->
        [yes] Muestra un cambio de las ventas de allí de { MONEY($shows, digits: 0) } o más; se espera que el resultado valga { MONEY($worth, digits: 0) } de { $gained } en cada plan de { $of } semanas que se haga con él y que la prueba { $gains ->
            [yes] no cueste nada
           *[no] cueste { MONEY($cost, digits: 0) }
        }{ $beyond ->
            [yes] { "" }; gasta más que nunca
           *[no] { "" }
        }
       *[no] Muestra si { MONEY($cost, digits: 0) } más de gasto venden allí { MONEY($shows, digits: 0) } o más, lo que las semanas hasta ahora no dicen{ $beyond ->
            [yes] { "" }; gasta más que nunca
           *[no] { "" }
        }
    }{ $assumed ->
        [yes] { "" }; si el gasto se reparte entre regiones como las ventas
       *[no] { "" }
    }
    .period = una vez
    .population = la prueba
    .measured = las ventas de esas regiones frente a las demás, en las semanas de la prueba
budget-further = lo que la prueba gasta de más, contado

budget-limit-today = «Hoy» es la media de las últimas cuatro semanas; un plan se compara con gastar así durante { $weeks } semanas.
budget-limit-margin = No se indicó ningún margen (optimisation.margin), así que las ganancias son { $gained } y no beneficio, y no se puede decir cuánto gastar en total.
budget-limit-curves = Lo que gana un plan descansa en las curvas: se espera, y solo se demuestra cuando el dinero se ha movido y se comparan las ventas.
budget-limit-longer = En { LIST($channels, most: 4) } nunca se gastó tanto durante { $weeks } semanas seguidas: lo que vende así depende de la forma de la curva.
budget-limit-beyond = En { LIST($channels, most: 4) } el plan gasta más que en cualquier semana hasta ahora, como permiten sus límites: ningún dato habla de ello.
budget-limit-season = Que la publicidad venda más en las semanas de más demanda se supone (optimisation.budget.season), no se ha medido.
budget-limit-trial = Lo que vale el resultado de una prueba y lo que cuesta se espera según las mismas curvas; se supone que sus regiones responden como todas.

## Controles en JupyterLab

budget-form =
    .title = Mueva los límites
    .total = Total, % del de hoy
    .least = Mínimo para { $channel }, por semana
    .most = Máximo para { $channel }, por semana
    .table = El mejor reparto dentro de estos límites, por semana
    .channel = Canal
    .today = Hoy
    .planned = Mejor reparto
budget-form-says = { $claimed ->
    [yes] { MONEY($gain, digits: 0) } más de { $gained } que con el reparto y el total de hoy ({ INTERVAL($gain) })
   *[no] { $likely ->
        [yes] Es probable que rinda más que el reparto y el total de hoy, pero no con la certeza que pide una recomendación: { MONEY($gain, digits: 0) } más de { $gained } ({ INTERVAL($gain) })
       *[no] No se demuestra que rinda más que el reparto y el total de hoy: { MONEY($gain, digits: 0) } más de { $gained } ({ INTERVAL($gain) })
    }
}
