"""Words of headers in English and Spanish, and the concept each stands for.

In the singular, without accents, in lower case. A word listed under several concepts means the
first of them; `ALSO` says what a word means that stands for more than one concept, or for none.
"""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text, as a set.

    >>> sorted(listed("b a"))
    ['a', 'b']
    """
    return frozenset(text.split())


CONCEPTS: dict[str, tuple[str, str]] = {
    # concept: (English words, Spanish words)
    "order": (
        "order purchase sale invoice receipt transaction checkout ord trx txn trans bill "
        "salesorder basket cart ticket booking reservation ordr donation",
        "pedido orden compra venta factura transaccion folio boleta recibo ped vta albaran "
        "remision operacion comprobante reserva reservacion fra correlativo localizador "
        "donativo donacion",
    ),
    "customer": (
        "customer client user buyer shopper account member contact person cust cus purchaser "
        "subscriber profile consumer username loyalty party guest patient student passenger "
        "attendee donor tenant custmr constituent membership",
        "cliente usuario comprador socio contacto persona cli cte usr clienta abonado "
        "suscriptor miembro cuenta titular consumidor solicitante monedero fidelizacion huesped "
        "paciente alumno pasajero asistente donante asegurado inquilino tercero clt comensal "
        "membresia",
    ),
    "item": (
        "item product article lineitem prod asin merchandise good material listing plan service "
        "course menu itm sellable offering",
        "producto articulo art mercancia material servicio plan curso platillo plato menu prod "
        "alojamiento",
    ),
    "barcode": (
        "sku stockcode asin ean upc gtin barcode handle ean13 isbn plu",
        "ean13 barra barras",
    ),
    "id": (
        "id identifier number no num nr nbr code key uid uuid guid cd sk identification ids",
        "id identificador numero nro codigo cod clave n num cve cdg identificacion",
    ),
    "reference": ("reference ref", "referencia ref"),
    "date": ("date datetime timestamp dt ts", "fecha fec fch"),
    "time": ("time hour clock", "hora hr"),
    "day": ("day daily", "dia"),
    "created": (
        "created creation registered registration signup joined since placed create made "
        "processed added opened enrolled entered acquired became",
        "creado creacion alta registro registrado inscripcion realizado realizacion emision "
        "creada registrada emitido captacion desde",
    ),
    "quota": ("", "cuota"),
    "quantity": (
        "quantity qty quant count pcs volume quantities cnt",
        "cantidad cant uds pza pieza ctd cdad cantidades ctdad",
    ),
    "unit": ("unit each", "unidad unitario unit unitaria ud und u"),
    "measure": ("uom measure measurement", "medida um"),
    "price": ("price rate msrp rrp", "precio pvp tarifa prc"),
    "amount": ("amount value money amt sum", "importe monto valor imp cuantia suma dinero vlr vr"),
    "total": (
        "total subtotal revenue turnover sales extended ext",
        "total subtotal ingreso facturacion ventas",
    ),
    "line": ("line row", "linea renglon fila partida detalle"),
    "tax": (
        "tax vat gst taxes hst pst iva taxation",
        "impuesto iva igic ieps tributo isr itbis impto igv",
    ),
    "discount": (
        "discount disc markdown off discounts deduction rebate",
        "descuento dto dcto rebaja bonificacion bonif descto dscto",
    ),
    "promo": ("promo promotion coupon voucher", "promocion cupon vale"),
    "currency": ("currency ccy iso4217 curr crncy cur", "moneda divisa mon"),
    "refund": (
        "refund refunded return returned chargeback reimbursement credited",
        "reembolso reembolsado devolucion devuelto abono reintegro devuelta reembolsos",
    ),
    "state": ("state", ""),
    "status": ("status stage phase stat", "estado estatus situacion etapa fase sit est"),
    "test": ("test testing sandbox demo dummy", "prueba"),
    "live": ("livemode live", ""),
    "name": ("name title label nm caption", "nombre titulo denominacion nom nomb"),
    "description": (
        "description desc descr dsc",
        "descripcion concepto descr glosa",
    ),
    "category": (
        "category department collection class group genre subcategory range cat categ dept "
        "taxonomy",
        "categoria familia fam departamento seccion coleccion subcategoria rubro grupo gama clase "
        "subfamilia subfam",
    ),
    "type": (
        "type kind",
        "tipo tpo",
    ),
    "brand": ("brand manufacturer vendor maker mfr make", "marca fabricante"),
    "variant": (
        "variant colour color size option",
        "variante talla tamano modelo variacion opcion",
    ),
    "cost": ("cost cogs spend spent expense", "coste costo gasto gastado inversion invertido"),
    "margin": ("margin profit", "margen beneficio ganancia"),
    "stock": ("stock inventory onhand stocked instock", "existencia inventario existencias"),
    "available": ("available availability", "disponible disponibilidad"),
    "country": ("country nation ctry", "pais nacion"),
    "region": (
        "region province county prefecture",
        "provincia comunidad autonoma ccaa entidad federativa edo delegacion comuna canton",
    ),
    "city": (
        "city town municipality suburb locality",
        "ciudad poblacion localidad municipio mpio alcaldia municipalidad villa",
    ),
    "source": (
        "source channel origin referrer platform network publisher src referral referring",
        "fuente origen canal procedencia plataforma red soporte",
    ),
    "medium": ("medium mdm", "medio"),
    "campaign": ("campaign cmpgn camp", "campana"),
    "utm": ("utm", ""),
    "traffic": ("traffic acquisition", "trafico adquisicion"),
    "device": ("device devicecategory", "dispositivo aparato equipo"),
    "session": ("session visit sess ses", "sesion visita"),
    "event": ("event action hit interaction activity evt", "evento accion interaccion actividad"),
    "pseudo": ("pseudo visitor anonymous cookie fullvisitor anon visitorid", "visitante anonimo"),
    "email": ("email mail", "correo mail"),
    "electronic": ("electronic e", "electronico"),
    "phone": ("phone telephone tel cell", "telefono movil celular tlf tfno"),
    "mobile": ("mobile", ""),
    "address": ("address street addr", "direccion calle domicilio colonia via dir"),
    "postcode": ("postcode postal zip zipcode", "cp postales"),
    "shipping": (
        "shipping ship delivery postage freight shipment dispatch shipto",
        "envio entrega portes flete transporte reparto despacho",
    ),
    "shipped": (
        "shipped delivered served dispatched",
        "enviado entregado servido despachado",
    ),
    "carrier": ("carrier courier tracking parcel", "transportista guia paqueteria bulto"),
    "billing": ("billing billto", "cobro"),
    "sold": (
        "sold ordered ",
        "vendido solicitado ordenado servida surtido",
    ),
    "invoiced": ("invoiced billed", "facturado"),
    "goal": ("goal", "objetivo"),
    "card": ("card", "tarjeta"),
    "payment": (
        "payment paid pay charge tender paying charged",
        "pago pagado cobrado forma pagada",
    ),
    "method": ("method gateway", "metodo pasarela"),
    "birth": ("birth birthday dob born", "nacimiento cumpleanos"),
    "gender": ("gender sex", "genero sexo"),
    "age": ("age", "edad"),
    "updated": (
        "updated modified changed update modification edited synced edit amended revised "
        "refreshed lastmodified",
        "actualizado actualizacion modificado modificacion cambio edicion editado",
    ),
    "cancelled": (
        "cancelled canceled cancellation cancel",
        "cancelado cancelacion anulado anulacion",
    ),
    "completed": (
        "completed fulfilled closed finished complete",
        "completado cerrado finalizado terminado",
    ),
    "due": (
        "due expiry expiration expires expected payable deadline",
        "vencimiento caducidad previsto prevista vence venc vto",
    ),
    "first": ("first initial", "primero primer primera"),
    "last": (
        "last latest recent lastname surname previous prior",
        "ultimo ultima apellido ult anterior previo",
    ),
    "start": ("start starts begin began started beginning", "inicio comienzo inicial empieza"),
    "end": ("end ends ended finish", "fin final termino"),
    "report": ("report reporting", "informe reporte"),
    "impressions": (
        "impression impr impressions views shown displays imps",
        "impresion impresiones",
    ),
    "clicks": ("click", "clic"),
    "link": ("link outbound", "enlace"),
    "all": ("all", "todo todas"),
    "conversion": (
        "conversion converted convert purchased ",
        "conversion convertido compro convirtio ",
    ),
    "ctr": ("ctr cpc cpm cpa roas reach frequency", "alcance frecuencia"),
    "marketing": (
        "marketing newsletter",
        "boletin publicidad comercial comunicaciones publicitario",
    ),
    "accepts": (
        "accepts accept consent opt optin subscribed permission agreed accepted gdpr permitted "
        "receives",
        "acepta consentimiento suscrito permiso autoriza acepto permite autorizacion recibe "
        "recibir",
    ),
    "lifecycle": ("lifecycle funnel", "ciclo vida"),
    "segment": ("segment tier level", "segmento nivel"),
    "gross": ("gross", "bruto"),
    "net": ("net", "neto base imponible"),
    "list": (
        "list catalogue catalog full regular compare retail recommended suggested",
        "lista catalogo oficial recomendado sugerido",
    ),
    "average": ("average avg mean weighted", "promedio prom ponderado"),
    "company": (
        "company business organisation organization",
        "empresa razon sociedad organizacion compania",
    ),
    "url": ("url page path landing referer pageview screen", "pagina ruta pantalla"),
    "image": ("image photo picture", "imagen foto"),
    "note": (
        "note comment remark tag message memo remarks notes",
        "nota comentario observacion etiqueta mensaje obs observaciones",
    ),
    "weight": ("weight", "peso"),
    "store": (
        "store shop warehouse branch pos location outlet site",
        "tienda sucursal almacen bodega suc local",
    ),
    "vendor": (
        "supplier seller salesperson staff agent cashier waiter server employee rep manager owner",
        "proveedor vendedor agente comercial cajero mesero camarero empleado operador asesor "
        "ejecutivo propietario dependiente vend",
    ),
    "language": ("language locale", "idioma"),
    "browser": ("browser os operating", "navegador sistema operativo"),
    "ip": ("ip", ""),
    "document": ("document doc", "documento doc"),
    "parent": ("parent original", "padre"),
    "duration": ("duration seconds length elapsed ms secs", "duracion segundos seg tiempo"),
    "ad": ("ad adset creative keyword", "anuncio conjunto palabra"),
    "fee": (
        "fee commission surcharge tip tips duties fees payout handling",
        "comision recargo propina cargo retencion manipulacion",
    ),
    "risk": ("risk", "riesgo"),
    "rate": ("percent percentage pct exchange perc", "porcentaje alicuota alic pct porc tasa"),
    "lifetime": ("lifetime ltv clv", ""),
    "active": ("active enabled", "activo"),
    "score": ("score rating points", "puntuacion punto valoracion"),
    "bounce": ("bounce bounced", "rebote"),
    "taxid": (
        "vatid taxid ssn passport",
        "nif dni rfc curp cif cuit cuil rut nie nit ruc cedula cpf cnpj pasaporte",
    ),
    "balance": ("balance outstanding owed", "saldo pendiente adeudo"),
    "reserved": (
        "reserved allocated committed incoming backorder backordered",
        "reservado comprometido pte entrante apartado",
    ),
    "minimum": (
        "min minimum reorder threshold low max maximum cap limit budget alert",
        "min minimo max maximo tope presupuesto limite alerta",
    ),
    "period": (
        "month year week quarter weekday fiscal",
        "mes ano semana trimestre ejercicio ejer periodo",
    ),
    "loaded": (
        "load loaded ingested etl inserted imported sync extracted",
        "carga cargado importado",
    ),
    "received": ("received sent submitted raised", "recibido"),
    "earned": ("earned viral organic", ""),
    "seen": ("seen", "visto"),
    "suppressed": ("blacklist blacklisted blocklist suppressed unsubscribed optout", "baja negra"),
    "opposite": ("out", ""),
    # of a business that lives by subscriptions
    "subscription": ("subscription", "suscripcion"),
    "seat": ("seat license licence", "licencia asiento"),
    "mrr": ("mrr", ""),
    "arr": ("arr", ""),
    "recurring": ("recurring", "recurrente"),
    "monthly": ("monthly", "mensual"),
    "annual": ("annual yearly", "anual"),
    "cycle": ("cycle cadence interval frequency", "periodicidad"),
    "churn": ("churn churned", "abandono"),
    "industry": ("industry sector vertical", "sector"),
    "usage": ("usage", "uso utilizacion"),
    "feature": ("feature module", "funcion funcionalidad modulo"),
    "ticket": ("incident", "incidencia"),
    "priority": ("priority severity urgency", "prioridad urgencia severidad"),
    "resolved": ("resolved solved", "resuelto resolucion"),
    "satisfaction": ("satisfaction csat nps", "satisfaccion"),
    "arm": ("arm treatment", "brazo tratamiento"),
}
"""What words mean, in the singular, without accents, in lower case."""

EMPTY_WORDS = listed(
    "de del la el los las the of en por para al a an and y to in on at by is es con with "
    "from for your our su per o or sin s c p "
    "inc incl excl including excluding incluido incluida without actual current final flag flg "
    "ind has was did"
)
ALSO = {
    "sku": ("item", "id"), "stockcode": ("item", "id"), "asin": ("item", "id"),
    "ean": ("barcode", "id"), "upc": ("barcode", "id"), "gtin": ("barcode", "id"),
    "ean13": ("barcode", "id"), "barcode": ("barcode", "id"), "barra": ("barcode", "id"),
    "isbn": ("barcode", "id"), "plu": ("item", "id"), "handle": ("item",), "folio": ("order", "id"),
    "consecutivo": ("order", "id"), "correlativo": ("order", "id"),
    "localizador": ("order", "id"), "datetime": ("date", "time"), "email": ("email",),
    "timestamp": ("date", "time"), "ts": ("date", "time"), "pvp": ("price", "unit"),
    "lastname": ("last", "name"), "surname": ("last", "name"), "apellido": ("last", "name"),
    "dob": ("birth",), "firstname": ("first", "name"), "optin": ("accepts",),
    "optout": ("accepts", "opposite"), "signup": ("created",),
    "utm": (), "e": (), "electronico": (), "unitario": ("unit", "each"),
    "unitaria": ("unit", "each"), "subtotal": ("total",), "ccaa": ("region",),
    "autonoma": (), "federativa": (), "newsletter": ("marketing", "accepts"),
    "boletin": ("marketing", "accepts"), "visitor": ("pseudo",), "stage": ("stage",),
    "stg": ("stage",), "etapa": ("stage",), "fase": ("stage",), "ltv": ("lifetime",),
    "vida": (), "ciclo": ("lifecycle",), "forma": ("payment",), "livemode": ("live",),
    "devicecategory": ("device", "category"), "entidad": ("region",),
    "detalle": ("line", "description"), "hour": ("time",), "sales": ("total", "revenue"),
    "revenue": ("total", "revenue"),
    "turnover": ("total", "revenue"), "ingreso": ("total", "revenue"),
    "client": ("customer", "client"), "account": ("customer", "account"),
    "cuenta": ("customer", "account"), "workspace": ("company", "account"),
    "tenant": ("company", "account"), "user": ("customer", "user"),
    "usuario": ("customer", "user"), "ticket": ("order", "ticket"), "plan": ("item", "plan"),
    "ventas": ("total", "revenue"), "sistema": ("browser",), "operativo": (),
    "operating": ("browser",),
    # fields of SAP and of Aspel SAE
    "vbeln": ("order", "id"), "kunnr": ("customer", "id"), "kunag": ("customer", "id"),
    "matnr": ("item", "id"), "arktx": ("item", "name"), "maktx": ("item", "name"),
    "fkimg": ("quantity",), "kwmeng": ("quantity",), "netwr": ("net", "amount"),
    "waerk": ("currency",), "waers": ("currency",), "posnr": ("line", "id"),
    "fkdat": ("date",), "erdat": ("date",), "audat": ("date",), "clpv": ("customer",),
}  # fmt: skip
"""Words that say more, or less, than the one concept they are listed under."""
