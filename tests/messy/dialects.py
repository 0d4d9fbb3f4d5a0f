"""Dialects: how the cells of an export are written, and in what container."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.messy.sheets import Written

ZONE = "Europe/Madrid"
# how times are written: strftime's form
CALENDAR = {
    "iso": "%Y-%m-%d %H:%M:%S",
    "iso_t": "%Y-%m-%dT%H:%M:%S",
    "day_first": "%d/%m/%Y %H:%M",
    "day_first_seconds": "%d/%m/%Y %H:%M:%S",
    "day_dots": "%d.%m.%Y %H:%M",
    "day_dashes": "%d-%m-%Y %H:%M:%S",
    "month_first": "%m/%d/%Y %H:%M:%S",
    "month_first_12h": "%m/%d/%Y %I:%M:%S %p",
}
SHOPIFY = "shopify"  # "2026-03-01 10:00:00 +0100"
BARE = ("short_day_first", "serial")  # local time too, written otherwise than strftime does
ZONED = ("iso_z", "iso_offset", "epoch_s", "epoch_ms", SHOPIFY)
DAY_FIRST = ("day_first_seconds", "day_dashes")
DATES = (*CALENDAR, *BARE, *ZONED[:-1])
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16")
DELIMITERS = (",", ";", "\t", "|")
NUMBERS = ((".", ""), (".", ","), (",", ""), (",", "."), (",", " "), (",", "\u00a0"),
           (".", "'"))  # fmt: skip
SIGNS = ("{}", "€{}", "{} €", "{} EUR", "$ {}")
WORDS = (("true", "false"), ("yes", "no"), ("sí", "no"), ("1", "0"), ("VERDADERO", "FALSO"))
CONTAINERS = ("plain", "gz", "zip", "xlsx", "jsonl", "parquet", "folder")
EPOCH = dt.datetime(1970, 1, 1)
SERIAL_ZERO = dt.datetime(1899, 12, 30)


@dataclass(frozen=True)
class Dialect:
    """How an export is written.

    Attributes
    ----------
    sign : currency sign of money, around ``{}``
    words : yes and no
    native : cells of a workbook, JSON or Parquet keep their type instead of being text
    padded : cells have blanks around them
    titles : rows above the header
    covers : sheets of a workbook that hold no table
    later : what is otherwise in the later files of a folder: ``unlike`` (encoding and delimiter),
        ``moved`` (columns), ``more`` or ``fewer`` (a column)
    """

    container: str = "plain"
    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    thousands: str = ""
    dates: str = "iso"
    sign: str = "{}"
    words: tuple[str, str] = ("true", "false")
    quote_all: bool = False
    newline: str = "\r\n"
    padded: bool = False
    native: bool = False
    titles: int = 0
    covers: int = 0
    later: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the tables are delimited text."""
        return self.container in ("plain", "gz", "zip", "folder")

    @property
    def zoned(self) -> bool:
        """Whether times are moments, which a zone makes local."""
        return self.dates in ZONED and not self.has_native_dates

    @property
    def has_native_dates(self) -> bool:
        """Whether times are written as the container's own."""
        return self.native and self.container in ("xlsx", "parquet")

    def stored(self, moment: dt.datetime) -> dt.datetime:
        """What is left of a local time once it is written."""
        if self.zoned:
            return utc_to_local(local_to_utc(moment))
        whole = moment.replace(microsecond=0)
        minutes = self.dates in ("day_first", "day_dots", "short_day_first")
        return whole.replace(second=0) if minutes and not self.has_native_dates else whole

    def text(self, cell: Any) -> str:
        """A cell as text."""
        if cell is None:
            return ""
        if isinstance(cell, Written):
            return cell.text
        if isinstance(cell, bool):
            return self.words[0 if cell else 1]
        if isinstance(cell, Decimal):
            return self._money(cell)
        if isinstance(cell, int):
            return self._grouped(cell)
        if isinstance(cell, dt.datetime):
            return self._moment(cell)
        if isinstance(cell, dt.date):
            return self._day(cell)
        return f"  {cell} " if self.padded else str(cell)

    def _grouped(self, number: int) -> str:
        return f"{number:,}".replace(",", self.thousands)

    def _money(self, amount: Decimal) -> str:
        whole, _, cents = f"{abs(amount):.2f}".partition(".")
        text = self.sign.format(f"{self._grouped(int(whole))}{self.decimal}{cents}")
        return f"-{text}" if amount < 0 else text

    def _moment(self, moment: dt.datetime) -> str:
        if self.dates in CALENDAR:
            return moment.strftime(CALENDAR[self.dates])
        if self.dates == "short_day_first":
            return f"{moment.day}/{moment.month}/{moment.year} {moment.hour}:{moment.minute:02d}"
        if self.dates == "serial":
            days = (moment - SERIAL_ZERO) / dt.timedelta(days=1)
            return f"{days:.8f}".replace(".", self.decimal)
        utc = local_to_utc(moment)
        if self.dates == "iso_z":
            return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
        if self.dates in ("iso_offset", SHOPIFY):
            aware = utc.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(ZONE))
            shopify = aware.strftime("%Y-%m-%d %H:%M:%S %z")
            return shopify if self.dates == SHOPIFY else aware.isoformat(timespec="seconds")
        seconds = int((utc - EPOCH).total_seconds())
        return f"{seconds}000" if self.dates == "epoch_ms" else str(seconds)

    def _day(self, day: dt.date) -> str:
        if self.dates in CALENDAR:
            return day.strftime(CALENDAR[self.dates].partition("%H")[0].strip(" T").split(" ")[0])
        if self.dates == "short_day_first":
            return f"{day.day}/{day.month}/{day.year}"
        if self.dates == "serial":
            return str((day - SERIAL_ZERO.date()).days)
        return day.isoformat()


def local_to_utc(moment: dt.datetime) -> dt.datetime:
    """A local time of the shop's zone in UTC."""
    aware = moment.replace(tzinfo=ZoneInfo(ZONE))
    return aware.astimezone(dt.UTC).replace(tzinfo=None)


def utc_to_local(utc: dt.datetime) -> dt.datetime:
    """A time in UTC in the shop's zone."""
    return utc.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


def random_dialect(rng: random.Random, container: str) -> Dialect:
    """A dialect that some system or spreadsheet could write."""
    encoding = rng.choice(ENCODINGS)
    decimal, thousands = rng.choice(NUMBERS)
    # Latin-1 has no euro sign.
    sign = rng.choice([s for s in SIGNS if "€" not in s or encoding != "latin-1"])
    dates = rng.choice([d for d in DATES if d != "month_first_12h" or decimal == "."])
    native = container in ("xlsx", "parquet", "jsonl") and rng.random() < 0.6
    return Dialect(
        container=container,
        encoding=encoding,
        delimiter=rng.choice(DELIMITERS),
        decimal=decimal,
        thousands=thousands,
        dates=dates,
        sign=sign,
        words=rng.choice(WORDS),
        quote_all=rng.random() < 0.25,
        newline=rng.choice(("\r\n", "\n")),
        padded=rng.random() < 0.2,
        native=native,
        titles=rng.choice((0, 0, 3)) if container == "xlsx" else 0,
        covers=rng.choice((0, 2)) if container == "xlsx" else 0,
    )
