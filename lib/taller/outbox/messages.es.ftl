# Lo que dice la bandeja de salida.

address =
    .unknown = no es una dirección que Apprise conozca, como mailtos://usuario:clave@servidor.example?to=ana@cliente.example
    .several = es de varios destinatarios; dé a cada uno un nombre propio
    .pgp = pide cifrado PGP, que aquí no se ofrece
    .clear = enviaría la clave sin cifrar; escriba mailtos:// en lugar de mailto://

held = otra orden está entregando lo pendiente; repita esta dentro de un momento
full = el disco está lleno; libere espacio y repita la misma orden: nada de lo pendiente se pierde
damaged = no se puede leer ({ $why }); vuelva a poner en su lugar una copia, o bórrelo: lo pendiente se perdería

not-attached = Este canal no admite archivos; queda fuera: { $files }.

told = { $state ->
    [sent] «{ $subject }» se envió a { $to }.
   *[other] «{ $subject }» no ha llegado a { $to }: { $why ->
        [no_address] este nombre no tiene dirección; indíquela en { $variable }, o en el llavero «taller» como notify/{ $to }
        [unreachable] su servidor no está al alcance o no admite nada por ahora{ $code ->
            [0] {""}
           *[other] {" "}(respondió { $code })
        }
        [login] su servidor no aceptó el usuario y la clave (respondió { $code })
        [refused] su servidor lo rechazó definitivamente (respondió { $code })
       *[none] todavía no se ha intentado
    }. { $state ->
        [failed] { $why ->
            [refused] Se conserva.
           *[other] Se dejó de intentar a los tres días; se conserva.
        }
       *[waiting] Queda pendiente y se volverá a intentar.
    }
}
