# Lo que dice la optimización. Un archivo junto al cuaderno, optimisation.es.ftl, sustituye lo que nombre.

## Canales

channel-direct = directo
channel-unknown = origen desconocido
channel-other-paid = otras campañas
channel-others = otros canales
channel-advertising = publicidad
control-given-away = lo que se rebajó del precio completo
control-christmas = las semanas antes de Navidad
control-epiphany = los días de Navidad a Reyes
control-holidays = festivos

## Recorridos

journeys-none = { $why ->
    [no_visits] Los datos no tienen visitas, así que nada dice por qué canales llegó la gente antes de comprar. Lo diría una tabla de visitas con su origen, su medio y su cliente o dispositivo (sessions o events, como los exporta GA4).
    [no_people] Ninguna de las { $visits } visitas dice de qué cliente o dispositivo es, así que no se sabe cuáles son de una misma persona. Con user_id o user_pseudo_id se conocerían sus recorridos.
    [no_sales] Ningún recorrido terminó en venta, o ninguno cuyo plazo haya pasado: { $open } pueden seguir.
   *[one_channel] Las { $visits } visitas llegaron por un solo canal, así que no hay nada que repartir.
}
journeys =
    .caption = En qué se basan los recorridos
    .what = Qué
    .held = Cuántos
    .visits = Visitas
    .nobody = Visitas sin cliente ni dispositivo, que quedan fuera
    .open = Recorridos que quedan fuera, porque su plazo no había pasado al terminar los datos
    .journeys = Recorridos contados: cada uno termina en una venta, o cuando nadie volvió en { $days } días
    .sold = Recorridos que vendieron
    .unseen = Pedidos de ese tiempo que no son de ninguna visita
    .note = Una persona es el cliente si se conoce, en todos los dispositivos que solo usó él; si no, el dispositivo.
journeys-unseen = { PERCENT($share) }
method =
    .first = Primera visita
    .last = Última visita
    .linear = Todas por igual
    .position = Más los extremos
    .markov = Falta sin él
    .shapley = Canales por igual
method-credit = lo que vendieron los recorridos, repartido por «{ $method }», jackknife de 100 grupos de personas
method-trial = tal como lo midió la prueba del cliente
method-said = como dice el cliente, medido por { $by }
credit =
    .caption = Parte de las ventas que da a cada canal cada forma de contar
    .channel = Canal
    .first = Primera visita
    .last = Última visita
    .linear = Todas por igual
    .position = Más los extremos
    .markov = Falta sin él
    .shapley = Canales por igual
    .note = El { PERCENT($several) } de los recorridos que vendieron pasó por más de un canal; en los demás todas las formas coinciden. Todas reparten lo vendido, y ninguna muestra lo que causó un canal. { $valued ->
        [yes] Partes del número de ventas.
       *[no] Partes del número de ventas; no se sabe cuánto vendió cada una.
    } «Falta sin él» mira { $order ->
        [one] una visita
       *[other] { $order } visitas
    } atrás{ $chosen ->
        [yes] , lo que mejor previó recorridos no vistos.
       *[no] , como se pidió.
    }
credit-chart =
    .title = { $disputed ->
        [none] Ninguna forma de contar da a un canal más que otra, más allá del azar
       *[other] El mérito depende de cómo se cuente: «{ $disputed }» recibe del { PERCENT($least) } al { PERCENT($most) } de las ventas
    }
    .subtitle = { $first ->
        [none] Ningún canal es el primero en todas, más allá del azar.
       *[other] «{ $first }» es el primero en todas, más allá del azar.
    }
    .method = Forma de contar
    .channel = Canal
    .share = Parte de las ventas
