"""Working time: which days are worked, by all and by each person, and how work moves along them.

Moments are numbers: days since the morning of the project's first day, so 4.5 is the noon of its
fifth day. A day that is not worked passes, and no work is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from taller.errors import InputError
from taller.planning.plan.params.tasks import Calendar, DaysOff, Person, parts_of

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

    @cached_property
    def worked(self) -> np.ndarray:
        """Working days passed by each morning."""
        return np.concatenate([[0], np.cumsum(self.open)])

    @cached_property
    def days(self) -> np.ndarray:
        """The days that are worked."""
        return np.flatnonzero(self.open)

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
        days = [first + dt.timedelta(days=n)
                for n in range((latest - first).days + 366 * years)]  # fmt: skip
        found = public_holidays(first.year, days[-1].year, calendar, language, locale)
        off = dict.fromkeys(_days_of(calendar.closed), "") | found
        closed = {day: off[day] for day in days
                  if day in off and day.isoweekday() in calendar.weekdays}  # fmt: skip
        opened = [day.isoweekday() in calendar.weekdays and day not in off for day in days]
        common = Clock(np.array(opened))
        clocks = {person.key: _clock_of(person, days, common) for person in people}
        start = (latest - first).days
        left = [each.worked[-1] - each.worked[start] for each in (common, *clocks.values())]
        if min(left) > work + 1:
            return WorkingTime(first, common, clocks, closed, calendar.weekdays)
    what = "do not fit into sixty years; shorten them, or the days off"
    raise InputError("plan", f"the tasks, {work:,.0f} working days, {what}")


def public_holidays(
    year: int, last_year: int, calendar: Calendar, language: str = "en", locale: str = ""
) -> dict[dt.date, str]:
    """Public holidays and their names in a language, else in the country's own.

    >>> found = public_holidays(2026, 2026, Calendar(country="MX"), "es")
    >>> found[dt.date(2026, 9, 16)]
    'Día de la Independencia'
    """
    import holidays

    country = calendar.country or locale.partition("_")[2]
    if parts_of(country) is None:  # a locale may have none, as es_419
        return {}

    def of(name: str | None) -> holidays.HolidayBase:
        return holidays.country_holidays(
            country, subdiv=calendar.subdivision, years=range(year, last_year + 1), language=name
        )

    known = of(None).supported_languages
    return dict(of(next((name for name in sorted(known) if name.startswith(language)), None)))


def _days_of(offs: Iterable[DaysOff]) -> set[dt.date]:
    return {off.first + dt.timedelta(days=n)
            for off in offs for n in range((off.last - off.first).days + 1)}  # fmt: skip


def _clock_of(person: Person, days: Sequence[dt.date], common: Clock) -> Clock:
    off = _days_of(person.off)
    away = np.array([day in off for day in days]) if off else False
    return Clock(common.open & ~np.asarray(away))
