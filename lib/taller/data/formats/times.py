"""How a column's dates and times are written: judged from all its cells, and then read.

The first cells say what to try; one pass over the column says whether that reads all of it. Only
where it does not are the other cells looked at, by shape. A column is refused if it is written in
two ways, since in the second some cells would be read as another day, or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from taller.data.formats.cells import Cells, Evidence, is_stray, quoted
from taller.data.formats.styles import PLAIN, Style, recognise
from taller.data.ledger import Detected
from taller.errors import Fault

ISO = Style("ymd-", " ", 24, seconds=True, tidy=True)
_PARTS = r"regexp_extract(t, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{2})', %d)"
_FIRST, _SECOND, _THIRD = (f"TRY_CAST({_PARTS % i} AS UTINYINT)" for i in (1, 2, 3))
_ORDERS = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}
_ADVICE = "export it anew in one format, or set timestamp_format, and the other rows are rejected"


@dataclass(frozen=True)
class TimeFormat:
    """How to read a column of dates or times.

    Attributes
    ----------
    styles : the styles its cells have, the commonest first
    order : of day, month and year where the styles do not tell
    strict : whether other cells might be taken for one of them by a lenient reader
    """

    cells: Cells
    styles: tuple[Style, ...]
    order: str
    timezone: str | None
    strict: bool
    detected: tuple[Detected, ...]

    @property
    def costly(self) -> bool:
        """Whether each cell is brought to another form before it is read."""
        return "regexp" in self.sql("t")

    def sql(self, text: str) -> str:
        """SQL: the cell as TIMESTAMP, or as DATE where the column is one of dates."""
        read = expression(
            self.cells.trimmed(text), self.styles, self.order, self.timezone, strict=self.strict
        )
        return f"({read})::{'DATE' if self.cells.type == 'date' else 'TIMESTAMP'}"


@dataclass(frozen=True)
class GivenFormat:
    """A column read by the engagement's own strptime format."""

    cells: Cells
    pattern: str
    timezone: str | None
    detected: tuple[Detected, ...]

    @property
    def costly(self) -> bool:
        """Whether names of months are translated first."""
        return "%b" in self.pattern or "%B" in self.pattern

    def sql(self, text: str) -> str:
        """SQL: the cell as TIMESTAMP, or as DATE where the column is one of dates."""
        given = self.cells.trimmed(text)
        if "%b" in self.pattern or "%B" in self.pattern:
            given = _english(given, full="%B" in self.pattern)
        read = f"try_strptime({given}, {quoted(self.pattern)})"
        if "%z" in self.pattern:
            read = f"timezone({quoted(self.timezone or 'UTC')}, {read})"
        return f"({read})::{'DATE' if self.cells.type == 'date' else 'TIMESTAMP'}"


@dataclass(frozen=True)
class _Group:
    """Cells of one style that say the same of the order of day and month."""

    style: Style | None
    rows: int
    first: int | None = None
    late_first: bool = False  # the first number exceeds 12
    late_second: bool = False
    bounds: tuple[int | None, ...] = (None,) * 5  # least and most first, third; most second

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.rows, self.first)


@dataclass
class _Family:
    """Groups of cells that may stand together in one column."""

    groups: list[_Group]
    order: str | None = ""
    how: str = "found"

    @property
    def evidence(self) -> Evidence:
        return sum((group.evidence for group in self.groups), Evidence())

    @property
    def style(self) -> Style:
        return max(self.groups, key=lambda group: group.rows).style  # type: ignore[return-value]

    def pointing(self, order: str) -> Evidence:
        """The cells that have one order for certain."""
        return sum(
            (
                group.evidence
                for group in self.groups
                if group.late_first != group.late_second and group.late_first == (order == "dmy")
            ),
            Evidence(),
        )


