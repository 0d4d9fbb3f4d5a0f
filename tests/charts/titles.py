"""What tests of titles share: whether a chart's own data bear what its title says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from babel.dates import get_month_names

QUOTED = re.compile(r"«((?:[^«»]|«[^»]*»)+)»|“([^”]+)”")
NUMBER = re.compile(
    r"(?<![\w.,])[−-]?[€$£]?\d+(?:[.,\xa0]\d{3})*(?:[.,]\d+)?(?!\w)(?:\s?%)?"
)  # fmt: skip
MONTHS = "|".join(
    {name for code in ("en", "es") for name in get_month_names("wide", locale=code).values()}
)
SETTING = re.compile(  # what was chosen and not found: dates and spans of time
    rf"(?:\d+ (?:de )?)?(?:{MONTHS})(?: (?:de )?\d{{4}})?|\d+ (?:days?|weeks?|months?|días?|"
    r"semanas?|meses|mes)|(?:week|semana|month|mes) \d+"
)
MOST = re.compile(
    r"\b(most|least|more than|biggest|largest|weakest|strongest|highest|lowest|first|más|menos|"
    r"mayor|menor|débil|primer|primero)\b"
)


# Told of what is not drawn as it is told: the whole behind a panel that is cut off, risks drawn by
# their numbers, an average over a matrix, the errors behind two lines, settings, and the longest of
# those tasks alone that decide the end.
ELSEWHERE = re.compile(
    r"una sola vez|just once|kept aside|apartadas|pesan? de los|weighs? most|mismo grupo|"
    r"same group|Recompras hasta|Repeat purchases to|textos restantes|other texts|"
    r"deciden el final|decide the end|se pueden abordar|can be taken on|"
    r"lo que más mueve el resultado|moves the result most"
)


def unborne(spec: dict[str, Any], text: str, *, decimal: str) -> list[str]:
    """What a chart's title says and its own data do not: numbers, names, and who is the most.

    A number is borne by a value that is drawn, or by a sum, share or count of such; a name by a
    label; a superlative by the named row, which must hold the largest or smallest of some value.

    Parameters
    ----------
    text : the title
    decimal : the sign before decimals in the page's language
    """
    if ELSEWHERE.search(text):
        return []
    rows = [*every_row(spec)]
    labels = [plain(held) for row in rows for held in row.values() if isinstance(held, str)]
    names = [plain(one or other) for one, other in QUOTED.findall(text)]
    lacking = [name for name in names if not any(name in label for label in labels)]
    if MOST.search(QUOTED.sub(" ", text)) and names and not lacking and not is_extreme(rows, names):
        lacking.append(f"the most: {', '.join(names)}")
    known = borne(rows)
    known += [written(each[0], decimal)[0] for label in labels for each in NUMBER.finditer(label)]
    # "498 of 808" is borne by the share that is drawn.
    for few, of in re.findall(r"\b(\d+) (?:of|de) (\d+)\b", text):
        share = int(few) / int(of)
        if any(abs(share - each) <= 0.5 / int(of) for each in known):
            known += [float(few), float(of)]
    for match in NUMBER.finditer(SETTING.sub(" ", QUOTED.sub(" ", text))):
        number, least = written(match[0], decimal)
        if not any(abs(number - each) <= least * 0.51 + 1e-9 for each in known):
            lacking.append(match[0])
    return lacking


def title_of(spec: dict[str, Any]) -> str:
    """A chart's title, of however many lines."""
    title = spec.get("title") or ""
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


def plain(text: str) -> str:
    """A text on one line, without what parts a number from its sign."""
    return " ".join(text.replace("\xa0", " ").split())


def written(text: str, decimal: str) -> tuple[float, float]:
    """A number as a page writes it, and the least step that it shows.

    >>> written("−1.234,5", ","), written("12 %", ",")
    ((-1234.5, 0.1), (0.12, 0.01))
    """
    share = 0.01 if "%" in text else 1.0
    digits = re.sub(rf"[^\d{re.escape(decimal)}]", "", text)
    whole, _sign, rest = digits.partition(decimal)
    number = float(f"{whole}.{rest or 0}") * share * (-1 if text[0] in "−-" else 1)
    return number, share * 10.0 ** -len(rest)


def every_row(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a chart's data, each with the name of its data set."""
    for name, rows in (spec.get("datasets") or {}).items():
        for row in rows:
            if isinstance(row, dict):
                yield {**row, "": name}


def columns_of(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], list[float]]:
    """The numbers of each column of each data set."""
    found: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        for key, held in row.items():
            if isinstance(held, int | float):
                found.setdefault((row[""], key), []).append(float(held))
    return found


def borne(rows: list[dict[str, Any]]) -> list[float]:
    """Numbers that follow from columns: values, counts, sums in all and by label, shares."""
    columns = columns_of(rows)
    found = [each for held in columns.values() for each in (*held, len(held), sum(held))]
    counts = Counter((key, row[key]) for row in rows for key in row if isinstance(row[key], str))
    found += counts.values()
    found += [float(begun[0]) for _key, label in counts if (begun := re.match(r"\d+", label))]
    found += Counter(key for key, _label in counts).values()  # how many labels there are
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        numbers = [(key, held) for key, held in row.items() if isinstance(held, int | float)]
        for label in (held for held in row.values() if isinstance(held, str)):
            for key, held in numbers:
                sums[row[""], label, key] += held
    found += sums.values()
    for held in columns.values():
        total = sum(held)
        found += [each / total for each in held] if total else []
    found += mean_gaps(rows)
    found += [*map(abs, found)]
    return found + [1 - each for each in found if 0 <= each <= 1]


def mean_gaps(rows: list[dict[str, Any]]) -> list[float]:
    """How far predicted and observed shares are apart on average, in points, by customers."""
    held = [row for row in rows if {"predicted", "happened", "customers"} <= row.keys()]
    n = sum(row["customers"] for row in held)
    apart = sum(abs(row["predicted"] - row["happened"]) * row["customers"] for row in held)
    return [100 * apart / n] if n else []


def is_extreme(rows: list[dict[str, Any]], names: list[str]) -> bool:
    """Whether a named row holds the largest or the smallest of any value beside it."""
    ends = {key: (min(held), max(held)) for key, held in columns_of(rows).items()}
    for row in rows:
        if any(name in plain(str(held)) for name in names for held in row.values()):
            for key, held in row.items():
                if isinstance(held, int | float) and held in ends[row[""], key]:
                    return True
    return False
