# Lo que dice la optimización. Un archivo junto al cuaderno, optimisation.es.ftl, sustituye lo que nombre.

## Canales

channel-direct = directo
channel-unknown = origen desconocido
channel-other-paid = otras campañas
channel-others = otros canales
channel-advertising = publicidad
control-given-away = lo que se rebajó del precio completo

## Parámetros

params =
    .grain = qué es un canal: una campaña, o un origen y su medio (vacío: campañas si son pocas)
    .window_days = días sin visitas tras los que un recorrido ha terminado
    .order = visitas de las que puede depender la siguiente (vacío: lo que mejor prevén los recorridos)
    .margin = margen de contribución de lo que se vende, de 0 a 1
    .lifts = lo que midieron los experimentos: channel, first, last, sales, low, high
    .weeks = semanas que se planifican
    .budget = límites del presupuesto: total, mínimos, máximos
    .followed = qué fue de las recomendaciones anteriores
