# Lo que dice el caso de la tienda en línea. Un archivo junto al cuaderno, ecommerce_b2c.es.ftl, sustituye lo que nombra.

not-known = no se sabe
not-measured = sin medir
no-trial = Todavía no hay ninguna prueba: indique data.trials en el archivo del proyecto, con una fila por visitante y las columnas arm, bought, margin, newcomer, units y sold_out. Lo que falta de bought, margin y newcomer se toma de los pedidos, si el registro dice desde cuándo (exposed_at).
other-arms = El registro de la prueba no nombra así a sus grupos: contiene { LIST($names) }. Indique en el archivo del proyecto cuál vio los más vendidos (ecommerce_b2c.control) y cuál las recomendaciones (ecommerce_b2c.treatment).
no-totals = El registro de la prueba contiene totales por día y no visitantes: lo que muestran lo dice la página «experiment»; este caso necesita una fila por visitante.
no-visits = Los datos no recogen visitas, de modo que nada dice cuántos visitantes tendría una prueba.
no-lists = La prueba del recomendador no sostiene listas propias: todos verían los más vendidos.
no-money = No puede decirse lo que aporta: hace falta una prueba con el margen por visitante y el coste de cada artículo y, para el resultado, project_cost en el archivo del proyecto.
no-groups = Sin una prueba, nada dice quién gana más.
lacking = Al registro de la prueba le falta { LIST($names) }; lo que depende de ello no se dice.

## Titular

headline-none = La prueba de las recomendaciones frente a los más vendidos no se ha hecho: { $lists ->
        [no] la prueba del propio recomendador aún no sostiene listas, así que conviene arreglarlas antes.
       *[yes] las listas están listas para usarse{ $detectable ->
            [none] .
           *[known] , y en { $weeks } semanas se vería un cambio del { PERCENT($detectable, digits: 0) } o más en el margen por visitante.
        }
    }
headline-untold = La prueba no puede leerse; ninguna de sus cifras se da como resultado.
headline =
    .won = Muestre las recomendaciones: en { $weeks } semanas cada visitante dejó un { PERCENT($lift) } más de margen que con los más vendidos ({ INTERVAL($lift) }){ $bought ->
        [none] .
       *[known] ; la parte de los visitantes que compra cambió un { PERCENT($bought) } ({ INTERVAL($bought) }).
    }
    .first-look = En { $weeks } semanas cada visitante dejó un { PERCENT($lift) } más de margen con las recomendaciones que con los más vendidos ({ INTERVAL($lift) }){ $bought ->
        [none] .
       *[known] ; la parte de los visitantes que compra cambió un { PERCENT($bought) } ({ INTERVAL($bought) }).
    }
    .open = Siga por ahora con los más vendidos: { $lists ->
        [yes] aunque las listas anticiparon las compras mejor que los más vendidos,{" "}
       *[no] {""}
    }no consta que las recomendaciones vendan más. En { $weeks } semanas, el margen por visitante cambió un { PERCENT($lift) } ({ INTERVAL($lift) }).
    .worse = Siga con los más vendidos: con las recomendaciones cada visitante dejó menos margen, un cambio del { PERCENT($lift) } ({ INTERVAL($lift) }) en { $weeks } semanas.
    .too-small = Siga con los más vendidos: las recomendaciones cambiaron el margen por visitante solo un { PERCENT($lift) } ({ INTERVAL($lift) }) en { $weeks } semanas.
    .harms = Siga con los más vendidos: compraron menos visitantes de lo tolerado, haya hecho lo que haya hecho el margen por visitante ({ PERCENT($lift) }, { INTERVAL($lift) }).
headline-money = Si eso dura un año de ventas como el último, añade { MONEY($gain) } de margen ({ INTERVAL($gain) }){ $net ->
        [none] .
       *[known] , y quedan { MONEY($net) } ({ INTERVAL($net) }) si hacerlo y mantenerlo el primer año cuesta, como dice el archivo del proyecto, { MONEY($cost) }{ $pays ->
            [no] ; no consta que en ese tiempo se amortice.
           *[yes] .
        }
    }
caveat =
    .sample-ratio = Los dos grupos no tienen el tamaño que les daría el sorteo, así que quienes faltan pueden explicar cualquier diferencia.
    .arm-missing = Uno de los dos grupos no tiene visitantes.
    .another-rule = Se juzga con una regla distinta de la que se anotó antes.
    .rule-not-fixed = No se anotó ninguna regla antes de abrir los datos, de modo que esto es una primera mirada y no un veredicto.
    .running = La prueba no ha terminado; lo que sigue aún puede cambiar.

