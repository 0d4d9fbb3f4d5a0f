"""Ways of writing a date or a time: the grammar of each, and the SQL that reads it.

A `Style` is one exact way, such as day/month/year, then hours and minutes, then AM or PM. It is
recognised in the shape of a cell, and reads no cell of another style, whatever DuckDB would take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from taller.data.formats.cells import LONGEST, quoted

Zone = str | None
_GAP = "[ \u00a0\u202f]"
# A month begins with three letters that are its own in English and Spanish.
_MONTHS = (
    "(jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|set|oct|nov|dec|dic)"
    "(?:uary|ro|ruary|rero|ch|zo|il|e|o|io|y|ust|sto|t|tember|tiembre|iembre|ober|ubre|ember)?"
)
_SPANISH = {"ene": "jan", "abr": "apr", "ago": "aug", "set": "sep", "dic": "dec"}
_WEEKDAY = (
    "(?:(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mi[eé]|jue|vie|s[aá]b|dom)"
    "(?:day|sday|nesday|rsday|urday|s|es|tes|rcoles|ves|rnes|ado|ingo)?[.]?,? )?"
)
_DAY = "(\\d{1,2})(?:st|nd|rd|th|º|°)?"


def _dates() -> dict[str, tuple[str, str]]:
    """Kind of date: its pattern, and what its groups are, in their order."""
    found = {}
    for mark in "-/.":
        sep = re.escape(mark)
        found[f"ymd{mark}"] = (rf"(\d{{4}}){sep}(\d{{1,2}}){sep}(\d{{1,2}})", "ymd")
        for digits in "42":
            pattern = rf"(\d{{1,2}}){sep}(\d{{1,2}}){sep}(\d{{{digits}}})"
            found[f"xxy{mark}{digits}"] = (pattern, "???")  # which is which is for the column
    found["compact"] = (r"(\d{4})(\d{2})(\d{2})", "ymd")
    for digits in "42":
        year = rf"(\d{{{digits}}})"
        found[f"dmon{digits}"] = (
            rf"{_WEEKDAY}{_DAY}(?: de | |-|/|\.){_MONTHS}\.?(?:,? de | del |,? |-|/|\.){year}",
            "dby",
        )
        found[f"mond{digits}"] = (
            rf"{_WEEKDAY}{_MONTHS}\.?(?: |-){_DAY}(?:,? |-){year}",
            "bdy",
        )
    found["ymon"] = (rf"(\d{{4}})(?:-|/| ){_MONTHS}(?:-|/| )(\d{{1,2}})", "ybd")
    return found


_DATES = _dates()
PLAIN = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)?"
_JOINTS = ("T", " ", "  ", ", ", ",", " - ", " a las ", ", a las ", " at ", ", at ")
_HOURS = rf"(?:{_GAP}*(?:h|hs|hr|hrs|horas)\b\.?)"
# kind: SQL of its microseconds since 1970 from the number v, least and most v, digits of v
_COUNTS = {
    "excel": ("round((v - 25569) * 86400000) * 1000", "20000", "79999.99999999999", "5"),
    "epoch seconds": ("v * 1000000", "100000000", "9999999999", "9,10"),
    "epoch milliseconds": ("v * 1000", "100000000000", "9999999999999", "12,13"),
    "epoch microseconds": ("v", "100000000000000", "9999999999999999", "15,16"),
    "epoch nanoseconds": ("v // 1000", "100000000000000000", "9199999999999999999", "18,19"),
}


@dataclass(frozen=True)
class Style:
    """One exact way of writing a date or a time.

    Attributes
    ----------
    kind : key of a date of numbers or names, or of a count such as ``epoch seconds``
    joint : what stands between date and time; None if there is no time
    clock : 24, 12 (with AM and PM), or 0 if there is no time
    seconds, fraction : whether the time, or the count, has them
    zone : ``utc`` (Z, UTC), ``offset`` (+02:00), or empty
    colon : whether there is one between hours and minutes
    said : whether it says that these are hours, as in 18:30 h
    tidy : whether strptime can read it as it stands
    """

    kind: str
    joint: str | None = None
    clock: int = 0
    seconds: bool = False
    fraction: bool = False
    zone: str = ""
    colon: bool = True
    tidy: bool = False
    said: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts days or seconds."""
        return self.kind in _COUNTS

    @property
    def unordered(self) -> bool:
        """Whether the shape does not tell day from month."""
        return self.kind.startswith("xxy")

    @property
    def plain(self) -> bool:
        """Whether it is one of the ISO styles without a zone, which a cast reads together."""
        return (
            self.tidy
            and self.kind in ("ymd-", "ymd/")
            and self.clock != 12
            and (not self.zone and self.joint in (None, "T", " "))
        )

    @property
    def two_digits(self) -> bool:
        """Whether the year has two digits."""
        return self.kind.endswith("2")

    @property
    def family(self) -> tuple[str, int, bool]:
        """Styles of one family may stand in one column: they cannot be taken for each other."""
        kind = re.sub(r"^ymd.$", "ymd", re.sub(r"^(dmon.|mond.|ymon)$", "names", self.kind))
        return (kind, self.clock, bool(self.zone))

    def pattern(self) -> str:
        """Regular expression for RE2, with groups for the date, then H, M, S, fraction, p, zone."""
        if self.counts:
            return rf"\d{{{_COUNTS[self.kind][3]}}}(?:[.,]\d+)?"
        date = _DATES[self.kind][0]
        return f"(?i){date}{''.join(_time(self))}"

    def shown(self, order: str) -> str:
        """As an engagement file writes it: a strptime format, or what is counted."""
        return self.kind if self.counts else self._strptime(order)

    def sql(self, text: str, order: str, timezone: Zone, *, strict: bool = False) -> str:
        """SQL: the time as TIMESTAMP, null if the text is not of this style or no such day.

        Parameters
        ----------
        order : of day, month and year where the style does not tell, such as ``dmy``
        timezone : zone of local time, to which a time that says its zone is brought
        strict : whether cells may hold years of two digits, which strptime takes for years of four
        """
        if self.counts:
            return self._counted(text, timezone)
        stripped = self.zone == "offset" and not timezone  # local time, wherever that was
        if self.tidy and not strict and not stripped:
            read = f"try_strptime({text}, {quoted(self._strptime(order))})"
            return _in_zone(read, self.zone, timezone)
        zone = "offset" if self.zone and timezone else ""
        named = "b" in _DATES[self.kind][1]
        given = f"lower({text})" if named else text
        plainly = quoted(self._plainly(order, zone))
        plain = f"regexp_replace({given}, {quoted(self._whole())}, {plainly})"
        for spanish, english in _SPANISH.items() if named else ():
            plain = f"replace({plain}, '{spanish}', '{english}')"
        read = f"try_strptime({plain}, {quoted(self._plain_format(zone))})"
        return _in_zone(read, zone, timezone)

    def _counted(self, text: str, timezone: Zone) -> str:
        micros, least, most, _digits = _COUNTS[self.kind]
        number = f"TRY_CAST({text} AS BIGINT)"  # which rounds: fractions have a style of their own
        whole = f" AND NOT contains({text}, '.')"
        if self.fraction:
            kind = "DOUBLE" if self.kind == "excel" else "DECIMAL(27, 7)"
            number, whole = f"TRY_CAST(replace({text}, ',', '.') AS {kind})", ""
        found = f"CASE WHEN {number} BETWEEN {least} AND {most}{whole} "
        read = f"make_timestamp(({found}THEN {micros.replace('v', number)} END)::BIGINT)"
        # A workbook shows local time; an epoch is in UTC.
        return read if self.kind == "excel" else _in_zone(read, "utc", timezone)

    def _whole(self) -> str:
        # The second branch turns any other text into no date at all.
        return rf"^(?:{self.pattern()})$|^(?s:.*)$"

    def _plainly(self, order: str, zone: str) -> str:
        """The template that brings a cell to year-month-day, 24 h or 12 h, and its zone."""
        letters = order if self.unordered else _DATES[self.kind][1]
        year, month, day = (letters.index(part) + 1 for part in ("y", _month(letters), "d"))
        plain, group = rf"\{year}-\{month}-\{day}", 4
        for part, mark in self._time_parts():
            plain += rf"{mark}\{group}"
            group += 1
            plain += "m" if part == "p" else ""
        if self.zone == "offset":
            return plain + (rf" \{group}" if zone else "")
        return plain + (" +00:00" if zone else "")

    def _plain_format(self, zone: str) -> str:
        year = "%y" if self.two_digits else "%Y"
        month = "%b" if "b" in _DATES[self.kind][1] else "%m"
        parts = {"H": "%H", "I": "%I", "M": "%M", "S": "%S", "f": "%f", "p": "%p"}
        time = "".join(mark + parts[part] for part, mark in self._time_parts())
        return f"{year}-{month}-%d{time}{' %z' if zone else ''}"

    def _time_parts(self) -> Iterator[tuple[str, str]]:
        """Parts of the time, each with what stands before it in plain form."""
        if self.clock:
            yield ("I" if self.clock == 12 else "H"), " "
            yield "M", ":"
        if self.seconds:
            yield "S", ":"
        if self.fraction:
            yield "f", "."
        if self.clock == 12:
            yield "p", " "

    def _strptime(self, order: str) -> str:
        letters = order if self.unordered else _DATES[self.kind][1]
        year = "%y" if self.two_digits else "%Y"
        names = {"y": year, "m": "%m", "d": "%d", "b": "%b"}
        sep = "" if self.kind == "compact" else self.kind[3] if self.kind[:3] in _SEPARATED else " "
        time = sep.join(names[letter] for letter in letters)
        colon = ":" if self.colon else ""
        for part, mark in self._time_parts():
            before = self.joint if part in "HI" else colon if part in "MS" else mark
            time += f"{before}%{part}"
        return time + {"": "", "utc": "Z", "offset": "%z"}[self.zone]


