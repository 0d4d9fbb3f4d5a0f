"""How a column's dates and times are written: judged from all its cells, and then read.

The first cells say what to try; one pass over the column says whether that reads all of it. Only
where it does not are the other cells looked at, by shape. A column is refused if it is written in
two ways, since in the second some cells would be read as another day, or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from taller.data.formats import short_dates
from taller.data.formats.cells import Cells, is_stray, quoted
from taller.data.formats.families import ORDERS, Family, Group, families_of, joined, said, year_of
from taller.data.formats.styles import PLAIN, Style, recognise
from taller.data.tell.ledger import Detected
from taller.errors import Fault

ISO = Style("ymd-", " ", 24, seconds=True, tidy=True)
_PARTS = r"regexp_extract(t, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{2})', %d)"
_FIRST, _SECOND, _THIRD = (f"TRY_CAST({_PARTS % i} AS UTINYINT)" for i in (1, 2, 3))
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


@dataclass
class Times:
    """A column of dates or times while it is being understood: ask, take, settle."""

    cells: Cells
    timezone: str | None
    faults: list[Fault] = field(default_factory=list)
    _styles: tuple[Style, ...] = (ISO,)
    _order: str = "dmy"
    _found: Family | None = None
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
        """SQL aggregates: cells, cells read, in a year before 1000, after the 12th."""
        read = self._read(text)
        asked = [f"count({text})", f"count({read})"]
        asked.append(f"count(*) FILTER (year({read}) < 1000)")
        if not self._styles[0].unordered:
            return [*asked, "0"]
        return [*asked, f"count(*) FILTER (day({read}) > 12)"]

    def opens(self, counts: Sequence[Any]) -> None:
        """Which cells `take` looks at is not known before; dates stand in few columns."""

    def take(self, counts: Sequence[Any]) -> None:
        """Take the answers, look at the cells they leave open, and judge the column."""
        cells, read, early, late = counts
        self._strict = bool(early)
        main = self._styles[0]
        open_years = main.unordered and main.two_digits
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
        family = self._found or Family([Group(ISO, 0)])
        if family.open_year and hint is None:
            self._ask_for_year(family)
        if hint == "ymd" and not family.open_year:
            hint = None
        if family.order is None:
            family.order, family.how = hint or "dmy", how if hint else "assumed"
        styles = tuple(dict.fromkeys(g.style for g in family.groups if g.style is not None))
        order = family.order or ""
        return TimeFormat(
            self.cells, styles, order, self.timezone, self._strict, self._detected(family, order)
        )

    def _read(self, text: str) -> str:
        return expression(text, self._styles, self._order, self.timezone)

    def _known(self, read: int, late: int) -> list[Group]:
        """What the first pass says, as groups whose first rows are not known."""
        order, main, others = self._order, self._styles[0], self._styles[1:]
        groups = [
            Group(main, late, None, order == "dmy", order == "mdy"), Group(main, read - late),
        ]  # fmt: skip
        return [group for group in groups if group.rows] + [Group(style, 0) for style in others]

    def _tally(self, where: str) -> list[Group]:
        stats = [f"bit_or(1::HUGEINT << {part})" for part in (_FIRST, _SECOND, _THIRD)]
        parts = [f"coalesce({part} > 12, false)" for part in (_FIRST, _SECOND)]
        parts += [f"coalesce({part} NOT BETWEEN 1 AND 31, false)" for part in (_FIRST, _THIRD)]
        return [
            Group(recognise(shape), rows, first, *told, short_dates.Numbers.of(*numbers))
            for shape, *told, rows, first, numbers in (
                (*row[:-3], row[-3:]) for row in self.cells.shapes(parts, stats, where)
            )
        ]

    def _judge(self, groups: list[Group]) -> bool:
        """Find the one way the column is written; false, with a fault noted, if there are two."""
        families = families_of(groups)
        for family in families:
            if family.style.unordered and not self._order_of(family, families):
                return False
        # A lenient reader takes 31/01/24 for a day of the year 24.
        self._strict |= len({family.style.two_digits for family in families}) > 1
        families = joined(families)
        if not families:
            return True
        self._found, *others = families
        many = self._found.evidence.rows
        for other in others:
            few = other.evidence.rows
            if not is_stray(few, many) and not (few == 1 and many >= 5):
                self._note(
                    (self._found.evidence.first, said(self._found)),
                    (other.evidence.first, said(other)),
                )
        return not self.faults

    def _order_of(self, family: Family, families: Sequence[Family]) -> bool:
        """Find the order of day, month and year of a family; false if it has two."""
        days, months = family.pointing("dmy"), family.pointing("mdy")
        if family.style.two_digits:
            years = family.dated("first"), family.dated("last")
            few, many = sorted(years, key=lambda evidence: evidence.rows)
            if few.rows and not is_stray(few.rows, many.rows, harmless=False):
                later = (years[1].first, ORDERS["mdy" if months.rows > days.rows else "dmy"])
                self._note((years[0].first, ORDERS["ymd"]), later)
                return False
            told = "first" if many is years[0] else "last"
            family.order, family.open_year = year_of(family, families, told if many.rows else None)
            if family.order or family.open_year:
                return True
        few, many = sorted((days, months), key=lambda evidence: evidence.rows)
        if few.rows and not is_stray(few.rows, many.rows, harmless=False):
            self._note((days.first, ORDERS["dmy"]), (months.first, ORDERS["mdy"]))
            return False
        family.order = None if not many.rows else "dmy" if many is days else "mdy"
        return True

    def _note(self, *ways: tuple[int | None, str]) -> None:
        """Note that a column is written in two ways, at the row where the second begins."""
        (_start, before), (first, after) = sorted(ways, key=lambda way: way[0] or 0)
        self.faults.append(self.cells.change(first or 0, f"as {before}", f"as {after}", _ADVICE))

    def _ask_for_year(self, family: Family) -> None:
        """Note that nobody can tell where the year stands, with what would settle it."""
        ways = family.numbers.orders or list(ORDERS)
        shown = " or ".join(f"{ORDERS[way]} ({family.style.shown(way)})" for way in ways)
        what = (
            f"its short dates may be {shown}, and nothing tells which; set timestamp_format, or, "
            "where they begin with no year, day_first"
        )
        self.faults.append(Fault(f"column '{self.cells.column}'", what))

    def _detected(self, family: Family, order: str) -> tuple[Detected, ...]:
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
