"""A client's own codes: what is no merchandise, what was never paid, what marks a test order.

Only words and codes listed here, or codes whose item's name is listed here, are ever proposed: so
no value of a client's that could be personal gets into an engagement file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from taller.data.orders import statuses
from taller.data.propose.columns.values import EMAIL, Profile
from taller.data.propose.words.words import listed, plain

SHIPPING_CODES = listed(
    "post dot c2 shipping ship shipment postage carriage freight delivery envio envios portes "
    "porte flete gastosenvio transporte entrega shippingfee expressshipping mensajeria"
)
SHIPPING_NAMES = re.compile(
    r"^(?:(?:gastos|coste|costo|costes|cargo|cargos|servicio) (?:de |del )?(?:envio|transporte|"
    r"entrega|flete|mensajeria)s?|envio|envios|envio (?:gratis|gratuito|estandar|express|urgente|"
    r"a domicilio)|portes?(?: pagados| debidos)?|flete|mensajeria|(?:dotcom )?postage|carriage|"
    r"freight|delivery|(?:standard|express|free|next day|international|flat rate) "
    r"(?:shipping|delivery|postage)|shipping|shipping (?:cost|fee|charge|costs|charges|and "
    r"handling|& handling)|(?:delivery|postage) (?:charge|fee|cost)s?)$"
)
OTHER_CODES = listed(
    "m d s b pads cruk amazonfee bankcharges fee fees discount descuento dto dcto cupon coupon "
    "voucher giftcard gift_card tarjetaregalo giftvoucher manual adjust adjustment ajuste "
    "adjust2 tip propina samples muestra muestras comision comisiones bonificacion redondeo "
    "rounding donation donativo test test001 test002 prueba propinas envoltorio wrapping "
    "giftwrap recargo surcharge anticipo deposit deposito seguro insurance"
)
OTHER_NAMES = re.compile(
    r"^(?:manual|discount|descuento(?: comercial| cliente)?|cupon(?: (?:de )?descuento)?|coupon|"
    r"adjust bad debt|(?:stock )?adjustment(?: by .*)?|ajuste(?: (?:de|manual|contable).*)?|"
    r"bank charges?|comision(?:es)?(?: (?:bancaria|amazon|de banco|de amazon)s?)?|amazon fee|"
    r"(?:e-?)?gift ?(?:card|voucher)s?|tarjeta (?:de )?regalo|cheque regalo|vale regalo|"
    r"dotcomgiftshop gift voucher.*|samples?|muestras?(?: gratis| gratuitas?)?|tips?|propinas?|"
    r"redondeo|rounding|donation|donativo|cruk commission|pads to match all cushions|"
    r"test product|this is a test product.*|producto (?:de )?prueba|articulo (?:de )?prueba|"
    r"gift ?wrap(?:ping)?|envoltorio(?: (?:de )?regalo)?|papel (?:de )?regalo|surcharge|recargo)$"
)
TESTS = listed("true yes 1 test si y s t prueba verdadero x testing sandbox demo")
DEFAULT_TESTS = ("true", "yes", "1", "test", "sí", "si")


def special_items(
    pairs: Iterable[tuple[str | None, str | None]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Item codes that are no merchandise, and those of them that are shipping.

    Parameters
    ----------
    pairs : item code and item name, each pair once

    >>> special_items([("POST", "POSTAGE"), ("AB1", "Gastos de envío"), ("D", "Discount")])
    (('D',), ('AB1', 'POST'))
    >>> special_items([("[DELIVERY_07] A domicilio", None), ("[A1] Taza", None)])
    ((), ('[DELIVERY_07] A domicilio',))
    """
    other: set[str] = set()
    shipping: set[str] = set()
    for code, name in pairs:
        if code is None or not _is_harmless(code):
            continue
        short, said = _code_and_name(code, name)
        if short in SHIPPING_CODES or SHIPPING_NAMES.match(said):
            shipping.add(code)
        elif short in OTHER_CODES or OTHER_NAMES.match(said):
            other.add(code)
    return tuple(sorted(other - shipping)), tuple(sorted(shipping))


def _code_and_name(code: str, name: str | None) -> tuple[str, str]:
    """A code in short, and a name, plain; some systems write both in one cell: [CODE] name."""
    if both := re.fullmatch(r"\[([^\]]+)\]\s*(.+)", code):
        code, name = both[1], both[2] if name in (None, code) else name
    short, said = re.sub(r"[\W_]+", "", plain(code)), plain(name or code).strip(" .!-")
    # One letter is a code of its own only where it is written as one.
    if len(short) <= 1 and code != code.upper():
        short = ""
    numbered = re.fullmatch(r"([a-z]{4,})\d+", short)
    return (numbered[1] if numbered else short), said


def _is_harmless(code: str) -> bool:
    """Whether a code may be written down: short, one line, no address, no long number."""
    digits = sum(c.isdigit() for c in code)
    return len(code) <= 40 and code.isprintable() and not EMAIL.match(code) and digits < 9


def unpaid(told: Iterable[str]) -> tuple[str, ...]:
    """Statuses of orders that are no sales, as the client writes them.

    >>> unpaid(["Pagado", "Venta cancelada", "FAILED", "cancelado@example.com"])
    ('FAILED', 'Venta cancelada')
    """
    none = {s for s in told if statuses.meaning(s) == "none" and statuses.is_told(s)}
    return tuple(sorted(none))


def tests(marks: Iterable[str]) -> tuple[str, ...]:
    """Marks of test orders beyond those that count as such anyway, in lower case.

    >>> tests(["No", "Prueba"]), tests(["true", "false"])
    (('prueba',), ())
    """
    found = {mark.lower() for mark in marks if plain(mark) in TESTS}
    return tuple(sorted(found - set(DEFAULT_TESTS)))


def cancelled_prefix(order: Profile, *amounts: Profile) -> str | None:
    """The letters that cancellations' numbers start with, where the amounts bear it out."""
    starts: dict[str, list[float]] = {}
    plain_numbers = 0
    for index, number in enumerate(order.cells):
        if number is None:
            continue
        letters = re.match(r"^([A-Za-z]{1,4})[-_ ]?\d", number)
        if letters is None:
            plain_numbers += 1
            continue
        figures = [amount.figures[index] for amount in amounts]
        least = min((figure for figure in figures if figure is not None), default=0.0)
        starts.setdefault(letters[1], []).append(least)
    negative = [
        start for start, least in starts.items()
        if len(least) >= 3 and sum(figure < 0 for figure in least) >= 0.9 * len(least)
    ]  # fmt: skip
    others = plain_numbers + sum(
        len(least) for start, least in starts.items() if start not in negative
    )
    return negative[0] if len(negative) == 1 and others else None