_SEPARATED = ("ymd", "xxy")


@lru_cache(maxsize=10_000)
def recognise(shape: str) -> Style | None:
    """The style of a cell, from its shape; None if it is no date or time.

    >>> recognise("99/99/9999 99:99").shown("dmy")
    '%d/%m/%Y %H:%M'
    >>> recognise("9999999999").shown("")
    'epoch seconds'
    """
    if len(shape) > LONGEST:
        return None
    for kind, (*_rest, digits) in _COUNTS.items():
        if re.fullmatch(rf"9{{{digits}}}(?:[.,]9+)?", shape):
            return Style(kind, fraction=not shape.isdigit())
    for kind in _DATES:
        found = _compiled(kind).fullmatch(shape)
        if found:
            return _style(kind, shape, found)
    return None


def _style(kind: str, shape: str, found: re.Match[str]) -> Style:
    if found["H"] is None:
        return Style(kind, tidy=re.fullmatch(r"[9/.-]+", shape) is not None)
    said = found["z"] or ""
    zone = "" if not said else "offset" if said[0] in "+-" else "utc"
    colon = ":" in shape[: found.end("M")]
    simple = rf"[9/.-]+{re.escape(found['joint'])}[9:.]+(?: [AaPp][Mm])?(?:Z|[+-][9:]+)?"
    tidy = re.fullmatch(simple, shape) is not None and len(found["f"] or "") <= 6
    return Style(
        kind, found["joint"], 12 if found["p"] else 24, found["S"] is not None,
        found["f"] is not None, zone, colon, tidy and colon, found["h"] is not None,
    )  # fmt: skip


