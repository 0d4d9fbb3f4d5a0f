"""Header words in English and Spanish, and what each means.

A header is taken apart into words and each word into the concept it stands for, so that
``Nº Pedido``, ``order_id`` and ``InvoiceNo`` all read as *order* and *id*. What a set of concepts
says about a column stands in `taller.data.proposals.patterns`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from taller.data.proposals.abbreviations import (
    dotted,
    join_acronyms,
    letters_spelled_out,
    meant_together,
    spelled_out,
)


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
        "salesorder basket cart ticket",
        "pedido orden compra venta factura transaccion folio boleta recibo ped vta albaran "
        "remision operacion comprobante",
    ),
    "customer": (
        "customer client user buyer shopper account member contact person cust cus purchaser "
        "subscriber profile consumer username loyalty party",
        "cliente usuario comprador socio contacto persona cli cte usr clienta abonado suscriptor "
        "miembro cuenta titular consumidor solicitante monedero fidelizacion",
    ),
    "item": (
        "item product article lineitem prod asin merchandise good ean upc gtin material",
        "producto articulo art mercancia material",
    ),
    "barcode": ("sku stockcode asin ean upc gtin barcode handle", "ean13 barra"),
    "id": (
        "id identifier number no num nr nbr code key uid uuid guid",
        "id identificador numero nro codigo cod clave n num",
    ),
    "reference": ("reference ref", "referencia ref"),
    "date": (
        "date datetime timestamp dt ts",
        "fecha fec fch",
    ),
    "time": ("time hour clock", "hora hr"),
    "day": ("day daily", "dia"),
    "created": (
        "created creation registered registration signup joined since placed create made "
        "processed added opened enrolled entered acquired became",
        "creado creacion alta registro registrado inscripcion realizado realizacion emision "
        "creada registrada emitido captacion desde",
    ),
    "quantity": ("quantity qty quant count pcs volume", "cantidad cant uds pza pieza ctd cdad"),
    "unit": ("unit each", "unidad unitario unit unitaria ud und u"),
    "price": ("price rate msrp rrp", "precio pvp tarifa prc"),
    "amount": ("amount value money amt sum", "importe monto valor imp cuantia suma dinero"),
    "total": ("total subtotal revenue turnover sales", "total subtotal ingreso facturacion"),
    "line": ("line row", "linea renglon fila partida detalle"),
    "tax": ("tax vat gst taxes", "impuesto iva igic ieps tributo"),
    "discount": ("discount disc markdown off", "descuento dto dcto rebaja bonificacion"),
    "promo": ("promo promotion coupon voucher", "promocion cupon vale"),
    "currency": ("currency ccy iso4217", "moneda divisa"),
    "refund": (
        "refund refunded return returned chargeback reimbursement credited",
        "reembolso reembolsado devolucion devuelto abono reintegro devuelta",
    ),
    "state": ("state", ""),
    "status": ("status stage phase", "estado estatus situacion etapa fase"),
    "test": ("test testing sandbox demo dummy", "prueba"),
    "live": ("livemode live", ""),
    "name": ("name title label", "nombre titulo denominacion nom"),
    "description": ("description desc descr", "descripcion concepto"),
    "category": (
        "category department collection class group genre subcategory range",
        "categoria familia departamento seccion coleccion subcategoria rubro grupo gama clase "
        "subfamilia",
    ),
    "type": ("type kind", "tipo"),
    "brand": ("brand manufacturer vendor maker", "marca fabricante"),
    "variant": (
        "variant colour color size option",
        "variante talla tamano modelo variacion opcion",
    ),
    "cost": ("cost cogs spend spent expense", "coste costo gasto gastado inversion invertido"),
    "margin": ("margin profit", "margen beneficio ganancia"),
    "stock": ("stock inventory onhand", "existencia inventario almacen"),
    "available": ("available availability", "disponible disponibilidad"),
    "country": ("country nation ctry", "pais nacion"),
    "region": (
        "region province county",
        "provincia comunidad autonoma ccaa entidad federativa",
    ),
    "city": ("city town municipality", "ciudad poblacion localidad municipio"),
    "source": (
        "source channel origin referrer platform network publisher",
        "fuente origen canal procedencia plataforma red",
    ),
    "medium": ("medium", "medio"),
    "campaign": ("campaign", "campana"),
    "utm": ("utm", ""),
    "traffic": ("traffic acquisition", "trafico adquisicion"),
    "device": ("device devicecategory", "dispositivo aparato equipo"),
    "session": ("session visit", "sesion visita"),
    "event": ("event action hit interaction activity", "evento accion interaccion actividad"),
    "pseudo": ("pseudo visitor anonymous cookie fullvisitor", "visitante anonimo"),
    "email": ("email mail", "correo mail"),
    "electronic": ("electronic e", "electronico"),
    "phone": ("phone telephone tel cell", "telefono movil celular tlf tfno"),
    "mobile": ("mobile", ""),
    "address": ("address street addr", "direccion calle domicilio"),
    "postcode": ("postcode postal zip zipcode", "cp"),
    "shipping": (
        "shipping ship delivery postage freight carrier shipment dispatch delivered shipped",
        "envio entrega portes flete transporte enviado entregado transportista reparto",
    ),
    "billing": ("billing", "cobro"),
    "sold": ("sold ordered invoiced billed served", "vendido servido facturado solicitado"),
    "payment": ("payment paid pay charge", "pago pagado cobrado forma"),
    "method": ("method gateway", "metodo pasarela"),
    "birth": ("birth birthday dob born", "nacimiento cumpleanos"),
    "gender": ("gender sex", "genero sexo"),
    "age": ("age", "edad"),
    "updated": (
        "updated modified changed update modification edited synced",
        "actualizado actualizacion modificado modificacion cambio",
    ),
    "cancelled": (
        "cancelled canceled cancellation cancel",
        "cancelado cancelacion anulado anulacion",
    ),
    "completed": ("completed fulfilled closed finished", "completado cerrado finalizado"),
    "due": ("due expiry expiration expires expected", "vencimiento caducidad previsto prevista"),
    "first": ("first initial", "primero primer primera"),
    "last": ("last latest recent lastname surname", "ultimo ultima apellido"),
    "start": ("start starts begin began started beginning", "inicio comienzo inicial empieza"),
    "end": ("end ends ended finish", "fin final termino"),
    "report": ("report reporting", "informe reporte"),
    "impressions": ("impression impr impressions views shown", "impresion"),
    "clicks": ("click", "clic"),
    "link": ("link outbound", "enlace"),
    "all": ("all", "todo todas"),
    "conversion": (
        "conversion converted convert purchased bounced",
        "conversion convertido compro convirtio",
    ),
    "ctr": ("ctr cpc cpm cpa roas reach frequency", "alcance frecuencia"),
    "marketing": ("marketing newsletter", "boletin publicidad comercial"),
    "accepts": (
        "accepts accept consent opt optin subscribed permission agreed accepted gdpr",
        "acepta consentimiento suscrito permiso autoriza acepto",
    ),
    "lifecycle": ("lifecycle funnel", "ciclo vida"),
    "segment": ("segment tier level", "segmento nivel"),
    "gross": ("gross", "bruto"),
    "net": ("net", "neto base imponible"),
    "list": (
        "list catalogue catalog full regular compare retail",
        "lista catalogo oficial",
    ),
    "average": ("average avg mean", "promedio"),
    "company": ("company business organisation organization", "empresa razon"),
    "url": ("url page path landing referer", "pagina ruta"),
    "image": ("image photo picture", "imagen foto"),
    "note": ("note comment remark tag message", "nota comentario observacion etiqueta mensaje"),
    "weight": ("weight", "peso"),
    "store": ("store shop warehouse branch pos", "tienda sucursal almacen"),
    "vendor": ("supplier seller salesperson staff agent", "proveedor vendedor agente comercial"),
    "language": ("language locale", "idioma"),
    "browser": ("browser os operating", "navegador"),
    "ip": ("ip", ""),
    "document": ("document vatid taxid", "nif dni rfc curp cif cuit rut documento nie"),
    "parent": ("parent original", "padre"),
    "duration": ("duration seconds length", "duracion segundos"),
    "ad": ("ad adset creative keyword", "anuncio conjunto palabra"),
    "fee": ("fee commission surcharge tip tips duties", "comision recargo propina cargo"),
    "risk": ("risk", "riesgo"),
    "rate": ("percent percentage pct exchange", "porcentaje"),
    "lifetime": ("lifetime ltv clv", ""),
    "active": ("active enabled", "activo"),
    "score": ("score rating points", "puntuacion punto valoracion"),
}
"""What words mean, in the singular, without accents, in lower case."""

EMPTY_WORDS = listed(
    "de del la el los las the of en por para al a an and y to in on at by is es con with "
    "from for your our su per o or sin s c p "
    "inc incl excl including excluding incluido incluida without actual current"
)
ALSO = {"sku": ("item", "id"), "stockcode": ("item", "id"), "asin": ("item", "id"),
        "ean": ("item", "id"), "upc": ("item", "id"), "gtin": ("item", "id"),
        "ean13": ("item", "id"), "barcode": ("item", "id"), "barra": ("item", "id"),
        "handle": ("item",),
        "folio": ("order", "id"), "datetime": ("date", "time"), "email": ("email",),
        "timestamp": ("date", "time"), "pvp": ("price", "unit"), "lastname": ("last", "name"),
        "surname": ("last", "name"), "apellido": ("last", "name"), "dob": ("birth",),
        "firstname": ("first", "name"), "optin": ("accepts",), "signup": ("created",),
        "utm": (), "e": (), "electronico": (), "unitario": ("unit", "each"),
        "unitaria": ("unit", "each"),
        "subtotal": ("total",), "ccaa": ("region",), "autonoma": (), "federativa": (),
        "newsletter": ("marketing", "accepts"), "boletin": ("marketing", "accepts"),
        "visitor": ("pseudo",), "stage": ("stage",), "etapa": ("stage",), "fase": ("stage",),
        "ltv": ("lifetime",), "vida": (), "ciclo": ("lifecycle",), "forma": ("payment",),
        "livemode": ("live",), "devicecategory": ("device", "category"),
        "entidad": ("region",), "detalle": ("line", "description"),
        "vbeln": ("order", "id"), "kunnr": ("customer", "id"), "kunag": ("customer", "id"),
        "matnr": ("item", "id"), "arktx": ("item", "name"), "maktx": ("item", "name"),
        "fkimg": ("quantity",), "kwmeng": ("quantity",), "netwr": ("net", "amount"),
        "waerk": ("currency",), "waers": ("currency",), "posnr": ("line", "id"),
        "fkdat": ("date",), "erdat": ("date",), "audat": ("date",),
        "hour": ("time",), "sales": ("total",),
        "ventas": ("total",)}  # fmt: skip
"""Words that say more, or less, than the one concept they are listed under."""


@dataclass(frozen=True)
class Header:
    """A column's name taken apart.

    Attributes
    ----------
    text : as the file writes it
    concepts : what its words mean
    unknown : words that mean nothing here
    english, spanish : words of one language alone
    currency : ISO 4217 code that stands in it, as in ``Cost (EUR)``
    """

    text: str
    concepts: frozenset[str]
    unknown: tuple[str, ...] = ()
    english: int = 0
    spanish: int = 0
    currency: str | None = None


def plain(text: str) -> str:
    """Text without accents, in lower case.

    >>> plain("Nº de Artículo")
    'no de articulo'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def split(header: str) -> list[str]:
    """The words of a header, camelCase and punctuation taken apart, without accents.

    >>> split("orderID"), split("Fecha_Pedido"), split("#")
    (['order', 'id'], ['fecha', 'pedido'], ['number'])
    """
    spaced = (
        join_acronyms(header).replace("#", " number ").replace("€", " EUR ").replace("£", " GBP ")
    )
    spaced = re.sub(r"\b[eE][-_ ]?[mM]ail", "email", spaced)
    spaced = re.sub(r"([a-záéíóúñ0-9])([A-ZÁÉÍÓÚÑ])", r"\1 \2", spaced)
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z]{2,})", r"\1 \2", spaced)
    return re.findall(r"[^\W\d_]+", plain(spaced))


