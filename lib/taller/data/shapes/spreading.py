"""An order's discount or tax spread over its lines, exactly: the largest remainder gets the cent.

References
----------
Hamilton's method: every line gets the whole cents of its share, and the cents that are left go to
the lines whose shares were cut most, the earlier line first where two are alike.
"""

from __future__ import annotations

from taller.data.reading import ROW

CENT = 100  # in ten-thousandths
WITHOUT_CENTS = ("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX",
                 "VND", "VUV", "XAF", "XOF", "XPF")  # fmt: skip


def spread(
    relation: str, share: str, *, amount: str, weight: str, group: str, currency: str = "currency"
) -> str:
    """SQL: the relation with one more column, the line's share of its group's amount.

    Parameters
    ----------
    relation : SQL with ``source_row``
    share : name of the new column
    amount : SQL of the amount to spread, a whole number of ten-thousandths, the same on all rows
        of a group; its sign is kept, null counts as 0
    weight : SQL of what it is spread by, a whole number, negative counts as 0; alike where all
        weights are 0
    group : SQL of the columns that tell groups
    currency : SQL of the ISO code of the amount's currency

    Returns
    -------
    Shares in ten-thousandths, in whole cents where the amount is, and in whole units where it is
    and the currency has no cents; their sum is the amount
    """
    without = ", ".join(f"'{code}'" for code in WITHOUT_CENTS)
    step = (
        f"CASE WHEN upper({currency}) IN ({without}) AND abs(_a) % 10000 = 0 THEN 10000 "
        f"WHEN _a % {CENT} = 0 THEN {CENT} ELSE 1 END"
    )
    over = f"OVER (PARTITION BY {group})"
    weighed = (
        f"SELECT *, coalesce({amount}, 0) AS _a, "
        f"greatest(coalesce({weight}, 0), 0)::HUGEINT AS _given FROM ({relation})"
    )
    stepped = (
        f"SELECT *, {step} AS _step, sum(_given) {over} AS _sum, count(*) {over} AS _lines "
        f"FROM ({weighed})"
    )
    even = (
        "SELECT *, abs(_a) // _step AS _whole, CASE WHEN _sum = 0 THEN 1 ELSE _given END AS _w, "
        f"CASE WHEN _sum = 0 THEN _lines ELSE _sum END AS _t FROM ({stepped})"
    )
    cut = (
        "SELECT *, _whole * _w // _t::HUGEINT AS _floor, _whole * _w % _t::HUGEINT AS _rest "
        f"FROM ({even})"
    )
    ranked = (
        f"SELECT *, _whole - sum(_floor) {over} AS _left, row_number() OVER "
        f"(PARTITION BY {group} ORDER BY _rest DESC, {ROW}) AS _place FROM ({cut})"
    )
    result = "sign(_a) * (_floor + CASE WHEN _place <= _left THEN 1 ELSE 0 END) * _step"
    return (
        "SELECT * EXCLUDE (_a, _given, _step, _sum, _lines, _whole, _w, _t, _floor, _rest, "
        f"_left, _place), CAST({result} AS BIGINT) AS {share} FROM ({ranked})"
    )