sources-few = Hay demasiado { $of ->
    [accounts] pocas cuentas
   *[customers] pocos clientes
} de cada origen, o no pagan nada: no se dice nada de los orígenes.
sources =
    .caption = { $of ->
        [accounts] De dónde vinieron las cuentas, y qué pagan hoy
       *[customers] De dónde vinieron los clientes, y qué compraron
    }
    .source = Origen
    .n = { $of ->
        [accounts] Cuentas
       *[customers] Clientes
    }
    .share = Parte de todo lo que se paga
    .each = { $of ->
        [accounts] Al mes por cuenta, con 0 las que se fueron
       *[customers] Ventas netas por cliente
    }
    .kept = Siguen pagando
    .note = { $of ->
        [accounts] A { $until ->
            [none] último día de los datos
           *[day] { DATE($until) }
        }. De cada cuenta se conoce un solo origen, así que nada dice qué otros canales intervinieron, y toda forma de contar daría lo mismo.
       *[customers] De cada cliente se conoce un solo origen, así que nada dice qué otros canales intervinieron, y toda forma de contar daría lo mismo.
    } { $differ ->
        [value] Lo que aporta cada una difiere entre orígenes más allá del azar; eso muestra a quién trajo un origen, no lo que causó.
        [kept] Cuántas siguen difiere entre orígenes más allá del azar; eso muestra a quién trajo un origen, no lo que causó.
       *[none] No se demuestra que los orígenes se diferencien, ni en lo que aporta cada una ni en otra cosa.
    }{ $unknown ->
        [0] {""}
       *[other] {" "}De { $unknown } más no se conoce el origen.
    }{ $few ->
        [0] {""}
        [one] {" "}Un origen tiene demasiado pocas para decir algo.
       *[other] {" "}{ $few } orígenes tienen demasiado pocas para decir algo.
    }
sources-chart =
    .title = { $differ ->
        [value] Lo que { $of ->
            [accounts] paga cada cuenta
           *[customers] compró cada cliente
        } difiere según de dónde vino
       *[other] No se demuestra que los orígenes se diferencien en lo que { $of ->
            [accounts] paga cada cuenta
           *[customers] compró cada cliente
        }
    }
    .axis = { $of ->
        [accounts] Al mes por cuenta, con 0 las que se fueron
       *[customers] Ventas netas por cliente
    }
    .head = Origen

## Lo que añade la inversión

media-none = { $why ->
    [no_spend] Los datos no tienen inversión publicitaria, así que nada dice lo que añade un canal ni adónde debería ir el próximo euro. Lo diría la inversión por día y campaña: fecha, origen, medio, campaña y coste, de dos años si los hay.
    [no_sales] Hay inversión, pero a su lado no hay ventas por día (pedidos, ventas por región y día, o suscripciones con lo que pagan).
    [short] La inversión y las ventas coinciden en { $weeks } semanas completas. Con menos de 40 no se distinguen la temporada, la tendencia y la publicidad; mejor con dos años.
    [monthly] La inversión se indica por meses. Lo que añade solo se ve de semana en semana: indíquela por días o por semanas.
    [gaps] En la semana del { $gap ->
        [none] algún día
       *[day] { DATE($gap) }
    } no constan ventas. Una semana que falta no es una semana sin ventas: complétela, o empiece después.
   *[constant] Lo invertido en cada canal no cambia nunca en { $weeks } semanas, así que nada muestra lo que añade. Cámbielo de semana en semana, o en algunas regiones.
}
response =
    .caption = { $why ->
        [hidden] Lo que se invirtió; no se puede saber lo que añadió, porque algo que no se ve se mueve con ello
        [unseen] Lo que se invirtió; no se puede saber lo que añadió, junto a algo que no se ve y mueve las ventas
        [unshown] Lo invertido; las semanas no demuestran que añada nada más allá del azar
        [flat] Lo que se invirtió; ningún canal se mueve lo bastante aparte de la temporada y la tendencia para ver qué añade
       *[none] Lo que añadió la inversión en cada canal, según las semanas{ $credited ->
            [yes] , junto a lo que le da contar visitas
           *[no] {""}
        }
    }
    .channel = Canal
    .spent = Invertido
    .credited = Ventas que se le atribuyen, según cómo se cuente
    .added = { $of ->
        [accounts] Ingresos al año añadidos, de cuentas nuevas
       *[sales] Ventas netas añadidas
    }
    .each = Por unidad de dinero
    .told = Cómo de bien se sabe
    .note = { $weeks } semanas completas{ $regions ->
        [one] {""}
       *[other] {" "}en { $regions } regiones
    }.{ $credited ->
        [yes] {" "}Lo que se le atribuye se vendió en recorridos que pasaron por el canal, en parte de todos modos.
       *[no] {""}
    } Con poca precisión: el intervalo llega a más de la mitad de su valor; parte puede ser nivel o temporada. Lo añadido habría faltado sin su inversión, si nada que no se ve se movió con ella.{ $beside ->
        [none] {""}
       *[other] {" "}Además de la temporada y la tendencia se tiene en cuenta: { LIST($beside, most: 4) }.
    }{ $cut ->
        [0] {""}
        [one] {" "}La última semana de ventas queda fuera, porque de ella no consta inversión.
       *[other] {" "}Las últimas { $cut } semanas de ventas quedan fuera, porque de ellas no consta inversión.
    }{ $of ->
        [accounts] {" "}Cada cuenta nueva cuenta como { MONEY($account, digits: 0) }, lo que paga al año una de ellas, de media, al empezar.
       *[sales] {""}
    }
