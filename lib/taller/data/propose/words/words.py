"""Header words in English and Spanish, and what each means.

A header is taken apart into words and each word into the concept it stands for, so that
``Nº Pedido``, ``order_id`` and ``InvoiceNo`` all read as *order* and *id*. What a set of concepts
says about a column stands in `taller.data.propose.patterns`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from taller.data.propose.words.abbreviations import (
    dotted,
    join_acronyms,
    letters_spelled_out,
    meant_together,
    spelled_out,
)
from taller.data.propose.words.field_names import apart, short
from taller.data.propose.words.other_languages import OTHER
from taller.data.propose.words.vocabulary import ALSO, CONCEPTS, EMPTY_WORDS, listed


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
        join_acronyms(header)
        .replace("#", " number ")
        .replace("€", " EUR ")
        .replace("£", " GBP ")
        .replace("%", " percent ")
    )
    spaced = re.sub(r"\b[eE][-_ ]?[mM]ail", "email", spaced)
    spaced = re.sub(r"([a-záéíóúñ0-9])([A-ZÁÉÍÓÚÑ])", r"\1 \2", spaced)
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z]{2,})", r"\1 \2", spaced)
    return re.findall(r"[^\W\d_]+", plain(spaced))


NESTED = re.compile(r"[A-Za-z_]\w*(?:\.[$\w]+)+")
QUALIFIERS = listed("date id price amount quantity name tax total discount cost reference unit")
"""What a dot stands beside as a blank would, as in ``Fecha.Pedido``: the first word counts."""
GENERIC = listed("id name type category amount date time status email total reference code")


@cache
def read(header: str) -> Header:
    """Take a header apart into what its words mean.

    >>> sorted(read("geoNetwork.country").concepts), sorted(read("Order.Date").concepts)
    (['country'], ['date', 'order'])
    """
    whole = _read(header)
    if NESTED.fullmatch(header):
        outer, _, inner = header.rpartition(".")
        found = _read(inner)
        if found.concepts - GENERIC and not _read(outer).concepts & QUALIFIERS:
            return replace(whole, concepts=found.concepts, unknown=found.unknown)
    return whole


def _read(header: str) -> Header:
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
    from taller.data.propose.columns.values import currencies

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
    for concept, words in OTHER.items():
        for word in words.split():
            found.setdefault(word, (concept,))
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
    if parts := _run_together(word) or apart(word):
        return parts
    whole = spelled_out(word, known, lambda w: known[w][0], marked=marked)
    if whole is not None:
        return [whole]
    if (meant := short(word)) is not None:
        return [meant]
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
