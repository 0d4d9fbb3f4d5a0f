# Lo que dicen las tareas copy y summarise.

task-unknown =
    .language = no es un idioma en el que se escriban textos; estos son: { LIST($known) }
    .channel = no es un canal; estos son: { LIST($known) }
task-fault =
    .facts = necesita al menos un hecho: un texto no afirma nada que no esté en los hechos
    .part = no es una parte de los textos de este canal; estas son: { LIST($known) }
    .placeholder = contiene campos que `placeholders` no nombra: { LIST($unknown) }{ $known ->
        [none] {""}
       *[other] {" "}(nombrados: { LIST($known) })
    }; nombre cada uno con el valor más largo que pueda tener
    .long = { $what ->
        [voice] la voz
       *[campaign] la campaña
    } tiene { $n } palabras y puede tener { $most }: cada texto se paga por su longitud; deje lo que importa

task-flaw =
    .long = demasiado largo: { $part } tiene { NUMBER($n) }, como máximo { NUMBER($most) }
    .empty = sin texto: { LIST($parts) }
    .legal = falta la línea legal: { $line }
    .optout = { $part } no dice cómo darse de baja
    .link = enlaza a un dominio que no está en la lista: { $link }
    .unknown = campos que nadie rellena: { LIST($names) }
    .lost = faltan campos: { LIST($names) }
    .forbidden = dice lo que la marca no dice: { $claim }
    .never = { $kind ->
        [medical] una afirmación sobre la salud
       *[money] una promesa de dinero
    } que ningún texto puede hacer: { $claim }
    .claim = afirma lo que los hechos no dicen: { $claim }
    .condition = omite la condición de: { $claim }
    .number = números que no están en los hechos: { LIST($numbers) }
    .markup = contiene marcas o código: { $what }
    .letters = { $any ->
        [yes] contiene caracteres que no se ven: { LIST($odd) }
       *[no] mezcla alfabetos
    }
    .language = no está escrito en { $wanted ->
        [es] español
       *[en] inglés
    }
    .repeated = repite la variante { $first }
    .refused = nadie lo escribió: { $why }

task-by =
    .offline = sin conexión ni modelo: la plantilla o los hechos del propio cliente
    .nobody = nadie

task-no-facts = No hay nada que resumir: ningún análisis de esta ejecución ha encontrado nada todavía, o algún titular está retenido porque los datos no cuadran.
task-fact =
    .decision = { $what } ({ $owner }){ $sure ->
        [none] {""}
        [tested] : { MONEY($worth) } ({ INTERVAL($worth) }), { $period }, { $population }; comprobado con datos apartados
        [estimated] : { MONEY($worth) } ({ INTERVAL($worth) }), { $period }, { $population }; estimado
       *[assumed] : { MONEY($worth) } ({ INTERVAL($worth) }), { $period }, { $population }; se apoya en un supuesto
    }
    .figure = { $label }{ $subject ->
        [none] {""}
       *[other] {" "}({ $subject })
    }: { $value } («{ $title }»)
    .value = { $value }{ $range ->
        [none] {""}
       *[other] {" "}({ $range })
    }{ $aim ->
        [none] {""}
       *[other] ; el objetivo era { $aim }
    }
task-author =
    .offline = Compuesto sin ningún modelo, con los titulares, decisiones y cifras de los propios análisis.
    .refused = Compuesto sin ningún modelo, porque ninguno respondió ({ $why }).
    .model = Escrito por { $model }, que no escribe ningún número: las cifras, con su objeto y su unidad, se rellenan a partir de los análisis.{ $own ->
        [0] {""}
       *[other] {" "}Frases que son de los propios análisis, porque las del modelo no se sostenían: { NUMBER($own) } de { NUMBER($all) }.
    }
task-refused =
    .slots = no contiene los hechos que nombra, cada uno una vez
    .joined = algo va pegado a una cifra y la convierte en otra
    .unknown = nombra un hecho que no existe
    .bound = cuenta una cifra de lo que es de otra
    .alone = un titular o una decisión tienen que ir solos
    .words = dice más que sus hechos: { LIST($words) }

task-no-copies = No se describe ninguna campaña: nombre una en llm.campaigns, con su canal y sus hechos.
task-copies =
    .caption = Los textos, cada uno frente a la lista de control
    .campaign = Campaña
    .variant = Idioma
    .text = Texto
    .state = Lista de control
    .by = Escrito por
    .note = { $failed ->
        [0] Hasta donde ve la lista, aquí no falla nada ({ NUMBER($n) }). No lo ve todo: una persona lee cada texto antes de enviarlo.
       *[other] No deben usarse como están: { NUMBER($failed) } de { NUMBER($n) }. La lista no lo ve todo: una persona lee cada texto antes de enviarlo.
    }
task-channel =
    .email = correo
    .sms = SMS
    .push = notificación push
    .google_ads = Google Ads
    .meta_ads = Meta Ads
    .linkedin_ads = LinkedIn Ads
    .whatsapp = WhatsApp
task-part =
    .subject = asunto
    .preheader = preencabezado
    .body = texto
    .title = título
    .headline = titular
    .description = descripción
    .primary_text = texto principal
    .introduction = introducción
    .header = encabezado
    .footer = pie
    .button = botón
task-standing =
    .passed = superada
    .best = superada; el juez lo prefiere
    .failed = no debe usarse: { $why }
task-no-judge = No se nombra ninguna variante ganadora: { $known ->
    [0] nadie ha dicho cuál de dos textos prefiere el cliente (llm.voice.preferences), así que nada muestra lo que vale un juez.
   *[other] ningún modelo ha juzgado los { NUMBER($known) } pares de textos que juzgó el cliente, así que nada muestra lo que vale un juez.
}
task-judge =
    .caption = El juez de los textos, en { NUMBER($pairs) } pares que el cliente ha juzgado
    .what = Qué
    .value = Valor
    .note = { $believed ->
        [yes] Coincide con el cliente más a menudo que el azar, en los { NUMBER($decided) } pares que decide, así que puede nombrar un ganador.
       *[no] No se demuestra que coincida con el cliente más a menudo que el azar ({ NUMBER($decided) } pares decididos), así que no nombra ningún ganador.
    } Cada par se muestra en los dos órdenes; un juez que se contradice no decide nada.
task-judge-line =
    .steady = Dice lo mismo en los dos órdenes
    .first = Prefiere lo que va primero (sin favoritismo, la mitad)
    .share = Prefiere lo que prefiere el cliente, cuando decide
task-summary =
    .caption = Frase a frase, y de quién es cada una
    .sentence = A qué se reduce
    .of = De
    .by = En palabras de
task-worded =
    .model = el modelo, con las cifras rellenadas
    .own = el propio análisis