apart = { $verdict ->
    [told_apart] con un margen de la mitad o menos
    [not_told_apart] { $others ->
        [none] con poca precisión
       *[other] con poca precisión: parte quizá de { LIST($others, most: 2) }
    }
    [barred] no se sabe
    [hidden_driver] no se sabe: algo que no se ve se mueve con él
    [too_flat] no se sabe: su inversión solo se mueve con la temporada y la tendencia
   *[no_spend] no se sabe: no se invirtió nada
}
lifts =
    .caption = Lo que cambiaron las pruebas en lo que se cree
    .channel = Canal
    .measured = Medido por la prueba
    .foretold = Previsto sin ella
    .before = Ventas por unidad de dinero, solo por las semanas
    .after = Con la prueba
    .agrees = ¿Coinciden?
    .note = Si las semanas y la prueba no coinciden, confíe en la prueba: cambió la inversión a propósito.
agrees = { $agrees ->
    [yes] sí
   *[no] no
}
curves =
    .title = { $n ->
        [one] Lo que añade la inversión de una semana, hasta donde lo dicen las semanas
       *[other] Lo que añade la inversión de una semana, canal por canal, hasta donde lo dicen las semanas
    }
    .subtitle = Hasta lo más que se invirtió en una semana, si se invirtiera todas; la banda abarca el 95 %, la línea discontinua es hoy.{ $left ->
        [0] {""}
        [one] {" "}Un canal cuya inversión apenas se mueve queda fuera.
       *[other] {" "}{ $left } canales cuya inversión apenas se mueve quedan fuera.
    }
    .description = Para cada canal, una curva de { $of ->
        [accounts] los ingresos al año de cuentas nuevas
       *[sales] las ventas
    } que añade la inversión de una semana, con su banda y la inversión de hoy.
curve =
    .subtitle = hoy { MONEY($today) } a la semana
    .x = Inversión a la semana
    .y = { $of ->
        [accounts] Ingresos al año añadidos a la semana
       *[sales] Ventas netas añadidas a la semana
    }
validation =
    .title = Las últimas { $weeks } semanas, apartadas, se previeron con un error medio del { PERCENT($error, digits: 0) }
    .subtitle = { $better ->
        [yes] Repetir lo que hubo tendría un error del { PERCENT($plain, digits: 0) }.
       *[no] No es mejor que repetir lo que hubo ({ PERCENT($plain, digits: 0) }).
    } { $inside } de { $weeks } quedan dentro de la banda del 95 %. Prever bien las ventas no demuestra que la parte de cada canal sea la correcta.
    .week = Semana
    .sales = { $of ->
        [accounts] Ingresos al año de cuentas nuevas
       *[sales] Ventas netas
    }
    .expected = previsto
    .seen = vendido
