"""Words of headers as they are meant: abbreviations spelled out, and what stands together.

An abbreviation begins like its word and either is its beginning (``Unid.``), or leaves letters out
and ends like it (``Ctdad``, ``Depto.``). It is believed only where all words it may stand for mean
the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

DOTTED = re.compile(r"([^\W\d_]+)\.(?=[\s)/_]|$)")
ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?")
LETTERS = {"f": "fecha", "p": "precio"}  # a single letter before another word
UNMARKED = (4, 7)  # letters of an abbreviation that no dot marks


def join_acronyms(header: str) -> str:
    """A header whose acronyms are written without dots.

    >>> join_acronyms("P.V.P. (I.V.A. incl.)")
    'PVP (IVA incl.)'
    """
    return ACRONYM.sub(lambda found: found[0].replace(".", ""), header)


def letters_spelled_out(header: str) -> str:
    """A header that begins with a single dotted letter, spelled out.

    >>> letters_spelled_out("F. Albarán"), letters_spelled_out("P. Unit.")
    ('fecha Albarán', 'precio Unit.')
    """
    found = re.match(r"([A-Za-z])\.\s*(?=[^\W\d_]{2})", header)
    if found is None or found[1].lower() not in LETTERS:
        return header
    return f"{LETTERS[found[1].lower()]} {header[found.end() :]}"


def dotted(header: str) -> frozenset[str]:
    """The words of a header that a dot marks as abbreviated, in lower case."""
    return frozenset(word.lower() for word in DOTTED.findall(header))


def spelled_out(
    word: str, known: Iterable[str], meaning: Callable[[str], object], *, marked: bool
) -> str | None:
    """The known word an abbreviation stands for, or None where it may mean several things.

    Parameters
    ----------
    meaning : what a known word means
    marked : whether a dot marks it as an abbreviation

    >>> words = ("unidad", "cantidad", "categoria", "departamento")
    >>> [spelled_out(w, words, str, marked=True) for w in ("unid", "ctdad", "depto", "ca")]
    ['unidad', 'cantidad', 'departamento', None]
    """
    if len(word) < 3 or not (marked or UNMARKED[0] <= len(word) <= UNMARKED[1]):
        return None
    longer = [one for one in known if len(one) > len(word) and one[0] == word[0]]
    begun = [one for one in longer if one.startswith(word)]
    found = begun or [one for one in longer if one[-1] == word[-1] and _in_order(word, one)]
    if not begun and not marked and len(re.findall("[aeiou]", word)) > 1:
        # What leaves letters out begins as its word all the same: "sala" is no "subfamilia".
        found = [one for one in found if one[:3] == word[:3]]
    return min(found, key=len) if len({meaning(one) for one in found}) == 1 else None


def meant_together(words: list[str]) -> list[str]:
    """Words that mean something else where they stand together.

    >>> meant_together(["no", "of", "items"]), meant_together(["price", "per", "piece"])
    (['quantity', 'items'], ['price', 'each'])
    >>> meant_together(["product", "line"]), meant_together(["linea", "de", "producto"])
    (['product', 'category'], ['category', 'de', 'producto'])
    """
    text = f" {' '.join(words)} "
    for pattern, meant in _TOGETHER:
        text = pattern.sub(meant, text)
    return text.split()


_COUNTED = (
    r"(items|units|pieces|products|articles|articulos|productos|unidades|piezas|events|eventos|"
    r"hits|actions|acciones|orders|pedidos|compras|purchases|prendas|bultos)"
)
_SAID = r"(name|title|description|price|quantity|qty|total|nombre|descripcion|precio|cantidad)"
_TAXES = r"(?:iva|impuestos?|imptos?|igic|vat|tax|taxes|gst|imp)"
_TOGETHER = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (rf" (?:number|no|num|n|nro|numero|count|cnt) (?:of |de )?{_COUNTED} ", r" quantity \1 "),
        (rf" (?:total|totals) (?:of |de )?{_COUNTED} ", r" quantity \1 "),
        (r" (?:per|por|each|cada) (?:item|unit|piece|each|articulo|unidad|pieza|ud) ", " each "),
        (r" (product|item|article) line ", r" \1 category "),
        (rf" (?:sku|plu|upc|ean) (?:selling )?{_SAID} ", r" item \1 "),
        (rf" {_SAID} (?:of |de |del )?sku ", r" \1 item "),
        (r" precio (?:de |de la )?venta ", " precio "),
        (r" (?:sale|selling) price ", " price "),
        (r" linea (de|del) (producto|articulo)s? ", r" category \1 \2 "),
        # with tax, and before it, of an amount that is no tax
        (rf" (?:con|with|mas|plus|incl|including|inc) {_TAXES} ", " gross "),
        (rf" {_TAXES} (?:incl|included|inc|incluidos?|incluidas?) ", " gross "),
        (rf" (?:sin|without|ex|excl|excluding|before|antes de) {_TAXES} ", " net "),
        (rf" {_TAXES} (?:excl|excluded|excluidos?|no incluidos?) ", " net "),
        # whose it is
        (r" (?:bill|billed|invoice|facturar) (?:to|a) ", " billing "),
        (r" (?:ship|deliver|enviar|entregar) (?:to|a) ", " shipping "),
        (r" (?:sold|sell) to | venta a ", " customer "),
        (r" (?:pto|punto|puntos|ptos) (?:de )?(?:vta|venta|ventas) | point of sale ", " store "),
        (r" (nro|num|numero|no|n|tipo) comp ", r" \1 comprobante "),
        (r" sales (category|channel|rep|order|person|location|team|region) ", r" \1 "),
        # what is there, and what is not yet
        (
            r" (tax|vat|iva|gst|exchange|conversion|open|click|bounce|discount|commission) rate ",
            r" \1 percent ",
        ),
        (r" (?:marca|sello) (?:de )?tiempo ", " timestamp "),
        (r" on hand | in stock | en stock | a mano ", " stock "),
        (r" on order | por recibir ", " reserved "),
        (r" (precio|coste|costo|ticket|valor|importe) medio ", r" \1 promedio "),
        (r" (pago|cobro|envio|entrega) (?:con|via|por) ", r" \1 method "),
        (
            r" (?:medio|forma|metodo|condicion|condiciones|cond) (?:de )?(pago|cobro|envio) ",
            r" \1 method ",
        ),
        (r" full visitor ", " visitor "),
        (r" (?:default|preferred|main|primary) vendor | vendor (?:name|code|id) ", " supplier "),
        (r" media (spend|cost|coste|costo|gasto|inversion) ", r" \1 "),
        (r" opt in ", " optin "),
        (r" opt out ", " optout "),
        (r" (?:black list|lista negra|not subscribed|no llamar|do not) ", " suppressed "),
        (r" cost of (?:goods|sales)(?: sold)? ", " cost "),
    )
)
"""Sequences of words, and what they mean: a number of things is a quantity, and no identifier."""


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
