# Lo que se dice de una nube mientras se planifica, se cambia, se comprueba y se retira.

cloud-variables = { $cloud ->
    [aws] AWS_ACCESS_KEY_ID y AWS_SECRET_ACCESS_KEY, o AWS_PROFILE
    [azure] AZURE_SUBSCRIPTION_ID y, si nadie ha iniciado sesión con az login, AZURE_TENANT_ID, AZURE_CLIENT_ID y AZURE_CLIENT_SECRET
   *[gcp] GOOGLE_CLOUD_PROJECT y GOOGLE_APPLICATION_CREDENTIALS
}
cloud-refused = { $kind ->
    [credentials] no hay credenciales o no se aceptan ({ $text }); defina { $variables } en el entorno
    [forbidden] estas credenciales no tienen permiso para eso ({ $text }); pídaselo a quien administra la cuenta
    [throttled] demasiadas peticiones seguidas ({ $text }); repita la misma orden{ $after ->
        [none] {""} más tarde
       *[other] {""} dentro de { $after } segundos
    }
    [quota] se ha agotado una cuota ({ $text }); pida que la amplíen y repita la misma orden
    [conflict] hay otra operación en curso ({ $text }); espere a que termine y repita la misma orden
    [lost] no hay respuesta o se perdió la conexión ({ $text }); lo que se inició sigue allí: la misma orden continúa desde ahí
    [invalid] rechaza lo que se pide ({ $text })
    [gone] no existe ({ $text })
   *[other] falló ({ $text })
}
cloud-package = su cliente no está instalado (falta { $package }); pip install "taller[{ $cloud }]"
cloud-large = la plantilla ocupa { $size } bytes y como máximo se aceptan { $largest }
cloud-parameters = la plantilla pide lo que el archivo del proyecto no da: { $names }
cloud-still = sigue trabajando; la misma orden continúa la espera
cloud-stuck = la pila { $stack } no pudo volver atrás por sí sola; continúe su reversión en la consola y repita la misma orden
cloud-undeleted = no se pudo eliminar: { $why }
cloud-untold = no se dio ningún motivo
cloud-foreign-bucket = el bucket { $bucket } pertenece a otro proyecto y no se deja nada en él; consiga que liberen el nombre o use otro proyecto
cloud-other-account = no es la cuenta de estas credenciales, que es { $found }; no se tocó nada
cloud-other-stack = no es el nombre de la pila, que es { $stack }; no se tocó nada
cloud-moved = esta pila se aplicó en { $account }, { $region }: retírela allí primero, o borre { $note } si eso ya terminó
cloud-resumes = { $stack }: una orden anterior se interrumpió; primero se espera a que acabe su operación
cloud-at-work = aplicando; puede tardar media hora. Si se interrumpe, la misma orden continúa desde ahí
cloud-unchanged = { $stack }: no hay nada que cambiar
cloud-change = { $action ->
    [create] + crear
    [delete] - eliminar
    [replace] ! sustituir
   *[update] ~ cambiar
} { $resource }
cloud-rolled-back = { $stack }: falló en { $why }. { $first ->
    [yes] Antes no había nada, y lo creado se ha vuelto a quitar
   *[no] Vuelve a estar lo que había antes
}{ $left ->
    [0] {""}
   *[other] ; esto es nuevo y no se pudo quitar:
}
cloud-left = { $cloud ->
    [aws] Ninguna pila lo conoce ya, y cuesta dinero. En la consola, quite primero la protección contra el borrado de la base de datos; borre después la base de datos y el bucket, y por último la clave. La misma orden crea otros nuevos al lado.
    [gcp] Ningún despliegue lo conoce ya, cuesta dinero y sus nombres están ocupados: bórrelo en la consola (primero, quite la protección contra el borrado de la base de datos) o dé otro «name» al proyecto, antes de repetir la orden.
   *[azure] Se queda en el grupo de recursos y cuesta dinero; la misma orden continúa a partir de ahí.
}
cloud-kept = { $cloud ->
    [aws] Guarda sus datos y cuesta dinero hasta que lo borre en la consola. Si vuelve a aplicar, se crean otros nuevos al lado.
    [gcp] Guarda sus datos y cuesta dinero hasta que lo borre en la consola. Sus nombres están ocupados: antes de volver a aplicar, bórrelo o dé otro «name» al proyecto. También queda el bucket donde Google Cloud leyó el módulo.
   *[azure] Guarda sus datos y cuesta dinero hasta que lo borre en el portal, primero sus bloqueos. Si vuelve a aplicar, se continúa a partir de ahí.
}
cloud-name = { $cloud ->
    [aws] AWS
    [azure] Azure
   *[gcp] Google Cloud
}
cloud-sound = { $stack }: correcta; { $looked ->
    [yes] { cloud-name } acepta la plantilla
   *[no] se llegó a { cloud-name }, que mira la plantilla al planificar
}
cloud-sound-here = { $stack }: correcta hasta donde se puede saber aquí; no se preguntó a { cloud-name }: { $why }
cloud-sum = { $stack }: { $create } por crear, { $change } por cambiar, { $replace } por sustituir, { $delete } por eliminar; { $cloud ->
    [gcp] no se tocó nada salvo el bucket donde Google Cloud lee el módulo
   *[other] no se tocó nada
}
cloud-applied = { $stack }: aplicada
cloud-found = { $condition ->
    [missing] falta
    [failed] falló
   *[unexpected] no es de esta topología
}: { $resource }
cloud-verified = { $stack }: existen { $there } de { $all } recursos{ $unasked ->
    [0] {""}
   *[other] , de ellos { $unasked } solo según consta en el servicio
}
cloud-differs = { $stack }: { $n ->
    [one] 1 recurso no está como debería
   *[other] { $n } recursos no están como deberían
}; la misma orden con apply lo corrige, si se puede corregir
cloud-drifted = { $resource }, { $property }: se desplegó { $deployed } y hay { $found }
cloud-vanished = { $resource }: ya no existe
cloud-drift-sum = { $stack }: { $n ->
    [0] todo está como se desplegó
    [one] 1 diferencia respecto a lo desplegado
   *[other] { $n } diferencias respecto a lo desplegado
}
cloud-destroyed = { $stack }: retirada{ $left ->
    [0] {""}
   *[other] ; esto se conserva, porque guarda datos o los datos lo necesitan:
}
cloud-ask = { $what ->
    [account] Escriba la cuenta que se va a cambiar
   *[stack] Escriba el nombre de la pila que se retira; los datos se conservan
}
cloud-nobody = pregunta antes de cambiar una nube; donde nadie puede contestar, indique { $option }
cloud-not-allowed = debe ser true para que una orden pueda cambiar una nube
cloud-interrupted = interrumpido. { $state ->
    [running] { $stack } se está creando en { $account }, { $region }, y eso sigue allí. «{ $again }» espera a que acabe y continúa; «{ $look }» dice qué hay
    [removing] { $stack } se está retirando en { $account }, { $region }, y eso sigue allí. «{ $again }» espera a que acabe y continúa; «{ $look }» dice qué hay
   *[ended] No se inició nada en { cloud-name }
}
