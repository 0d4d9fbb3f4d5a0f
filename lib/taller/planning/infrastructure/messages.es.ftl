template-file =
    .own = Plantilla del servicio de despliegue de la nube
    .terraform = Módulo de Terraform

## Parámetros

params =
    .provider = la nube
    .region = dónde (si no se indica: eu-west-1, westeurope o europe-west1)
    .name = comienzo de todos los nombres (si no se indica: el nombre del cliente)
    .network = la red, privada, de /16 a /24
    .subnets = sus partes, si las reparte el cliente
    .connected = redes privadas del cliente desde las que se puede consultar el servicio
    .zones = zonas entre las que se reparte
    .availability = high: base de datos de reserva y máquinas que aguantan la pérdida de una zona
    .users = clientes que se puntúan (si no se indica: los de los datos)
    .events_a_day = peticiones y eventos al día (si no se indica: según los datos)
    .models = modelos en servicio (si no se indica: según los casos de uso elegidos)
    .compute = las máquinas
    .database = la base de datos gestionada
    .retention_days = días que se guardan los eventos en la base de datos y en el almacenamiento
    .budget_usd = dólares al mes a partir de los cuales avisa la alarma de presupuesto (si no se indica: según el coste)
    .alarm_emails = a quién se avisa; se muestra abreviado
    .ssh_public_key = Azure: la mitad pública de una clave, que exige para las máquinas; no hay ningún puerto abierto
    .billing_account = Google Cloud: cuenta de facturación de la alarma de presupuesto
    .tags = etiquetas propias del cliente
    .per_usd = moneda del cliente por un dólar (si no se indica: un cambio redondeado)
    .apply = si `taller infra apply` puede crearlo; el cuaderno no lo hace nunca
