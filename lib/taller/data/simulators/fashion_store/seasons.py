"""When the shop is busy: seasons, days of the week and promotions.

Demand of a day is ``season x weekday x (1 + lift + advertising)``: what a promotion or a campaign
adds is a share of what would have been bought without any, so that each order has one cause.
Orders are drawn evenly in cumulated demand and put back on the calendar: customers keep their own
rate, and every day gets its share.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

DAY = 86_400_000_000  # microseconds
SHOP_HOURS = (8.0, 20.0, 23.0)  # first, busiest, last
# how busy each month is without promotions, from January: Christmas at the end
SEASON = np.array([0.97, 0.77, 0.9, 0.94, 1.0, 1.05, 0.95, 0.7, 0.95, 0.98, 1.02, 1.8])
WEEKDAY = np.array([1.0, 0.95, 0.93, 0.95, 1.0, 1.02, 1.15])  # from Monday
# name: first month and day, days, share off the price, orders gained over those without it
PROMOTIONS = {
    "january_sales": (1, 7, 25, 0.20, 0.45),
    "spring_days": (4, None, 10, 0.15, 0.30),
    "july_sales": (7, 1, 31, 0.30, 0.60),
    "autumn_days": (10, None, 10, 0.15, 0.30),
    "black_friday": (11, 21, 9, 0.25, 1.10),
}
LATEST_START = 20  # of the month, of promotions on days of their own every year


@dataclass(frozen=True)
class Promotion:
    """A discounted period: days of the history, from and up to."""

    name: str
    first: int
    last: int
    discount: float
    lift: float


@dataclass(frozen=True)
class Calendar:
    """The days of the history, with their promotions."""

    first: int  # days since 1970
    dates: np.ndarray  # (days,) datetime64
    promotions: tuple[Promotion, ...]
    promotion: np.ndarray  # (days,) position in promotions, -1 without

    @property
    def days(self) -> int:
        """Length of the history."""
        return len(self.dates)

    @property
    def start(self) -> int:
        """First moment, in microseconds since 1970."""
        return self.first * DAY

    @property
    def end(self) -> int:
        """First moment after the last day."""
        return (self.first + self.days) * DAY

    @property
    def season(self) -> np.ndarray:
        """How busy the month of each day is."""
        return SEASON[self.dates.astype("datetime64[M]").astype(int) % 12]

    @property
    def weekday(self) -> np.ndarray:
        """How busy each day's weekday is, 1 on average."""
        return (WEEKDAY / WEEKDAY.mean())[(self.dates.astype(int) + 3) % 7]

    @property
    def lift(self) -> np.ndarray:
        """Orders gained by each day's promotion, as a share of those without."""
        return np.array([*(p.lift for p in self.promotions), 0.0])[self.promotion]

    @property
    def discount(self) -> np.ndarray:
        """Share off the price of each day."""
        return np.array([*(p.discount for p in self.promotions), 0.0])[self.promotion]

    def day(self, time: np.ndarray) -> np.ndarray:
        """Day of the history of a time."""
        return (time // DAY - self.first).astype(np.int32)

    def at_shop_hours(self, rng: np.random.Generator, time: np.ndarray) -> np.ndarray:
        """The same days, at whole seconds when people shop."""
        hours = rng.triangular(*SHOP_HOURS, len(time))
        return time // DAY * DAY + (hours * 3600).astype(np.int64) * 1_000_000


def calendar(rng: np.random.Generator, end: dt.date, months: int) -> Calendar:
    """The whole months up to ``end``, with each year's promotions."""
    last = end + dt.timedelta(days=1)
    index = last.year * 12 + last.month - 1 - months
    first = dt.date(index // 12, index % 12 + 1, 1)
    dates = np.arange(first, last, dtype="datetime64[D]")
    found = [
        promotion
        for year in range(first.year, last.year + 1)
        for promotion in _promotions(rng, year, first, len(dates))
    ]
    which = np.full(len(dates), -1, dtype=np.int16)
    for i, promotion in enumerate(found):
        which[promotion.first : promotion.last + 1] = i
    return Calendar((first - dt.date(1970, 1, 1)).days, dates, tuple(found), which)


def _promotions(rng: np.random.Generator, year: int, first: dt.date, days: int) -> list[Promotion]:
    """A year's promotions, as far as they fall into the history."""
    found = []
    for name, (month, day, length, discount, lift) in PROMOTIONS.items():
        begins = int(rng.integers(1, LATEST_START)) if day is None else day
        start = (dt.date(year, month, begins) - first).days
        inside = (max(start, 0), min(start + length, days) - 1)
        if inside[0] <= inside[1]:
            found.append(Promotion(f"{name}_{year}", *inside, discount, lift))
    return found


@dataclass(frozen=True)
class Demand:
    """Cumulated demand of the history, in average years, for each pace of customers.

    Attributes
    ----------
    edges : (days + 1,) microseconds
    cumulated : (paces, days + 1); pace 0 follows the seasons, pace 1 comes almost only in them
    """

    edges: np.ndarray
    cumulated: np.ndarray

    def until(self, pace: np.ndarray, time: np.ndarray) -> np.ndarray:
        """Demand cumulated until a time."""
        found = [np.interp(time, self.edges, curve) for curve in self.cumulated]
        return np.where(pace == 1, found[1], found[0])

    def when(self, pace: np.ndarray, cumulated: np.ndarray) -> np.ndarray:
        """When so much demand has cumulated: the inverse of `until`."""
        found = [np.interp(cumulated, curve, self.edges) for curve in self.cumulated]
        return np.where(pace == 1, found[1], found[0]).astype(np.int64)

    def total(self, pace: np.ndarray) -> np.ndarray:
        """Demand of the whole history."""
        return self.cumulated[:, -1][pace]


SEASONAL = 3.0  # the power of the season that customers of pace 1 follow


def demand(calendar: Calendar, advertising: np.ndarray) -> Demand:
    """Demand of each day, with what promotions and advertising add."""
    extra = 1 + calendar.lift + advertising
    curves = []
    for power in (1.0, SEASONAL):
        season = calendar.season**power / (SEASON**power).mean()
        daily = season * calendar.weekday * extra / extra.mean() / 365.25
        curves.append(np.concatenate([[0.0], np.cumsum(daily)]))
    edges = calendar.start + np.arange(calendar.days + 1) * DAY
    return Demand(edges.astype(float), np.array(curves))
