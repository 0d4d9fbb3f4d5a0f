# Lo que dice la puesta en producción. Un archivo junto al cuaderno, deployment.es.ftl, sustituye lo que nombre.

## Carga

load-percentile = percentil de { $n } respuestas, intervalo por estadísticos de orden; las respuestas seguidas se toman como independientes
load-slices = media de { $n } tramos iguales del tiempo, t de Student

## El equipo de instalación

kit-file =
    .kubernetes = Para Kubernetes: el servicio, su ampliación, quién puede llegar a él y la tabla de cada noche
    .container = El contenedor en el que funciona
    .systemd = Para una máquina sin contenedores: el servicio
    .nightly = Para una máquina sin contenedores: la tabla de cada noche
    .nginx = Detrás de nginx
    .haproxy = Detrás de HAProxy

## Parámetros (su inglés está en params.py)

params =
    .model = el cuaderno cuyo modelo se pone en producción (ninguno: el primero que esta ejecución guardó)
    .dry_run = ensayar aparte; el servicio en uso queda como está
    .by = quién lo hace, para el historial
    .registry = dirección de MLflow (ninguna: un archivo junto a las ejecuciones)
    .service = dónde escucha el servicio y cuánto admite
    .steps = cómo pasa el tráfico a la versión nueva y qué lo detiene
    .kit = los archivos para la plataforma del cliente