@cache
def read(header: str) -> Header:
    """Take a header apart into what its words mean."""
    concepts: set[str] = set()
    unknown: list[str] = []
    english = spanish = 0
    currency = currency_in(header)
    marked = dotted(plain(header))
    for word in meant_together(split(letters_spelled_out(header))):
        if word in EMPTY_WORDS or (currency and word.upper() == currency):
            spanish += word in ("de", "del", "la", "el", "los", "las", "por")
            continue
        parts = _known(word, marked=word in marked)
        if not parts:
            unknown.append(word)
        for part in parts:
            concepts |= _concepts(part)
            english += part in _language("english") and part not in _language("spanish")
            spanish += part in _language("spanish") and part not in _language("english")
    return Header(header, frozenset(concepts), tuple(unknown), english, spanish, currency)


def currency_in(header: str) -> str | None:
    """The currency a header names in capitals or by its sign.

    >>> currency_in("Amount spent (EUR)"), currency_in("Importe €"), currency_in("ALL")
    ('EUR', 'EUR', None)
    """
    from taller.data.proposals.values import currencies

    if "€" in header:
        return "EUR"
    if "£" in header:
        return "GBP"
    # A code is believed beside other words only: a column called CUP or ALL is no currency.
    words = re.findall(r"[^\W\d_]+", header)
    small = listed("eur usd mxn gbp cop clp ars pen")
    words = [word.upper() if word in small else word for word in words]
    codes = [word for word in words if word in currencies() and word != "ALL"]
    return codes[-1] if codes and len(words) > 1 else None