## Cifras clave

figure =
    .conversion = Conversión: cambio en los visitantes que compran, en { $weeks } semanas
    .cac = CAC: cambio en lo que cuesta captar un cliente
    .ltv = LTV: cambio en el margen por visitante, solo en { $weeks } semanas
    .roi = ROI del primer año, si el cambio dura tal como se midió{ $expected ->
        [none] {""}
       *[known] ; cabe esperar un { PERCENT($expected, digits: 0) }
    }{ $lost ->
        [none] {""}
       *[known] ; por cada { MONEY($one, digits: 0) } gastado se pierden { MONEY($lost, digits: 2) }
    }

## Tablas

start =
    .level = Nivel de preparación
    .rank = Puesto del recomendador entre los casos de uso
    .sales = Ventas netas del último año
    .margin = Su margen, sin impuestos ni el coste de los artículos
    .spend = Publicidad del último año
    .visitors = Visitantes en tantas semanas como dura la prueba
start-table =
    .caption = Dónde está la tienda el { DATE($day) }
    .what = Qué
    .value = Valor
planned =
    .caption = Visitantes y semanas que necesita una prueba, según el cambio que deba mostrar
    .lift = Cambio en lo que compra un visitante
    .visitors = Visitantes
    .weeks = Semanas
    .note = En { $weeks } semanas vienen { $visitors } visitantes si llegan tantos como en las anteriores (donde no se conoce a nadie, cada dispositivo cuenta como un visitante), cada uno con compras de { MONEY($baseline, digits: 2) } de media; muestran un cambio del { PERCENT($detectable) } o más en cuatro de cada cinco pruebas. { $worth ->
        [none] No se sabe qué cambio merecería la pena, porque no se ha dado ningún coste.
       *[known] Hacerlo y mantenerlo el primer año cuesta { MONEY($cost) }, como supone el archivo del proyecto, que se pagan con un cambio del { PERCENT($worth) } en el margen. Si hay un cambio así, cada semana de prueba cuesta { MONEY($waiting) } por quienes ven los más vendidos.
    }
offline =
    .caption = Antes de mostrar una lista a nadie: hasta qué punto las listas anticiparon lo que se compró después
    .measure = Medida
    .lists = Listas
    .more = Más que los más vendidos
    .note = { $signal ->
        [no] No consta que sea mejor que los más vendidos, de modo que no hay listas propias.
       *[yes] Anticipar lo que alguien compra de todos modos no es todavía vender más: eso solo lo dice la prueba que sigue.
    }
offline-measure =
    .hit = Clientes que compraron algo de lo sugerido
    .precision = Parte de las sugerencias que se compró
    .recall = Parte de las compras que se había sugerido
slates =
    .caption = Lo que muestra la web: los primeros { $n } lugares
    .who = A quién
    .items = Artículos, el primer lugar primero
slates-all = Los más vendidos, a quien no tiene lista
checked =
    .caption = Las listas antes de publicarse
    .what = Qué
    .value = Hallado
checked-line =
    .customers = Clientes con lista
    .places = Artículos por lista, de media
    .items = Artículos distintos en todas las listas
    .same = Lugares que muestran de todos modos un más vendido
    .twice = Artículos repetidos en una misma lista
    .unknown = Artículos que no están en el catálogo
rule =
    .caption = La regla, fijada antes de que hubiera datos
    .what = Qué
    .value = Regla
rule-line =
    .decides = Qué decide
    .primary = Margen por visitante: más que con los más vendidos, por encima del azar
    .guards = Qué no debe ocurrir
    .margin = Que los visitantes que compran bajen más del { PERCENT($tolerated, digits: 0) }
    .lot = El sorteo
    .shares = Más vendidos { PERCENT($control, digits: 0) }, recomendaciones { PERCENT($treatment, digits: 0) }
    .stop = Cuándo termina
    .print = Huella de la regla
