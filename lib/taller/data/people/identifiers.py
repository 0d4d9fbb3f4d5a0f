"""Identifiers of people and firms that carry check digits, told from numbers that merely look so.

A random number has a fair chance of a right check digit, so one match means nothing: a column is
one of identifiers when far more of its values are right than chance would have it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from taller.data.people import chance

SHARE = 0.5  # of distinct values that must be right identifiers of one family
RIGHT = 0.8  # of the values with the form of a family that must be right
LIKELY, SURE = (
    1e-3,
    1e-9,
)  # probability of as many right by chance, for marked forms and bare digits
MOST = 300  # values whose check digits are worked out


@dataclass(frozen=True)
class Family:
    """Identifiers that stand in one column together.

    Attributes
    ----------
    form : what they look like, in capitals
    modules : of python-stdnum, any of which may find a value right
    chance : an upper bound of the share of random values of the form that are right
    bare : whether the form is digits alone, as any number's
    """

    name: str
    form: str
    modules: tuple[str, ...]
    chance: float
    bare: bool = False


_RUT, _NIT = r"\d{1,2}\.\d{3}\.\d{3}-[\dK]|\d{7,8}-[\dK]", r"\d{3}\.\d{3}\.\d{3}-\d|\d{9}-\d"
_CPF, _CNPJ = r"\d{3}\.\d{3}\.\d{3}-\d{2}", r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}"
_DNI = r"\d{2}\.?\d{3}\.?\d{3}[- ]?[A-Z]"
_NIE, _CIF = r"[XYZKLM][- ]?\d{7}[- ]?[A-Z]", r"[A-W]-?\d{7}-?[0-9A-J]"
FAMILIES = (
    Family("iban", r"[A-Z]{2}\d{2}( ?[A-Z0-9]{2,4}){3,8}", ("iban",), 0.02),
    Family("card", r"[2-6]\d{3}([ -]\d{4}){3}|3[47]\d\d[ -]\d{6}[ -]\d{5}", ("luhn",), 0.11),
    Family("es", rf"{_DNI}|{_NIE}", ("es.dni", "es.nie", "es.nif"), 0.05),
    Family("es firms too", rf"{_DNI}|{_NIE}|{_CIF}", ("es.nif", "es.dni", "es.cif"), 0.11),
    Family("mx.curp", r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", ("mx.curp",), 0.05),
    Family("mx.rfc", r"[A-ZÑ&]{3,4}[- ]?\d{6}[- ]?[A-Z0-9]{3}", ("mx.rfc",), 0.05),
    Family("ar.cuit", r"(20|23|24|25|26|27|30|33|34)-\d{8}-\d", ("ar.cuit",), 0.11),
    Family("cl.rut", _RUT, ("cl.rut",), 0.1),
    Family("co.nit", _NIT, ("co.nit",), 0.11),
    Family("br", f"{_CPF}|{_CNPJ}", ("br.cpf", "br.cnpj"), 0.02),
    Family("ve.rif", r"[VEJPG]-?\d{8}-?\d", ("ve.rif",), 0.1),
    Family("card digits", r"[2-6]\d{12,18}", ("luhn",), 0.11, bare=True),
    Family("ar.cuit digits", r"(20|23|24|27|30|33|34)\d{9}", ("ar.cuit",), 0.2, bare=True),
    Family("br.cpf digits", r"\d{11}", ("br.cpf",), 0.05, bare=True),
    Family("br.cnpj digits", r"\d{14}", ("br.cnpj",), 0.05, bare=True),
    Family("cl.rut digits", r"\d{7,8}[\dK]", ("cl.rut",), 0.2, bare=True),
    Family("co.nit digits", r"[89]\d{9}", ("co.nit",), 0.2, bare=True),
    Family("pe.ruc digits", r"(10|15|17|20)\d{9}", ("pe.ruc",), 0.2, bare=True),
    Family("pe.cui digits", r"\d{8}-?[\dA-K]", ("pe.cui",), 0.25, bare=True),
    Family("ec.ci digits", r"\d{10}", ("ec.ci",), 0.2, bare=True),
    Family("uy.rut digits", r"\d{12}", ("uy.rut",), 0.2, bare=True),
    Family("pt.nif digits", r"\d{9}", ("pt.nif",), 0.25, bare=True),
)  # fmt: skip

_ANY = re.compile("|".join(f"(?:{each.form})" for each in FAMILIES))


def family(values: Sequence[str]) -> str | None:
    """The family of identifiers that a column's distinct values are, or None.

    Parameters
    ----------
    values : distinct, not blank
    """
    sample = [value.strip().upper() for value in values[:MOST]]
    formed = 0
    for place, value in enumerate(sample):
        formed += _ANY.fullmatch(value) is not None
        if place + 1 - formed > (1 - SHARE) * len(sample):
            return None  # whatever the others are
    return next((each.name for each in FAMILIES if _are(sample, each)), None)


def _are(sample: Sequence[str], each: Family) -> bool:
    formed = [value for value in sample if re.fullmatch(each.form, value)]
    if not formed or len(formed) < SHARE * len(sample):
        return False
    right = sum(any(check(value) for check in _checks(each)) for value in formed)
    enough = right >= max(RIGHT * len(formed), SHARE * len(sample))
    limit = SURE if each.bare else LIKELY
    return enough and chance.bound(right, len(formed), each.chance) < limit


@cache
def _checks(each: Family) -> list[Callable[[str], bool]]:
    found = [importlib.import_module(f"stdnum.{name}") for name in each.modules]
    if each.modules == ("luhn",):
        return [lambda value: found[0].is_valid(re.sub(r"\D", "", value))]
    return [module.is_valid for module in found]
