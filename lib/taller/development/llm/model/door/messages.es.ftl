# Lo que dice la puerta a los modelos de lenguaje.

door-key-in-file = parece una clave; el archivo del proyecto no lleva ninguna: guárdela en el entorno y escriba el nombre de la variable en key_env, o guárdela en el llavero del sistema
door-no-url = necesita base_url
door-odd-url = debe ser una dirección https:// sin usuario, contraseña ni signo de interrogación
door-not-https = debe empezar por https://; sin ello solo se llega a este mismo equipo
door-no-provider = no nombra ningún proveedor
door-no-model = debe nombrar un modelo, como en openai/gpt-5-mini
door-empty = el texto está vacío; no hay nada que preguntar