rule-stop = { DATE($day) }, con una sola mirada
measured =
    .caption = Lo que hicieron { $n } visitantes, según lo que se les mostró
    .measure = Medida
    .control = Más vendidos
    .arm = Recomendaciones
    .lift = Cambio
    .true = Cambio verdadero (simulado)
    .note = { $looks ->
        [sequential] Los intervalos valen por muchas veces que se mire, y por eso son más anchos.
       *[fixed] Se mira una vez, al final.
    } Coste de captar un cliente: la parte de un año de publicidad que toca a estas semanas, repartida por igual entre todos los que visitan la tienda por primera vez.{ $simulated ->
        [no] {""}
       *[yes] {" "}El cambio verdadero es el del simulador: todos con recomendaciones frente a todos con los más vendidos, cada vez con las existencias para ellos solos. Lo agotado depende de las existencias comunes de las que compraron los dos grupos de la prueba, así que a su lado no hay cambio verdadero.
    }
measure =
    .conversion = Visitantes que compraron
    .ltv = Margen por visitante
    .cac = Coste de captar un cliente
    .sold_out = Líneas con la primera opción agotada, por unidad vendida
targets =
    .caption = { $simulated ->
        [yes] Objetivo, medido y verdadero
       *[no] Objetivo y medido
    }
    .figure = Cifra
    .target = Objetivo
    .measured = Medido
    .true = Verdadero (simulado)
    .standing = El objetivo está
    .note = Los objetivos son cambios; en el ROI, el propio rendimiento. El LTV es el margen de estas { $weeks } semanas: lo que viene después no está en él, y el objetivo para toda la vida del cliente solo puede compararse si el cambio dura.{ $each ->
        [none] {""}
       *[known] {" "}El ROI es aquí el del cambio tal como se midió. { $each }
    }{ $expected ->
        [none] {""}
       *[known] {" "}El de lo que cabe esperar de él, en lo que descansan el margen añadido y lo que queda de él, es del { PERCENT($expected, digits: 0) } ({ INTERVAL($expected) }).
    }{ $simulated ->
        [no] {""}
       *[yes] {" "}Lo verdadero se conoce porque la tienda es simulada.
    }
year-table =
    .caption = El primer año, si el cambio dura y se vende como el último año
    .what = Concepto
    .amount = Importe
    .note = { $measured ->
        [none] {""}
       *[known] Se midió un cambio del { PERCENT($measured) } ({ INTERVAL($measured) }) en el margen por visitante. Se espera el { PERCENT($kept, digits: 0) } de él, suponiendo que estos cambios suelen mover las ventas un { PERCENT($typical, digits: 0) }: lo que destaca en una prueba lo debe en parte a la suerte.
    }{ $enough ->
        [none] {""}
       *[known] {" "}El año queda en tablas con un cambio del { PERCENT($enough) }.
    }
year-line =
    .sales = Ventas netas del último año
    .margin = Su margen
    .gain = Margen que se espera añadir
    .cost = Coste del proyecto y de mantenerlo, supuesto en el archivo del proyecto
    .net = Lo que queda
scenario =
    .expected = Como se espera
    .fades = El cambio se queda en la mitad
    .dearer = Cuesta la mitad más
    .both = Las dos cosas
group =
    .newcomer = Visitantes por primera vez
    .quiet = Sin pedidos recientes
    .some = Uno o dos pedidos recientes
    .frequent = Tres pedidos recientes o más
group-label = { $group } ({ $n })
groups-table =
    .caption = Cómo cambió el margen por visitante, según lo que se sabía antes de la prueba
    .group = Visitantes
    .visitors = Cuántos
    .lift = Cambio en el margen por visitante
    .true = Cambio verdadero (simulado)
    .note = { $verdict ->
        [detected] Un orden según estos rasgos, hecho con otros visitantes, encuentra a quienes ganan más.
        [none_detectable] No consta que ningún orden según estos rasgos encuentre a quienes ganan más que los demás: las diferencias entre filas pueden deberse al azar, así que trate a todos por igual.
       *[untested] Hay muy pocos visitantes para comprobar si unos ganan más que otros.
    } Reciente: antes de la prueba, en los días cuyos ingresos compensan el azar.{ $p ->
        [none] {""}
       *[known] {" "}Si todos ganaran lo mismo, el puro azar los ordenaría así de bien con una probabilidad del { PERCENT($p) }.
    }

## Gráficos

changes =
    .title = { $outcome ->
        [won] Con las recomendaciones, los visitantes dejan más margen
        [worse] Con las recomendaciones, los visitantes dejan menos margen
       *[other] No consta que con las recomendaciones los visitantes dejen más margen
    }
    .axis = Cambio frente a los más vendidos