fault-channel = no hay ningún canal '{ $name }'{ $near }
fault-region = no hay ninguna región '{ $name }'{ $near }
fault-no-media = los datos no tienen semanas de inversión y ventas con las que comparar una prueba

## La lista

list-none = Esta ejecución no recomienda nada.
list =
    .caption = { $sure ->
        [0] { $priced ->
            [0] Qué hacer, por orden; nada tiene todavía una cifra
           *[other] Qué hacer, por orden; nada gana en el extremo prudente de lo esperado
        }
        [one] Qué hacer, por orden: lo primero gana incluso en el extremo prudente de lo esperado
       *[other] Qué hacer, por orden: las { $sure } primeras ganan incluso en el extremo prudente de lo esperado
    }
    .place = Puesto
    .what = Qué hacer, y dónde se muestra
    .kind = Tipo
    .worth = Se espera
    .basis = En qué plazo, y en qué se apoya
    .takes = Trabajo; decidir
    .note = Primero lo que gana incluso en el extremo prudente de lo esperado, de más a menos; luego lo que quizá no gane nada; luego lo que cuesta un importe o lo pone en juego, de más a menos; luego lo que aún no tiene cifra ({ $unknown } de { $n }), por plazo; al final lo que se espera que pierda. Las cifras vienen de páginas y plazos distintos, en parte de los mismos clientes, y no deben sumarse. El trabajo es un supuesto.
kind =
    .budget = presupuesto
    .campaign = campaña
    .model = modelo
    .data = datos
    .test = prueba
    .plan = plan
    .other = otro
basis =
    .tested = datos apartados
    .estimated = los datos, aún sin probar
    .assumed = supuestos
    .unknown = aún sin cifra
basis-cost = cuesta { MONEY($value) }, { $period }; { $basis }
basis-stake = en juego: { MONEY($value) }, { $period }; { $basis }
effort =
    .hours = menos de un día
    .days = de 1 a 10 días
    .weeks = de 10 a 40 días
    .months = más de 40 días
within = { $days ->
    [one] en un día
   *[other] en { $days } días
}
earlier =
    .caption = Qué fue de lo que se recomendó antes, { $n ->
        [one] una recomendación
       *[other] { $n } recomendaciones
    } (tomadas: { $taken }, aplazadas: { $postponed }, rechazadas: { $refused }, sin decidir: { $repeated }, ya no se aconsejan: { $gone })
    .first = Desde
    .what = Qué
    .then = Se esperaba
    .now = Ahora, o lo que dio
    .state = Qué fue de ello
    .note = { $measured ->
        [0] De ninguna se ha medido lo que dio; lo que se mida se anota en optimisation.outcomes, en el archivo del proyecto. Lo que se decide se anota con taller decide.
       *[other] De { $measured } se ha medido lo que dio, como dice el archivo del proyecto en optimisation.outcomes. Lo que se decide se anota con taller decide.
    }
state = { $state ->
    [taken] tomada el { $on } por { $who }{ $measured ->
        [none] ; no se ha medido lo que dio
       *[other] ; medido por { $measured }{ $promised ->
            [kept] : lo esperado
            [less] : menos de lo esperado
            [more] : más de lo esperado
           *[untold] {""}
        }
    }
    [postponed] aplazada el { $on } por { $who }
    [refused] rechazada el { $on } por { $who }
    [repeated] se sigue aconsejando, sin decidir{ $moved ->
        [yes] ; la cifra ha cambiado más allá del azar
       *[no] {""}
    }
    [gone] ya no se aconseja
   *[not_run] esta vez no se ha mirado
}

## Lo que se concluye

