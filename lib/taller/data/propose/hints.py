"""What values tell beyond the mapping: currency, zone, order of day and month, a client's codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taller.data.orders import statuses
from taller.data.propose.columns import relations, values
from taller.data.propose.columns.values import NUMERIC_DAY, Profile
from taller.data.propose.money import codes
from taller.data.propose.words.words import read
from taller.data.settings.schemas import MONEY, SCHEMAS, TRIALS

if TYPE_CHECKING:
    from taller.data.propose.proposal import TableProposal
    from taller.data.propose.sampling import Sample

ZONES = {
    "EUR": "Europe/Madrid", "MXN": "America/Mexico_City", "COP": "America/Bogota",
    "ARS": "America/Argentina/Buenos_Aires", "CLP": "America/Santiago", "PEN": "America/Lima",
    "UYU": "America/Montevideo", "GBP": "Europe/London", "USD": "America/New_York",
    "BRL": "America/Sao_Paulo",
}  # fmt: skip
SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD", "MX$": "MXN", "R$": "BRL", "S/": "PEN"}
MANY = 100  # codes listed at most; beyond, the rule is wrong rather than long


@dataclass(frozen=True)
class Hint:
    """A value proposed for a key of the engagement file.

    Attributes
    ----------
    value : as the file writes it
    confidence : 0 to 1
    code : why, see `taller.workbench.begin.new`
    """

    value: Any
    confidence: float
    code: str


def language(header: Sequence[str]) -> str:
    """The language most words of the headers are of; English where they do not tell."""
    heads = [read(column) for column in header]
    spanish, english = sum(h.spanish for h in heads), sum(h.english for h in heads)
    return "es" if spanish > english else "en"


def of_all(
    tables: Iterable[TableProposal],
    profiles: Mapping[str, Profile],
    language: str,
    sample: Sample | None = None,
) -> dict[str, Hint]:
    """Keys that hold for the whole engagement."""
    tables = list(tables)
    found = {"currency": _currency(tables, profiles, language)}
    dates = [
        (match.column, profiles[match.column])
        for table in tables
        for name, match in table.matches.items()
        if _type(table, name) in ("timestamp", "date") and match.column in profiles
    ]
    if any(profile.offsets > 0 or profile.clocks > 0.9 for _, profile in dates):
        zone = ZONES.get(found["currency"].value, "UTC")
        found["timezone"] = Hint(zone, 0.5, "offsets")
    first = [_day_first(column, profile, sample) for column, profile in dates]
    if "unclear" in first and "first" not in first and "second" not in first:
        american = language == "en" and found["currency"].value == "USD"
        found["day_first"] = Hint(not american, 0.5, "unclear_days")
    return found


def _type(table: TableProposal, name: str) -> str:
    """The type of a canonical column; a flat table's are the client's own."""
    schema = SCHEMAS.get(table.table) or (TRIALS if table.table == TRIALS.name else None)
    return schema.column(name).type if schema else "string"


def _currency(
    tables: Sequence[TableProposal], profiles: Mapping[str, Profile], language: str
) -> Hint:
    """The currency of most money, by a column of its own, by headers, or by signs."""
    own = [t.matches["currency"].column for t in tables if "currency" in t.matches]
    for column in own:
        counts = Counter(v.upper() for v in profiles[column].counts.elements()) & Counter(
            dict.fromkeys(values.currencies(), 10**9)
        )
        if counts:
            code = "currency_column" if len(counts) == 1 else "currency_columns"
            return Hint(counts.most_common(1)[0][0], 0.97 if len(counts) == 1 else 0.6, code)
    money = [
        match.column
        for table in tables
        for name, match in table.matches.items()
        if _type(table, name) == MONEY and match.column in profiles
    ]
    in_headers = Counter(c for c in (read(column).currency for column in money) if c)
    if in_headers:
        return Hint(in_headers.most_common(1)[0][0], 0.95, "currency_header")
    return _by_sign([profiles[column] for column in money], language)


def _by_sign(money: Sequence[Profile], language: str) -> Hint:
    """The currency that amounts are written with."""
    seen: Counter[str] = Counter()
    for profile in money:
        for value, times in profile.counts.items():
            words = re.findall(r"[A-Z]{3}", value)
            for code in [w for w in words if w in values.currencies()][:1]:
                seen[code] += times
            for sign, code in SIGNS.items():
                if sign in value and not words:
                    seen[code] += times
            if value.lstrip("-( ").startswith("$") and not words:
                seen["$"] += times
    if not seen:
        return Hint("EUR", 0.3, "currency_assumed")
    code = seen.most_common(1)[0][0]
    if code == "$":
        return Hint("MXN" if language == "es" else "USD", 0.5, "currency_dollar")
    return Hint(code, 0.9, "currency_sign")


def _day_first(column: str, profile: Profile, sample: Sample | None) -> str:
    """Whether the day stands first in a column of dates: first, second, unclear, or neither."""
    if profile.share(NUMERIC_DAY.match) < 0.5:
        return "neither"
    texts: Iterable[str] = profile.counts
    if sample is not None and column in sample.staged.header:
        texts = (text for (text,) in sample.distinct(column, limit=100_000) if text)
    pairs = [(int(m[1]), int(m[2])) for m in map(NUMERIC_DAY.match, texts) if m]
    if any(first > 12 for first, _ in pairs):
        return "first"
    return "second" if any(second > 12 for _, second in pairs) else "unclear"


def of_orders(
    columns: Mapping[str, str], profiles: Mapping[str, Profile], sample: Sample
) -> dict[str, Hint]:
    """What a client's own codes mean in orders, as far as the values tell."""
    found: dict[str, Hint] = {}

    def present(*names: str) -> list[str]:
        return [columns[n] for n in names if columns.get(n) in profiles]

    if item := present("item_id"):
        named = [*item, *present("item_name")]
        pairs = [(row + row)[:2] if len(row) == 1 else row for row in sample.distinct(*named)]
        other, shipping = codes.special_items(pairs)
        for key, listed in (("not_items", other), ("shipping_items", shipping)):
            if 0 < len(listed) <= MANY:
                found[key] = Hint(listed, 0.75, key)
    if order := present("transaction_id"):
        said = [profiles[column] for column in present("user_id", "event_timestamp")]
        if any(relations.told_on_first(profiles[order[0]], profile) for profile in said):
            found["fill_down"] = Hint(True, 0.9, "fill_down")
        amounts = [profiles[column] for column in present("quantity", "value", "price")]
        if amounts and (prefix := codes.cancelled_prefix(profiles[order[0]], *amounts)):
            found["cancelled_prefix"] = Hint(prefix, 0.9, "cancelled_prefix")
    told = present("item_id", "value")
    if len(told) == 2 and relations.are_packs(*(profiles[column] for column in told)):
        found.pop("fill_down", None)
        found["packs"] = Hint(True, 0.6, "packs")
    if column := present("test"):
        texts = [text for (text,) in sample.distinct(*column, limit=500) if text]
        if listed := codes.tests(texts):
            found["test_values"] = Hint((*codes.DEFAULT_TESTS, *listed), 0.6, "test_values")
    if column := present("status"):
        amounts = [profiles[own] for own in present("quantity", "price", "value")]
        texts = [text for (text,) in sample.distinct(*column, limit=500) if text]
        listed = codes.unpaid(texts)
        if not present("refund"):  # else it says how much of them was given back
            listed += _given_back(texts, profiles[column[0]], amounts)
        if listed:
            found["ignored_statuses"] = Hint(tuple(sorted(listed)), 0.6, "ignored_statuses")
    return found


def _given_back(
    texts: Sequence[str], status: Profile, amounts: Sequence[Profile]
) -> tuple[str, ...]:
    """Statuses of orders that were given back whole, of which no amount is below zero."""
    back = {t for t in texts if statuses.meaning(t) == "back" and statuses.is_told(t)}
    rows = zip(status.cells, *(amount.figures for amount in amounts), strict=True)
    negative = {said for said, *figures in rows if any((f or 0) < 0 for f in figures)}
    return tuple(back - negative)
