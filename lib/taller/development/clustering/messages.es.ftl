# Lo que dice la segmentación. Un archivo junto al cuaderno, clustering.es.ftl, sustituye lo que nombre.

## Tablas

rows =
    .caption = Qué ha pasado con cada fila de los pedidos
    .what = Líneas de pedido
    .count = Filas
    .share = % de las filas leídas
    .note = Una fila rechazada por dos motivos cuenta en ambos.

segments =
    .caption = Los segmentos y su valor
    .segment = Segmento
    .customers = Clientes
    .value = % de las ventas netas
    .next = Gasto posterior
    .standing = Frente a los demás
    .overlap = Reaparece (coincidencia)
    .note = Frente a los demás: si gastaron después más o menos, por encima del azar; no se sabe si entonces había muy pocos en él. Coincidencia: cuánto de un segmento reaparece al volver a muestrear los clientes (1: todo).

# Cómo siguió un segmento, frente a los demás
standing =
    .above = gastaron más
    .below = gastaron menos
    .level = no consta diferencia
    .unknown = no se sabe

actions =
    .caption = Qué hacer con cada segmento
    .segment = Segmento
    .traits = Lo típico de él
    .meaning = Qué exige su nombre
    .action = Acción
    .owner = Quién actúa

## Parámetros (su inglés está en params.py)

params =
    .as_of = fecha en la que se describe a los clientes (sin indicar: el día siguiente al último pedido)
    .min_segments = menor número de segmentos que se prueba
    .max_segments = mayor número de segmentos que se prueba
    .min_share = segmento más pequeño que merece una acción, como proporción de los clientes
    .min_stability = estabilidad que deben alcanzar la segmentación (índice de Rand ajustado, de 0 a 1) y cada uno de sus segmentos (coincidencia, de 0 a 1)
    .resamples = remuestreos de los clientes con los que se mide cada estabilidad
    .holdout_days = duración, en días, del periodo posterior cuyo gasto se observa
    .migration_days = días entre las dos fechas de la tabla de migración