headline-media = { $why ->
    [hidden] No se puede saber lo que añade la publicidad: algo que no se ve mueve las ventas a la vez que ella. Lo diría una prueba que cambie a propósito la inversión en algunas regiones.
    [unseen] No se puede saber lo que añade la publicidad: algo que no está en ninguna tabla mueve las ventas durante semanas. Lo diría una prueba que cambie a propósito la inversión en algunas regiones.
    [flat] No se puede saber lo que añade la publicidad: su inversión solo se mueve con la temporada y la tendencia. Lo diría una prueba que la cambie a propósito.
   *[none] { $shown ->
        [yes] La publicidad añadió el { PERCENT($share) } de { $of ->
            [accounts] los ingresos al año de cuentas nuevas
           *[sales] las ventas netas
        } ({ INTERVAL($share) }), según las semanas{ $overrated ->
            [none] {""}
           *[other] ; { LIST($overrated, most: 2) } añadieron menos de lo que les da cualquier forma de contar visitas
        }.
       *[no] Las semanas no demuestran que la publicidad añada algo más allá del azar.
    }
}
headline-credit = { $first ->
    [none] { $disputed ->
        [none] Ningún canal destaca en las visitas que vendieron, se cuente como se cuente.
       *[other] El mérito de una venta depende de cómo se cuente: «{ $disputed }», del { PERCENT($least) } al { PERCENT($most) }.
    }
   *[other] «{ $first }» es el canal que más está en el camino de las ventas, se cuente como se cuente (del { PERCENT($low) } al { PERCENT($high) } de ellas); lo que causó no lo dice ninguna cuenta.
}
headline-sources = { $differ ->
    [value] Lo que { $of ->
        [accounts] paga cada cuenta
       *[customers] compra cada cliente
    } difiere según de dónde vino; lo que causó un origen no se puede saber así.
    [kept] Cuántas cuentas siguen difiere según de dónde vinieron; lo que causó un origen no se puede saber así.
   *[none] De ninguno de { $n } orígenes se demuestra que traiga { $of ->
        [accounts] cuentas
       *[customers] clientes
    } que valgan más que los de otros.
}
headline-list = { $n ->
    [0] No se recomienda nada, y los datos no tienen ni visitas ni inversión publicitaria de las que aprender.
   *[other] Los datos no tienen ni visitas ni inversión publicitaria de las que aprender; de { $n } recomendaciones de las demás páginas { $sure ->
        [0] ninguna gana en el extremo prudente de lo esperado
        [one] una gana incluso en el extremo prudente de lo esperado
       *[other] { $sure } ganan incluso en el extremo prudente de lo esperado
    }.
}
figure =
    .media_share = { $of ->
        [accounts] Parte de las cuentas nuevas que añadió la publicidad
       *[sales] Parte de las ventas netas que añadió la publicidad
    }
    .several = Recorridos vendidos con varios canales
    .sure = Recomendaciones que ganan incluso en el extremo prudente, de { $n }
method-several = contados entre { $n } recorridos que vendieron
method-list = contadas: el extremo inferior del intervalo es mayor que cero
check-rest =
    .name = El cálculo se estabilizó
    .detail = { $rested ->
        [yes] Dos cálculos con comienzos distintos coinciden.
       *[no] Dos cálculos con comienzos distintos no coinciden; no hay que fiarse de las cifras por canal.
    }
check-hidden =
    .name = No hay indicios de que algo que no se ve mueva las ventas
    .detail = { $why ->
        [hidden] Las ventas se mueven antes que la inversión, o con ella, de una forma que la inversión no explica.
        [unseen] Las ventas quedan durante semanas por encima o por debajo de lo que explican la inversión, la temporada y la tendencia.
       *[none] Nada en las ventas ni en la inversión lo sugiere. Eso no lo excluye{ $few ->
            [yes] : en ventas simuladas de una sola región, algo así se notó en 17 de 30 casos. Con la inversión por regiones se notaría más.
           *[no] .
        }
    }
