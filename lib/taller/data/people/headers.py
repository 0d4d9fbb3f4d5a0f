"""What a column's header says of the people in it, in English and Spanish.

A header is read as words: ``billingFirst_Name`` and ``Billing first-name`` are both
``billing first name``; accents and case do not count.
"""

from __future__ import annotations

import re
import unicodedata

# What a column of people's data is about, and what makes it about something else after all.
_EMAIL = r"e mails?|emails?|mails?|correos?"
_PHONE = r"phones?|telephones?|telefonos?|tel|telf|tlf|tlfno|tfno|mobile|moviles|movil|celular|" \
         r"cel|cell|whats ?app|fax"  # fmt: skip
_PERSON = r"customer|client|buyer|contact|user|member|billing|shipping|recipient|cardholder|card|" \
          r"owner|guest|holder|subscriber|employee|lead|person"  # fmt: skip
_PERSONA = r"cliente|usuario|contacto|titular|destinatario|comprador|socio|persona|facturacion|" \
           r"envio|empleado|abonado"  # fmt: skip
_NAME = (
    rf"(first|last|given|family|middle|full|sur|legal|fore) ?names?|surnames?|forename|apellidos?|"
    rf"(primer|segundo) nombre|nombre completo|nombres|nombre de pila|nombre y apellidos|"
    rf"nombre( del?( la)?)? ({_PERSONA})|({_PERSONA}) nombre|({_PERSON}) names?|"
    rf"names? (of|on) ({_PERSON})|maiden name|f ?name|l ?name"
)
_ADDRESS = (
    r"addresse?s?|addr|direccion(es)?|domicilios?|street|calle|postcode|post code|"
    r"postal( code)?|zip( ?code)?|codigo postal|cod postal|cp|c p"
)
_IDENTIFIER = (
    r"dni|nie|nif|cif|curp|rfc|cuit|cuil|rut|cpf|cnpj|ruc|cedula|rif|nit|ssn|nss|nino|"
    r"social security( number)?|seguridad social|passport|pasaporte|driv(ing|ers?) licen[cs]e|"
    r"national id|tax id|tax number|vat (number|id|no|nr)|id number|"
    r"documento( nacional)?( de)? identidad|numero( de)? documento|identificacion fiscal|"
    r"iban|account number|numero( de)? cuenta|cuenta bancaria|bank account|ccc|"
    r"credit card|card number|numero( de)? tarjeta|tarjeta( de credito)?|"
    r"ip|ips|ip address|username|user name|nickname|nombre de usuario"
)
_BIRTH = r"birth ?dates?|birth ?days?|birth|born|dob|nacimiento|fecha( de)? nac|cumpleanos"

_STATES = r"verified|verificado|valid|confirmed|type|tipo|consent|consentimiento|opt|optin|" \
          r"opt in|status|estado|count|sent|open|opens|opened|click|clicks|clicked|bounced?|" \
          r"marketing|subscribed|has|is|date|fecha|at|domain|dominio|subject|asunto|campaign|" \
          r"campana|template|provider|hashed"  # fmt: skip
# In the order they are tried: "direccion de correo" is e-mail, "ip address" is no street.
_STRONG = {
    "birth_date": (_BIRTH, r"place|lugar|country|pais|city|ciudad|order"),
    "email": (_EMAIL, _STATES),
    "identifier": (_IDENTIFIER, r"type|tipo|country|pais|expiry|brand|marca|status|estado"),
    "phone": (_PHONE, rf"{_STATES}|country|pais|model|modelo|os|device|operator|plan|traffic"),
    "name": (_NAME, r"file|host|domain|company|empresa|store|tienda|product|item|group|segment"),
    "address": (_ADDRESS, rf"{_EMAIL}|ip|mac|web|url|wallet|id|type|tipo|count"),
}
_WEAK_NAME = (
    rf"name|nombre|{_PERSON}|{_PERSONA}|client|ship to|bill to|attn|agent|agente|vendedor|"
    r"salesperson|comercial|author|autor|paciente|patient|alumno|student"
)
_ID = (
    rf"id|ids|code|codigo|cod|num|numero|number|ref|referencia|account|cuenta|login|"
    rf"user|usuario|customer|cliente|client|member|socio|buyer|comprador|contact|contacto|"
    rf"username|userid|uid|subscriber|{_EMAIL}"
)
_THING = (
    r"items?|products?|productos?|articulos?|skus?|asin|ean|upc|gtin|isbn|barcode|campaigns?|"
    r"campanas?|events?|eventos?|country|pais|categor\w*|familia|department|brands?|marcas?|"
    r"vendor|compan\w+|empresas?|organi[sz]ation|city|ciudad|town|municipio|localidad|region|"
    r"provincia|province|state|estado|stores?|tiendas?|shop|source|medium|medio|channel|canal|"
    r"currency|moneda|divisa|variants?|variantes?|line ?items?|discounts?|descuento|coupon|cupon|"
    r"status|methods?|metodo|collections?|coleccion|page|pagina|url|device|browser|os|plan|file|"
    r"host|domain|gateway|carrier|warehouse|almacen|titles?|titulo|descriptions?|descripcion|"
    r"models?|modelo|size|talla|colou?r|tags?|types?|tipo|segments?|segmento|lists?|lista|"
    r"material|style|estilo|keyword|term|content|creative|ad|ads|adset|group|grupo|language|idioma"
)
_AMOUNT = (
    r"price|precio|value|valor|amount|importe|total|subtotal|tax|iva|impuesto|cost|coste|costo|"
    r"quantity|qty|cantidad|units|unidades|stock|weight|peso|date|fecha|time|hora|timestamp|"
    r"created|updated|day|dia|month|mes|year|ano|rate|score|impressions|clicks|revenue|ingresos"
)


def words(header: str) -> str:
    """A header as plain lower-case words.

    >>> words("billingFirst_Name"), words("Dirección (línea1)"), words("IPAddress")
    ('billing first name', 'direccion linea 1', 'ip address')
    """
    plain = unicodedata.normalize("NFKD", header)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    plain = re.sub(r"(?<=[A-Za-z])(?=\d)", " ", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


def kind(header: str) -> str | None:
    """The kind of personal data a header names, or None.

    >>> kind("E-mail"), kind("Apellidos"), kind("fecha_nacimiento"), kind("Dirección de correo")
    ('email', 'name', 'birth_date', 'email')
    >>> kind("item_name"), kind("email_opt_in"), kind("order_id"), kind("device phone model")
    (None, None, None, None)
    """
    text = words(header)
    for name, (pattern, unless) in _STRONG.items():
        if _holds(pattern, text) and not _holds(unless, text):
            return name
    return None


def may_name_people(header: str) -> bool:
    """Whether a header allows for names, such as ``customer``; the content decides."""
    return _holds(_WEAK_NAME, words(header)) and not is_of_things(header)


def is_id(header: str) -> bool:
    """Whether a header sounds like an identifier, or a person who may stand under their e-mail."""
    return _holds(_ID, words(header))


def is_of_things(header: str) -> bool:
    """Whether a header says that a column is about items, places, campaigns, amounts or dates."""
    text = words(header)
    return _holds(_THING, text) or is_amount(header)


def is_amount(header: str) -> bool:
    """Whether a header says that a column holds amounts or times."""
    return _holds(_AMOUNT, words(header))


def _holds(pattern: str, text: str) -> bool:
    return re.search(rf"(?:^| )(?:{pattern})(?: |$)", text) is not None