@dataclass
class Times:
    """A column of dates or times while it is being understood: ask, take, settle."""

    cells: Cells
    timezone: str | None
    faults: list[Fault] = field(default_factory=list)
    _styles: tuple[Style, ...] = (ISO,)
    _order: str = "dmy"
    _found: _Family | None = None
    _strict: bool = False

    @property
    def order(self) -> str | None:
        """The order of day and month, where the column itself proves it."""
        found = self._found
        return found.order if found and found.style.unordered and found.how == "found" else None

    def look(self, sample: Sequence[str]) -> None:
        """Guess from some cells which styles to try first, and in which order."""
        shapes = Counter(recognise(_shape(text)) for text in sample)
        shapes.pop(None, None)
        if not shapes:
            return
        families: Counter[Any] = Counter()
        for style, times in shapes.items():
            families[style.family] += times
        main = families.most_common(1)[0][0]
        self._styles = tuple(style for style, _n in shapes.most_common() if style.family == main)
        late = [_late(text) for text in sample]
        self._order = "mdy" if late.count((False, True)) > late.count((True, False)) else "dmy"

    def asks(self, text: str) -> list[str]:
        """SQL aggregates: cells, cells read, in a year before 1000, after the 12th, least day."""
        read = self._read(text)
        asked = [f"count({text})", f"count({read})"]
        asked.append(f"count(*) FILTER (year({read}) < 1000)")
        if not self._styles[0].unordered:
            return [*asked, "0", "0"]
        return [*asked, f"count(*) FILTER (day({read}) > 12)", f"min(day({read}))"]

    def opens(self, counts: Sequence[Any]) -> None:
        """Which cells `take` looks at is not known before; dates stand in few columns."""

    def take(self, counts: Sequence[Any]) -> None:
        """Take the answers, look at the cells they leave open, and judge the column."""
        cells, read, early, late, least = counts
        self._strict = bool(early)
        main = self._styles[0]
        open_years = main.unordered and main.two_digits and (least or 0) >= 10
        if not cells or (read == cells and not early and not open_years):
            groups = self._known(read, late)
        elif (cells - read) * 100 <= cells and not early and not open_years:
            groups = [*self._known(read, late), *self._tally(f"({self._read('t')}) IS NULL")]
        else:
            groups = self._tally("true")
            self._strict |= any(group.style is None for group in groups)
        if not self._judge(groups) and any(g.first is None for g in groups):
            self.faults.clear()
            self._judge(self._tally("true"))

    def settle(self, hint: str | None, how: str) -> TimeFormat:
        """How to read the column.

        Parameters
        ----------
        hint : order of day and month, used if the column does not prove one
        how : where the hint comes from
        """
        family = self._found or _Family([_Group(ISO, 0)])
        if family.order is None:
            family.order, family.how = hint or "dmy", how if hint else "assumed"
        styles = tuple(dict.fromkeys(g.style for g in family.groups if g.style is not None))
        order = family.order or ""
        return TimeFormat(
            self.cells, styles, order, self.timezone, self._strict, self._detected(family, order)
        )

    def _read(self, text: str) -> str:
        return expression(text, self._styles, self._order, self.timezone)

    def _known(self, read: int, late: int) -> list[_Group]:
        """What the first pass says, as groups whose first rows are not known."""
        order, main, others = self._order, self._styles[0], self._styles[1:]
        groups = [
            _Group(main, late, None, order == "dmy", order == "mdy"), _Group(main, read - late),
        ]  # fmt: skip
        return [group for group in groups if group.rows] + [_Group(style, 0) for style in others]

    def _tally(self, where: str) -> list[_Group]:
        stats = [f"min({_FIRST})", f"max({_FIRST})", f"min({_THIRD})", f"max({_THIRD})",
                 f"max({_SECOND})"]  # fmt: skip
        parts = [f"coalesce({part} > 12, false)" for part in (_FIRST, _SECOND)]
        return [
            _Group(recognise(shape), rows, first, late_first, late_second, tuple(bounds))
            for shape, late_first, late_second, rows, first, *bounds in self.cells.shapes(
                parts, stats, where
            )
        ]

    def _judge(self, groups: list[_Group]) -> bool:
        """Find the one way the column is written; false, with a fault noted, if there are two."""
        families = _families(groups)
        for family in families:
            if family.style.unordered and not self._order_of(family):
                return False
        # A lenient reader takes 31/01/24 for a day of the year 24.
        self._strict |= len({family.style.two_digits for family in families}) > 1
        families = _joined(families)
        if not families:
            return True
        self._found, *others = families
        many = self._found.evidence.rows
        for other in others:
            few = other.evidence.rows
            if not is_stray(few, many) and not (few == 1 and many >= 5):
                self._note(
                    (self._found.evidence.first, _said(self._found)),
                    (other.evidence.first, _said(other)),
                )
        return not self.faults

    def _order_of(self, family: _Family) -> bool:
        """Find the order of day, month and year of a family; false if it has two."""
        days, months = family.pointing("dmy"), family.pointing("mdy")
        if family.style.two_digits and _year_is_first(family):
            family.order, family.how = "ymd", "found"
            return True
        few, many = sorted((days, months), key=lambda evidence: evidence.rows)
        if few.rows and not is_stray(few.rows, many.rows, harmless=False):
            self._note((days.first, _ORDERS["dmy"]), (months.first, _ORDERS["mdy"]))
            return False
        family.order = None if not many.rows else "dmy" if many is days else "mdy"
        return True

    def _note(self, *ways: tuple[int | None, str]) -> None:
        """Note that a column is written in two ways, at the row where the second begins."""
        (_start, before), (first, after) = sorted(ways, key=lambda way: way[0] or 0)
        self.faults.append(self.cells.change(first or 0, f"as {before}", f"as {after}", _ADVICE))

    def _detected(self, family: _Family, order: str) -> tuple[Detected, ...]:
        if self._found is None:
            return ()
        column, style = self.cells.column, family.style
        found = Detected("dates", style.shown(order), family.how, column)  # type: ignore[arg-type]
        if not style.zone and not style.kind.startswith("epoch"):
            return (found,)
        if self.timezone:
            return (found, Detected("timezone", self.timezone, "given", column))
        # Without a zone to bring them to, times stay as they are written, each in its own.
        zone = "as written" if style.zone == "offset" else "UTC"
        return (found, Detected("timezone", zone, "assumed", column))