year =
    .title = { $sure ->
        [yes] El primer año compensa, también si las cosas van peor
       *[no] { $even ->
            [yes] El primer año compensaría aunque las cosas vayan peor, pero no es seguro
           *[no] { $hoped ->
                [yes] { $one_pays ->
                    [yes] El primer año compensaría salvo que empeoren las dos cosas, pero no es seguro
                   *[no] El primer año no compensa si las cosas van peor
                }
               *[no] No se espera que el primer año compense
            }
        }
    }
    .axis = Lo que queda del primer año
groups =
    .title = { $detected ->
        [yes] Unos visitantes ganan más que otros
       *[no] No consta que unos visitantes ganen más que otros
    }
    .axis = Cambio en el margen por visitante

## Decisiones

owner =
    .commerce = Responsable de comercio electrónico
    .marketing = Dirección de marketing
    .analytics = Responsable de analítica
    .merchandising = Responsable de producto
decision-roll-out =
    .what = Mostrar recomendaciones a todo el que tenga lista
    .owner = { owner.commerce }
    .effect = En la prueba los visitantes dejaron más margen, y no compraron menos de lo tolerado
    .period = el primer año, si el cambio dura
    .population = { $cost ->
        [yes] todos los visitantes, después del coste que supone el archivo del proyecto
       *[no] todos los visitantes, antes de cualquier coste
    }
    .measured = lo que cuestan el proyecto y cada artículo, indicado en el archivo del proyecto
decision-hold-out =
    .what = Dejar a una décima parte de los visitantes, por sorteo, con los más vendidos
    .owner = { owner.analytics }
    .effect = Muestra si el cambio dura, que es lo que la cifra del año supone
    .measured = el margen de esa décima parte frente al de los demás, cada trimestre
decision-keep =
    .what = Seguir mostrando los más vendidos
    .owner = { owner.commerce }
    .effect = { $outcome ->
        [worse] Con las recomendaciones los visitantes dejaron menos margen
        [harms] Con las recomendaciones compraron menos visitantes de lo tolerado
       *[other] Nada muestra todavía que las recomendaciones fueran a vender más
    }
    .measured = la próxima prueba por sorteo, de lo que se muestre en su lugar
decision-confirm =
    .what = { $running ->
        [yes] Dejar la prueba hasta el { DATE($ends) } y decidir entonces
       *[no] Repetir la prueba antes de extenderlas a todos, y anotar la huella de su regla (ecommerce_b2c.rule) antes de abrir su registro
    }
    .owner = { owner.analytics }
    .effect = Muestra, con una regla fijada de antemano, si las recomendaciones venden más; esta mirada no puede
    .measured = el margen de los visitantes que las ven frente al de los que no, en esa prueba
decision-again =
    .what = Probar otras listas, en una prueba del tamaño que pide el cambio que merece la pena
    .owner = { owner.marketing }
    .effect = Distingue las listas que venden más de las que solo anticipan compras
    .measured = el margen de los visitantes que las ven frente al de los que no, en esa prueba
decision-log =
    .what = Completar el registro de la prueba, o nombrar sus grupos
    .owner = { owner.analytics }
    .effect = Entonces esta página dice lo que midió la prueba
    .measured = la próxima ejecución de esta página, con ese registro
decision-trial =
    .what = Hacer la prueba prevista: { $weeks } semanas, por sorteo, con la regla de arriba
    .owner = { owner.marketing }
    .effect = Muestra si las recomendaciones venden más; aquí nada lo dice todavía
    .measured = el margen de los visitantes que las ven frente al de los que no, a las { $weeks } semanas
decision-stock =
    .what = Pedir lo que muestran las listas antes de extenderlas a todos
    .owner = { owner.merchandising }
    .effect = Con las recomendaciones estaba agotado el { PERCENT($arm) } de las primeras opciones; con los más vendidos, el { PERCENT($control) }
    .measured = primeras opciones agotadas, semana a semana

## Comprobaciones y límites

check-lot =
    .name = El sorteo dio a los dos grupos el tamaño debido
    .detail = { $first } y { $second } visitantes
check-rule =
    .name = La regla es la que se anotó antes
    .detail = Huella { $print }
check-buyers =
    .name = Consta que los visitantes que compran no bajan más de lo tolerado
    .detail = { $guard ->
        [kept] Consta
        [broken] Cayó más
       *[open] No consta ni lo uno ni lo otro
    }
