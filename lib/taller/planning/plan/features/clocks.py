"""Working time: which days are worked, by all and by each person, and how work moves along them.

Moments are numbers: days since the morning of the project's first day, so 4.5 is the noon of its
fifth day. A day that is not worked passes, and no work is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from taller.errors import InputError
from taller.planning.plan.params.tasks import Calendar, DaysOff, Person

_NEAR = 1e-9
_LONGEST = 60  # years that a plan may reach


@dataclass(frozen=True)
class Clock:
    """Days on which work is done; moments go in and come out, one or many at a time.

    Examples
    --------
    A week from Monday: three days of work from Thursday on end on Monday's evening.

    >>> clock = Clock(np.array([True] * 5 + [False] * 2 + [True] * 5))
    >>> float(clock.advance(3.0, 3.0)), float(clock.retreat(8.0, 3.0)), float(clock.starts(5.0))
    (8.0, 3.0, 7.0)
    """

    open: np.ndarray
    worked: np.ndarray = field(init=False, repr=False)
    days: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "worked", np.concatenate([[0], np.cumsum(self.open)]))
        object.__setattr__(self, "days", np.flatnonzero(self.open))

    @classmethod
    def always(cls, days: int) -> Clock:
        """A clock by which every day is worked."""
        return cls(np.ones(days, dtype=bool))

    def at(self, moment: np.ndarray | float) -> np.ndarray:
        """Working days passed by a moment."""
        whole = np.clip(np.floor(moment), 0, len(self.open) - 1).astype(int)
        return self.worked[whole] + self.open[whole] * (moment - whole)

    def starts(self, moment: np.ndarray | float) -> np.ndarray:
        """The first moment, from this one on, at which work can be done."""
        return self._begins(self.at(moment))

    def advance(self, moment: np.ndarray | float, days: np.ndarray | float) -> np.ndarray:
        """The moment by which so many days of work are done that began at this one."""
        work = self.at(moment) + days
        place = np.ceil(work - _NEAR).astype(int) - 1
        place = np.clip(place, 0, len(self.days) - 1)
        return np.where(np.asarray(days) > 0, self.days[place] + (work - place), moment)

    def retreat(self, moment: np.ndarray | float, days: np.ndarray | float) -> np.ndarray:
        """The last moment at which so many days of work can begin, to be done by this one."""
        return np.where(np.asarray(days) > 0, self._begins(self.at(moment) - days), moment)

    def _begins(self, work: np.ndarray) -> np.ndarray:
        place = np.clip(np.floor(work + _NEAR).astype(int), 0, len(self.days) - 1)
        return self.days[place] + (work - place)


@dataclass(frozen=True)
class WorkingTime:
    """The project's days: the clock of all, and each person's own.

    Attributes
    ----------
    first : the day that moment 0 begins
    closed : days not worked by anybody, weekdays only, and why (empty: as the client said)
    people : a clock by each person's key
    weekdays : worked, Monday is 1
    """

    first: dt.date
    clock: Clock
    people: Mapping[str, Clock]
    closed: Mapping[dt.date, str]
    weekdays: tuple[int, ...]

    def moment(self, day: dt.date) -> float:
        """The morning of a day."""
        return float((day - self.first).days)

    def starts_on(self, moment: float) -> dt.date:
        """The day on which work starts that begins at a moment."""
        return self.first + dt.timedelta(days=int(np.floor(moment + _NEAR)))

    def ends_on(self, moment: float) -> dt.date:
        """The last day of work that is done by a moment."""
        return self.first + dt.timedelta(days=max(0, int(np.ceil(moment - _NEAR)) - 1))


def working_time(
    first: dt.date,
    calendar: Calendar,
    people: Iterable[Person],
    *,
    work: float,
    latest: dt.date | None = None,
    language: str = "en",
    locale: str = "",
) -> WorkingTime:
    """The clocks of a project, far enough for all its work to be done by one person.

    Parameters
    ----------
    work : working days of all tasks together, at their longest
    latest : the last day that a task names
    language : of the names of holidays, as ``es``
    locale : whose territory counts where the calendar names no country

    Raises
    ------
    InputError
        If so much work takes more than sixty years.
    """
    people, latest = list(people), max(latest or first, first)
    for years in range(2 + int(work // 200), _LONGEST, 4):
        last = latest + dt.timedelta(days=366 * years)
        closed = _closed(first, last, calendar, language, locale)
        span = (last - first).days
        opened = np.array([(first.weekday() + day) % 7 + 1 in calendar.weekdays
                           for day in range(span)])  # fmt: skip
        _close(opened, first, closed)
        clocks = {person.key: Clock(_without(opened, first, person.off)) for person in people}
        common, start = Clock(opened), (latest - first).days
        left = [each.worked[-1] - each.worked[start] for each in (common, *clocks.values())]
        if min(left) > work + 1:
            on_weekdays = {day: why for day, why in closed.items()
                           if day.isoweekday() in calendar.weekdays}  # fmt: skip
            return WorkingTime(first, common, clocks, on_weekdays, calendar.weekdays)
    what = (
        f"the tasks, {work:,.0f} working days, do not fit into sixty years; shorten them, or the "
    )
    raise InputError("plan", f"{what}days off")


def _closed(
    first: dt.date, last: dt.date, calendar: Calendar, language: str, locale: str
) -> dict[dt.date, str]:
    found = public_holidays(first.year, last.year, calendar, language, locale)
    own = {day: "" for off in calendar.closed for day in days_of(off)}
    return {day: why for day, why in sorted({**own, **found}.items()) if first <= day < last}


def public_holidays(
    year: int, last_year: int, calendar: Calendar, language: str = "en", locale: str = ""
) -> dict[dt.date, str]:
    """Public holidays and their names in a language, else in the country's own.

    >>> found = public_holidays(2026, 2026, Calendar(country="MX"), "es")
    >>> found[dt.date(2026, 9, 16)]
    'Día de la Independencia'
    """
    country = calendar.country or locale.partition("_")[2]
    if not country:
        return {}
    import holidays

    def of(name: str | None) -> holidays.HolidayBase:
        return holidays.country_holidays(
            country, subdiv=calendar.subdivision, years=range(year, last_year + 1), language=name
        )

    if not calendar.country and country not in holidays.list_supported_countries():
        return {}
    known = of(None).supported_languages
    spoken = next((name for name in sorted(known) if name.startswith(language)), None)
    return dict(of(spoken))


def days_of(off: DaysOff) -> Iterable[dt.date]:
    """The days from first to last."""
    return (off.first + dt.timedelta(days=n) for n in range((off.last - off.first).days + 1))


def _close(opened: np.ndarray, first: dt.date, days: Iterable[dt.date]) -> None:
    places = np.array([(day - first).days for day in days], dtype=int)
    opened[places[(places >= 0) & (places < len(opened))]] = False


def _without(opened: np.ndarray, first: dt.date, off: Iterable[DaysOff]) -> np.ndarray:
    own = opened.copy()
    _close(own, first, (day for each in off for day in days_of(each)))
    return own
