# Lo que dice el seguimiento: cifras por día, qué cambió, qué hacer.

params =
    .days = días que mira atrás la página
    .as_of = el día que es, cuya víspera es el último que cuenta (vacío: el que digan los datos)
    .segment = por qué se reparten las cifras, además del canal (vacío: lo primero que haya)
    .renamed = canales que cambiaron de nombre: nombre antiguo y nombre nuevo
    .late_days = últimos días que se recogen otra vez, porque las exportaciones se corrigen
    .keep = guardar las cifras de un día para otro junto a las ejecuciones, como hace `taller monitor`