check-apart =
    .name = Lo que añade cada canal se conoce con un margen de la mitad de su valor o menos
    .detail = { $names ->
        [none] El intervalo de ninguno llega más lejos.
       *[other] Con menos precisión, o no se sabe: { LIST($names, most: 4) }.
    }
check-unseen =
    .name = Los pedidos son de visitas
    .detail = El { PERCENT($share) } de los pedidos no es de ninguna visita; con más del 20 % los recorridos dicen demasiado poco.
limit-credit = Contar reparte lo que se vendió. No puede decir qué se habría vendido de todos modos.
limit-media = Lo que añade la inversión se sabe por cómo se movieron las ventas con ella. Lo que se movió con ambas y no está en ninguna tabla, como los precios de un rival, puede confundirse con ella; solo una prueba lo excluye. Donde las semanas dicen poco pesa un supuesto: que la publicidad rara vez añade más del { PERCENT($rarely, digits: 0) } de las ventas.
limit-accounts = Cada cuenta nueva cuenta como { MONEY($each, digits: 0) }, un año de lo que pagan de media al empezar. No se cuenta que algunas se van antes y otras se quedan más o crecen.
limit-sources = Lo que aportan las cuentas o clientes de un origen dice a quién trajo, no lo que traería un euro más.
limit-list = La lista contiene lo que recomiendan las páginas de esta ejecución, salvo la puesta en producción, que tiene su propia página. Lo que nadie ha medido figura sin cifra.

## Lo que recomienda esta página

decision-spend =
    .what = { $why ->
        [no_spend] Facilitar la inversión publicitaria por día y campaña
        [short] Facilitar la inversión y las ventas de al menos 40 semanas, mejor de dos años
        [monthly] Facilitar la inversión publicitaria por días o por semanas
       *[gaps] Completar las ventas de las semanas que faltan
    }
    .owner = Marketing de resultados
    .effect = Así esta página puede decir lo que añade cada canal y adónde debería ir el próximo euro.
    .measured = la ganancia del presupuesto en la próxima ejecución, cuando haya inversión por día
decision-vary =
    .what = { $why ->
        [constant] Cambiar a propósito la inversión de un canal, en algunas regiones sorteadas
        [hidden] Cambiar a propósito la inversión del canal más caro, en algunas regiones sorteadas
        [unseen] Cambiar a propósito la inversión del canal más caro, en algunas regiones sorteadas
       *[none] Cambiar la inversión de un canal sin tocar los demás, en algunas regiones sorteadas
    }
    .owner = Marketing de resultados
    .effect = Dice lo que añade el canal, que las semanas por sí solas no dicen.
    .measured = esa prueba, con ventas por región y día (regions)
decision-count =
    .what = Juzgar { LIST($names, most: 3) } por lo que añade su inversión, no por las visitas que se les atribuyen
    .owner = Marketing de resultados
    .effect = Lo que se les atribuye se vendió en buena parte de todos modos.
    .measured = una prueba que los detenga en algunas regiones
decision-visits =
    .what = { $why ->
        [no_visits] Guardar las visitas con su origen y su cliente o dispositivo
       *[no_people] Guardar el cliente o el dispositivo con cada visita
    }
    .owner = Analítica web
    .effect = Así se sabría por qué canales llegó la gente antes de comprar.
    .measured = la parte de los pedidos cuya visita se conoce, en la próxima ejecución

## Parámetros

params =
    .grain = qué es un canal: una campaña, o un origen y su medio (vacío: campañas si son pocas)
    .window_days = días sin visitas tras los que un recorrido ha terminado
    .order = visitas de las que puede depender la siguiente (vacío: lo que mejor prevén los recorridos)
    .holidays = país cuyos festivos se tienen en cuenta, como ES
    .margin = margen de contribución de lo que se vende, de 0 a 1
    .lifts = lo que midieron los experimentos: channel, first, last, sales, low, high
    .weeks = semanas que se planifican
    .budget = límites del presupuesto: total, mínimos, máximos
    .outcomes = lo que se midió que dieron recomendaciones anteriores
