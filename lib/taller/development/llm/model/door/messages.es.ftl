# Lo que dice la puerta a los modelos de lenguaje.

door-key-in-file = parece una clave; el archivo del proyecto no lleva ninguna: guárdela en el entorno y escriba el nombre de la variable en key_env, o guárdela en el llavero del sistema
door-no-url = necesita base_url
door-odd-url = debe ser una dirección https:// sin usuario, contraseña ni signo de interrogación
door-not-https = debe empezar por https://; sin ello solo se llega a este mismo equipo
door-no-provider = no nombra ningún proveedor
door-no-model = debe nombrar un modelo, como en openai/gpt-5-mini
door-empty = el texto está vacío; no hay nada que preguntar
door-long = el texto tiene { $length } caracteres y se envían { $most } como máximo; acórtelo o divídalo
door-garbled = el carácter { $at } del texto no es tal (medio par sustituto); vuelva a leer el archivo con la codificación con la que se escribió
door-no-key = { $provider }: no hay clave en { $looked }; póngala ahí o quite { $provider } de endpoints
door-no-azure = { $provider }: falta su dirección: defina { $variable }, o base_url en el archivo del proyecto
door-no-price = { $endpoint }: aquí nadie conoce su precio, así que ningún presupuesto se puede cumplir; indíquelo en prices, en dólares por millón de tokens
door-old-price = El precio de { $endpoint } es del { DATE($day) }; puede haber cambiado. Los nuevos se indican en prices.
door-budget = { $endpoint }: la siguiente pregunta puede costar { $worst } dólares y de los { $most } para { $of ->
    [run] esta ejecución
   *[month] este mes
} ya se han gastado { $spent }; suba el presupuesto o pregunte a un modelo más barato
door-open = { $endpoint }: ha fallado { $failures } veces seguidas y se deja en paz un rato; inténtelo más tarde o nombre otro modelo detrás
door-damaged = está dañado o no se puede usar ({ $why }); apártelo: entonces se vuelven a pedir las respuestas y el gasto se cuenta desde cero
door-check = { $how ->
    [offline] responde por sí mismo, sin ningún servicio
   *[answers] responde
}
door-words = { $words ->
    [none] {""}
   *[other] {""} ({ $words })
}
door-refused = { $endpoint }: { $kind ->
    [key] el servicio no acepta la clave{ door-words }; renuévela o pida acceso al modelo
    [model] no existe ese modelo para esta clave{ door-words }; corrija su nombre en endpoints
    [refusal] el modelo se niega a responder a este texto{ door-words }; omita el texto o hágalo a mano
    [context] el texto es más largo de lo que el modelo lee{ door-words }; acórtelo o nombre un modelo que lea más
    [invalid] lo que llegó no tiene la forma pedida{ door-words }; inténtelo de nuevo o nombre otro modelo
    [limit] el servicio quiere menos preguntas{ door-words }; baje rpm o tpm, o vuelva { $after ->
        [none] más tarde
       *[other] dentro de { $after } segundos
    }
    [quota] se ha agotado el dinero o la cuota de la cuenta{ door-words }; recárguela
    [busy] el servicio está saturado{ door-words }; inténtelo más tarde
    [server] el servicio ha fallado{ door-words }; inténtelo más tarde
    [timeout] no ha respondido a tiempo{ door-words }; inténtelo de nuevo o suba timeout
    [lost] se cortó la conexión o la respuesta llegó a trozos{ door-words }; inténtelo de nuevo
   *[rejected] el servicio no acepta la pregunta{ door-words }; corrija lo que señala
}