def singular(word: str) -> tuple[str, ...]:
    """The forms a plural may have in the singular, the word itself first.

    >>> singular("unidades")
    ('unidades', 'unidade', 'unidad')
    """
    forms = [word]
    if word.endswith("s") and len(word) > 2:
        forms.append(word[:-1])
        if word.endswith("es"):
            forms.append(word[:-2])
    if word.endswith(("a", "as")) and word not in ("media", "ventas"):
        forms.append(word.rstrip("s")[:-1] + "o")  # "venta neta" is as net as "importe neto"
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    return tuple(forms)


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Word: the concepts it is listed under."""
    found: dict[str, tuple[str, ...]] = {}
    for concept, languages in CONCEPTS.items():
        for word in " ".join(languages).split():
            found[word] = (*found.get(word, ()), concept)
    return found


@cache
def _language(name: str) -> frozenset[str]:
    which = 0 if name == "english" else 1
    return frozenset(word for words in CONCEPTS.values() for word in words[which].split())


def _concepts(word: str) -> set[str]:
    return set(ALSO[word]) if word in ALSO else set(_index()[word][:1])


def _known(word: str, *, marked: bool = False) -> list[str]:
    """The known words a word is, or is run together of; empty where it means nothing."""
    known = _index()
    for form in singular(word):
        if form in known or form in ALSO:
            return [form]
    if parts := _run_together(word):
        return parts
    whole = spelled_out(word, known, lambda w: known[w][0], marked=marked)
    if whole is not None:
        return [whole]
    if len(word) >= 6:
        return difflib.get_close_matches(word, [w for w in known if len(w) >= 6], 1, 0.85)
    return []


def _run_together(word: str) -> list[str]:
    """``fechapedido`` as its two words; short words count at either end alone.

    >>> _run_together("idcliente"), _run_together("numpedido"), _run_together("preciounitario")
    (['id', 'cliente'], ['num', 'pedido'], ['precio', 'unitario'])
    """
    known = _index()
    for at in range(2, len(word) - 1):
        first, rest = word[:at], word[at:]
        halves = [
            next((f for f in singular(half) if f in known or f in ALSO), None)
            for half in (first, rest)
        ]
        short = {"id", "no", "num", "cod", "qty", "dt", "ts", "fec", "nro", "ref", "sku", "pay"}
        if all(halves) and all(len(h) >= 4 or h in short for h in (first, rest)):
            return [half for half in halves if half]
    return []