@lru_cache
def _compiled(kind: str) -> re.Pattern[str]:
    joint, hours, colon = _clock(kind)
    time = (
        rf"(?:(?P<joint>{joint})(?P<H>{hours}){colon}(?P<M>\d\d)"
        rf"(?:{colon}(?P<S>\d\d)(?:[.,](?P<f>\d{{1,9}}))?)?"
        rf"(?:{_GAP}*(?P<p>[ap])\.?{_GAP}*m\.?)?(?P<h>{_HOURS})?"
        rf"(?:{_GAP}*(?P<z>z|utc|gmt|[+-]\d\d(?::?\d\d)?))?)?"
    )
    return re.compile(_DATES[kind][0] + time, re.IGNORECASE | re.ASCII)


def _clock(kind: str) -> tuple[str, str, str]:
    """Patterns of what stands before the hours, of the hours, and behind them."""
    if kind == "compact":
        return "T| |", r"\d\d", ":?"
    return "|".join(re.escape(joint) for joint in _JOINTS), r"\d{1,2}", ":"


def _time(style: Style) -> Iterator[str]:
    """The pattern of a style's time."""
    if not style.clock:
        return
    _joint, hours, colon = _clock(style.kind)
    yield rf"{re.escape(style.joint)}({hours}){colon}(\d\d)"
    if style.seconds:
        yield rf"{colon}(\d\d)"
    if style.fraction:
        yield r"[.,](\d{1,6})\d*"
    if style.clock == 12:
        yield rf"{_GAP}*([ap])\.?{_GAP}*m\.?"
    if style.said:
        yield _HOURS
    if style.zone == "utc":
        yield rf"{_GAP}*(?:z|utc|gmt)"
    elif style.zone:
        yield rf"{_GAP}*([+-]\d\d(?::?\d\d)?)"


def _in_zone(read: str, zone: str, timezone: Zone) -> str:
    """SQL: what was read, brought to the zone of local time."""
    if not timezone or not zone:
        return read
    instant = f"timezone('UTC', {read})" if zone == "utc" else read
    return f"timezone({quoted(timezone)}, {instant})"


def _month(letters: str) -> str:
    return "b" if "b" in letters else "m"
