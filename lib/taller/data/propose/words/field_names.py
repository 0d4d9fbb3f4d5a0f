"""Field names of older systems: two or three abbreviations run together, as in ``CODCLI``.

A head says what kind of column it is, a tail of what. One alone means little; both together are
believed, of single letters only before tails that stand for things.
"""

from __future__ import annotations

_HEADS = {
    "numero": "n num nro no nr",
    "codigo": "c cod cve cd id ref cdg k",
    "fecha": "f fec fch fecha dt ts",
    "hora": "h hor",
    "nombre": "nom nomb nm",
    "descripcion": "d des desc dsc descr den",
    "importe": "imp impo mto amt val",
    "total": "tot t",
    "precio": "pre prc prec pr precio",
    "cantidad": "cant ctd can qty uds und q cnt",
    "porcentaje": "por porc pct pc p tpc",
    "cuota": "cuo cuota",
    "estado": "sit est stat",
    "tipo": "tip tp",
    "base": "bas base bi",
}
_TAILS = {
    "cliente": "cli cte clt cliente cust cus",
    "articulo": "art prod arti item itm mat producto articulo",
    "pedido": "ped doc alb fac fra vta tick tck ord inv pedido factura venta docto compra",
    "linea": "lin par part pos linea line partida",
    "familia": "fam cat dep depto grp familia",
    "marca": "mar mca marca",
    "pais": "pais pai ctry cty",
    "moneda": "mon div moneda divisa cur ccy crncy",
    "vendedor": "ven vend rep age vdor agente comercial",
    "proveedor": "prov prv",
    "almacen": "alm bod suc tda almacen tienda whs",
    "postal": "pos post postal",
    "alta": "alt alta cre crea",
    "entrega": "ent env entrega envio",
    "modificacion": "mod ult",
    "vencimiento": "ven vto venc",
    "descuento": "dto dcto descuento dsc disc",
    "impuesto": "iva imp igic impu tax vat",
    "unidad": "uni unit unt",
    "neto": "net neto",
    "total": "ext",
    "bruto": "bru bruto",
    "coste": "cos cost coste costo",
    "existencia": "stk exi exis stock",
}
_SINGLE = {
    "n": "pedido cliente linea",
    "f": "pedido entrega alta vencimiento",
    "c": "cliente articulo postal pais almacen impuesto",
    "p": "impuesto descuento coste pedido",
    "d": "articulo",
    "h": "pedido",
    "t": "linea pedido impuesto",
    "q": "pedido",
}
"""What may follow a head of a single letter."""
_AS_ONE = {
    ("codigo", "impuesto"): ["cuota", "impuesto"],  # a tax's code is seldom told, its amount is
    ("codigo", "postal"): ["codigo", "postal"],
    ("precio", "unidad"): ["precio", "unitario"],
    ("porcentaje", "unidad"): ["precio", "unitario"],
    ("porcentaje", "coste"): ["precio", "coste"],
    ("porcentaje", "pedido"): ["precio"],
    ("fecha", "vendedor"): ["fecha", "vencimiento"],
}
_WHICH = {form: whole for whole, forms in _HEADS.items() for form in forms.split()}


def apart(word: str) -> list[str]:
    """The whole words a field's name is run together of; none where it is not.

    >>> apart("codcli"), apart("fecdoc"), apart("piva"), apart("camisa")
    (['codigo', 'cliente'], ['fecha', 'pedido'], ['porcentaje', 'impuesto'], [])
    >>> apart("clinom"), apart("qtyord")
    (['nombre', 'cliente'], ['cantidad', 'pedido'])
    """
    if not 4 <= len(word) <= 12:
        return []
    for at in range(min(6, len(word) - 1), 0, -1):
        head = _WHICH.get(word[:at])
        for tail in _tails(word[at:]) if head else ():
            if at > 1 or tail in _SINGLE.get(word[0], "").split():
                return _AS_ONE.get((head, tail), [head, tail])
    for at in range(3, len(word) - 1):  # and the other way round, as in CLINOM
        head, tails = _WHICH.get(word[at:]), _tails(word[:at])
        if head and tails:
            return _AS_ONE.get((head, tails[0]), [head, tails[0]])
    return []


def _tails(form: str) -> list[str]:
    return [whole for whole, forms in _TAILS.items() if form in forms.split()]


def short(word: str) -> str | None:
    """What an abbreviation of three or four letters stands for by itself, if for one thing only.

    >>> short("tot"), short("vto"), short("ven")
    ('total', 'vencimiento', None)
    """
    if not 3 <= len(word) <= 4:
        return None
    meant = {*([_WHICH[word]] if word in _WHICH else []), *_tails(word)}
    return meant.pop() if len(meant) == 1 else None