check-truth =
    .name = Lo verdadero cae dentro de lo medido (simulado)
    .detail = { $held } de { $all } cifras
limit-simulated = La tienda es simulada: sus clientes, y lo que las sugerencias hacen con ellos, siguen leyes escritas antes de hacer ninguna lista.
limit-taken = El registro de la prueba no trae { LIST($names) }: se toman de los pedidos de cada visitante desde el día en que entró en la prueba hasta que termina.
limit-late = { $n ->
    [one] Una visita
   *[other] { $n } visitantes
} del registro llegaron después del { DATE($ends) }, día en que termina la prueba, y quedan fuera.
limit-no-trial = Sin una prueba, nada de esto dice lo que venden las recomendaciones.
limit-horizon = El margen por visitante es el de { $weeks } semanas. Si los clientes se quedan más tiempo o solo compran antes, se verá después.
limit-cac = Quien visita la tienda por primera vez no tiene historia, y en los dos grupos vio los más vendidos: las listas apenas pueden mover lo que cuesta captar un cliente.
limit-stock = Los dos grupos compraron de las mismas existencias. Lo que toma uno le falta al otro, así que el cambio para todos puede ser algo distinto del de la prueba.{ $found ->
    [competes] {" "}Comprobado por días: el grupo de control encontró más artículos agotados los días con más visitantes del otro, así que el cambio para todos es menor.
    [little] {" "}Comprobado por días: si ocurre, lo que el grupo de control encuentra agotado sube menos de la mitad.
    [cannot_tell] {" "}Por días esta prueba no puede decir cuánto, porque el sorteo dio a cada día más o menos los mismos visitantes de cada grupo{ $periods ->
        [none] {""}
       *[other] ; con las recomendaciones activadas para todos o para nadie cada día, por sorteo, { $periods } días mostrarían una subida de la mitad
    }.
   *[none] {""}
}
limit-skewed = Los grupos son de tamaño muy distinto y los importes, desiguales, así que los intervalos de los importes son algo demasiado estrechos: en pruebas simuladas como esta contuvieron lo verdadero en 91 a 95 de cada 100, no en 95.
limit-year = Las cifras del año suponen que el cambio dura, que se vende como el último año y que estos cambios suelen mover las ventas un { PERCENT($typical, digits: 0) }.

## El correo con las sugerencias

mail =
    .about = Cada cliente recibe los artículos que mejor le van, por lo que ha comprado él y clientes como él.
    .fact = Los artículos son los primeros de la lista propia del cliente, hecha a partir de lo que compran los clientes.
    .subject = Elegidos para [NOMBRE]
    .preheader = Por lo que ha comprado hasta ahora con nosotros.
    .body = Hola, [NOMBRE]: por lo que ha comprado hasta ahora con nosotros, puede que le gusten [ARTÍCULO 1], [ARTÍCULO 2] y [ARTÍCULO 3]. Véalos aquí: [ENLACE].
    .close = Si prefiere no recibir más mensajes, dese de baja aquí: [BAJA]
no-mail = Todavía no hay sugerencias, así que no hay correo que enviar.
mail-file = Correo con las sugerencias, en los dos idiomas

## Parámetros

params =
    .weeks = semanas que dura la prueba
    .share = parte de los visitantes a quienes se muestran recomendaciones (0 a 1)
    .places = artículos que se muestran a un visitante cada vez
    .popular_days = días que deciden cuáles son los más vendidos
    .before_days = días antes de la prueba cuyos ingresos compensan el azar
    .tolerated = caída de los visitantes que compran que se tolera (0 a 1)
    .typical = cuánto suelen mover las ventas estos cambios (0,05: 5 %)
    .targets = conversion, cac, ltv, roi: lo que hay que alcanzar
    .project_cost = lo que cuesta construirlo y probarlo, en la moneda del cliente
    .monthly_cost = lo que cuesta mantenerlo, al mes, en la misma moneda
    .experiment = qué experimento del registro del cliente, si recoge varios
    .control = el grupo al que se muestran los más vendidos, en ese registro
    .treatment = el grupo al que se muestran recomendaciones, en ese registro
    .ends_on = último día de la prueba del propio cliente, como 2026-05-31
    .rule = huella de la regla, anotada antes de abrir el registro del cliente
