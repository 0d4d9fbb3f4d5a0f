"""What the heads of orders say they come to, held against the sum of their lines.

A head's total may hold shipping and tax or not; which, is told by what most orders agree with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taller.data.tell.ledger import Treatment
from taller.data.tell.quality import Evidence

EXAMPLES = 3
CENTS = "greatest(0.02, 0.01 * lines)"  # each line may be rounded by itself
ADDED = ((), ("shipping",), ("tax",), ("shipping", "tax"))  # beside goods, in a total


@dataclass(frozen=True)
class Agreement:
    """The heads beside the lines.

    Attributes
    ----------
    heads, repeated : orders among the heads; rows that tell of one again
    bare, bare_money : heads without lines, and their totals
    headless, headless_money : lines without a head, and what they come to
    compared : orders with a total and lines; 0 where the heads tell no total
    differing, difference : of them, those whose lines come to something else, and by how much
    holds : what the totals hold beside goods
    bare_examples, examples : orders without lines, and orders that differ
    """

    heads: int
    repeated: int = 0
    bare: int = 0
    bare_money: Decimal | None = None
    headless: int = 0
    headless_money: Decimal | None = None
    compared: int = 0
    differing: int = 0
    difference: Decimal | None = None
    holds: tuple[str, ...] = ()
    bare_examples: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    def treatments(self) -> list[Treatment]:
        """What to say aloud of the two files."""
        found = [
            Treatment("heads_repeated", self.repeated),
            Treatment("heads_bare", self.bare, None, self.bare_money),
            Treatment("heads_agreeing", self.compared - self.differing),
        ]
        return [each for each in found if each.rows]

    def evidence(self) -> list[Evidence]:
        """What the two files contradict each other in."""
        found = [Evidence("head_without_lines", None, self.bare, self.heads, self.bare_money,
                          self.bare_examples)]  # fmt: skip
        if self.compared:
            found.append(Evidence("lines_differ_from_head", None, self.differing, self.compared,
                                  self.difference, self.examples))  # fmt: skip
        return found


def agreement(
    con: Any, lines: str, heads: str, amounts: Mapping[str, str], *, total_of_heads: str | None
) -> Agreement:
    """Hold the heads against the lines.

    Parameters
    ----------
    con : a DuckDB connection
    lines : SQL of the joined lines, with ``number`` (of the order) and ``has_head``
    heads : SQL of the heads, with ``number``
    amounts : SQL over ``lines``: ``goods`` of a line, and of its order total, shipping, tax,
        discount, as far as they are told
    total_of_heads : SQL of the total over ``heads``
    """
    of_heads = total_of_heads or "NULL"
    rows, known, bare, bare_money, shown = con.execute(
        f"WITH told AS (SELECT number, max({of_heads}) AS total, count(*) AS n FROM ({heads}) "
        "WHERE number IS NOT NULL GROUP BY ALL), "
        f"lacking AS (SELECT * FROM told ANTI JOIN (SELECT DISTINCT number FROM ({lines})) "
        "USING (number)) SELECT (SELECT sum(n) FROM told), (SELECT count(*) FROM told), count(*), "
        f"sum(total)::DECIMAL(18, 4), min(number, {EXAMPLES}) FROM lacking"
    ).fetchall()[0]
    headless, money = con.execute(
        f"SELECT count(*), sum({amounts.get('goods', 'NULL')})::DECIMAL(18, 4) FROM ({lines}) "
        "WHERE has_head IS NULL"
    ).fetchall()[0]
    found = Agreement(known or 0, (rows or 0) - (known or 0), bare, bare_money, headless, money,
                      bare_examples=tuple(shown or ()))  # fmt: skip
    return _compared(con, lines, amounts, found) if {"total", "goods"} <= amounts.keys() else found


def _compared(con: Any, lines: str, amounts: Mapping[str, str], found: Agreement) -> Agreement:
    from dataclasses import replace

    named = ", ".join(
        f"coalesce(max({amounts[name]}), 0) AS {name}" if name in amounts else f"0 AS {name}"
        for name in ("shipping", "tax", "discount")
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE head_sums AS SELECT number, count(*) AS lines, "
        f"max({amounts['total']}) AS total, sum({amounts['goods']}) AS goods, {named} "
        f"FROM ({lines}) WHERE has_head IS NOT NULL GROUP BY number "
        f"HAVING max({amounts['total']}) IS NOT NULL AND sum({amounts['goods']}) IS NOT NULL"
    )
    off = {
        added: f"abs(total - ({' + '.join(['goods - abs(discount)', *added])}))"
        for added in ADDED
        if set(added) <= amounts.keys()
    }
    counts = ", ".join(f"count(*) FILTER ({each} <= {CENTS})" for each in off.values())
    compared, *agreeing = con.execute(f"SELECT count(*), {counts} FROM head_sums").fetchall()[0]
    holds, agree = max(zip(off, agreeing, strict=True), key=lambda pair: pair[1])
    difference, shown = con.execute(
        f"SELECT sum({off[holds]})::DECIMAL(18, 4), min(number, {EXAMPLES}) FROM head_sums "
        f"WHERE {off[holds]} > {CENTS}"
    ).fetchall()[0]
    con.execute("DROP TABLE head_sums")
    return replace(found, compared=compared, differing=compared - agree, difference=difference,
                   holds=holds, examples=tuple(shown or ()))  # fmt: skip