def expression(
    text: str, styles: Sequence[Style], order: str, timezone: str | None, *, strict: bool = False
) -> str:
    """SQL: a cell of any of the styles as TIMESTAMP, else null."""
    if len(styles) == 1:
        return styles[0].sql(text, order, timezone, strict=strict)
    if all(style.plain for style in styles):
        return (
            f"CASE WHEN regexp_full_match({text}, '{PLAIN}') THEN TRY_CAST({text} AS TIMESTAMP) END"
        )
    first, *others = (style.sql(text, order, timezone, strict=strict) for style in styles)
    # No style reads what is of another; asked first, since to fail costs more than to ask.
    branches = "".join(
        f"WHEN regexp_full_match({text}, {quoted(style.pattern())}) THEN {read} "
        for style, read in zip(styles[1:], others, strict=True)
    )
    return f"coalesce({first}, CASE {branches}END)"


def _families(groups: Iterable[_Group]) -> list[_Family]:
    """Groups by family; dates without a time join the times of their kind."""
    found: dict[Any, list[_Group]] = {}
    for group in groups:
        if group.style is not None:
            found.setdefault(group.style.family, []).append(group)
    for kind, clock, zoned in list(found):
        timed = [key for key in found if key[0] == kind and key[1] and not key[2]]
        if not clock and not zoned and timed:
            most = max(timed, key=lambda key: sum(group.rows for group in found[key]))
            found[most] += found.pop((kind, clock, zoned))
    return [_Family(members) for members in found.values()]


def _joined(families: list[_Family]) -> list[_Family]:
    """Families by size, those that differ in marks only joined where each proves its order."""
    found: dict[Any, _Family] = {}
    for family in families:
        _kind, clock, zoned = family.style.family
        proven = family.style.unordered and family.order is not None
        key = (family.order, clock, zoned) if proven else (family.style.family, family.order)
        if key in found:
            found[key].groups += family.groups
        else:
            found[key] = family
    return sorted(found.values(), key=lambda family: -family.evidence.rows)


def _year_is_first(family: _Family) -> bool:
    """Whether dates of three two-digit numbers begin with the year.

    They do if the first is always such a year (10 and more) and varies less than the third, the
    second is a month, the third a day, and day-first would make years before 2010 of the third.
    """
    bounds = [group.bounds for group in family.groups if group.bounds[0] is not None]
    if not bounds:
        return False
    least_first, most_first = min(b[0] for b in bounds), max(b[1] for b in bounds)
    least_third, most_third = min(b[2] for b in bounds), max(b[3] for b in bounds)
    most_second = max(b[4] for b in bounds)
    if most_first - least_first >= max(10, most_third - least_third):  # days vary so, not years
        return False
    return least_first >= 10 and most_second <= 12 and most_third <= 31 and least_third < 10


def _said(family: _Family) -> str:
    """A family in words, for a message."""
    style = family.style
    order = _ORDERS.get(family.order or "", "numbers of day and month")
    if style.counts:
        return {"excel": "numbers of days (Excel)"}.get(style.kind, style.kind)
    kind = style.kind.rstrip("24")
    words = {
        "compact": "year, month and day without marks",
        "dmon": "day, name of the month, year",
        "mond": "name of the month, day, year",
        "ymon": "year, name of the month, day",
    }.get(kind, order if style.unordered else "year-month-day")
    if style.unordered:
        words = f"{words} ({style.shown(family.order or 'dmy')})"
    clock = {12: " with AM and PM", 24: " of 24 hours", 0: ""}[style.clock]
    return f"{words}{clock}{' with its zone' if style.zone else ''}"


def _shape(text: str) -> str:
    return "".join("9" if "0" <= char <= "9" else char for char in text)


def _late(text: str) -> tuple[bool, bool]:
    """Whether the first and the second number of a cell exceed 12."""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) < 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):
        return (False, False)
    return (int(parts[0]) > 12, int(parts[1]) > 12)


_FULL = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
         "octubre", "noviembre", "diciembre")  # fmt: skip
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december")  # fmt: skip


def _english(text: str, *, full: bool) -> str:
    """SQL: Spanish names of months as strptime knows them."""
    names = list(zip(_FULL, _ENGLISH, strict=True))
    if not full:
        names = [(es[:3], en[:3]) for es, en in names]
    read = f"lower({text})"
    for spanish, english in names:
        if spanish != english:
            read = f"replace({read}, '{spanish}', '{english}')"
    return read
