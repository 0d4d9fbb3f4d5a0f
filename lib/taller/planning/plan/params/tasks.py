"""What an engagement says of its schedule: tasks, people and the days that are worked."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_serializer, model_validator

from taller.measurement.ranges import Range, within
from taller.phase import Record

Phase = Literal["preparation", "development", "tests", "rollout"]
LONGEST = 500  # working days of one task; a plan that needs more is not planned by tasks
PATTERN = r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)?$"

WorkingDays = Annotated[Range, within(0, LONGEST)]
Key = Annotated[str, Field(pattern=PATTERN, max_length=80)]


def plain(text: str) -> str:
    """A name on one line, without what nobody sees: it goes into files of other programs.

    >>> plain(" Ana\\n\\x00 Ruiz ")
    'Ana Ruiz'
    """
    shown = "".join(c if c.isprintable() else " " for c in text)
    if not (text := " ".join(shown.split())):
        raise ValueError("must be a name, as it stands on a letter")
    return text


Name = Annotated[str, Field(max_length=120), AfterValidator(plain)]
Share = Annotated[float, Field(gt=0, le=1)]
Day = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2090, 12, 31))]


class DaysOff(Record):
    """Days on which nobody, or a person, works; one day is written as it is."""

    first: Day = Field(description="first day off")
    last: Day = Field(description="last day off")

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, given: Any) -> Any:
        if isinstance(given, dt.date | str):
            return {"first": given, "last": given}
        return given

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("must not end before it starts")
        if (self.last - self.first).days > 366:
            raise ValueError("must be at most a year; give the years one by one")
        return self


class Calendar(Record):
    """Which days are worked by everybody."""

    country: str | None = Field(
        None, description="whose public holidays count, as MX (none: the locale's)"
    )
    subdivision: str | None = Field(None, description="of the country, as MD of ES for Madrid")
    closed: tuple[DaysOff, ...] = Field((), max_length=200, description="other days not worked")
    weekdays: tuple[Annotated[int, Field(ge=1, le=7)], ...] = Field(
        (1, 2, 3, 4, 5), min_length=1, max_length=7, description="worked, Monday is 1"
    )


def parts_of(country: str) -> tuple[str, ...] | None:
    """Parts of a country that have a calendar of their own; None where the country has none.

    >>> "MD" in parts_of("ES"), parts_of("QQ")
    (True, None)
    """
    import holidays
    import holidays.countries  # a module each, which a run's kernels find imported

    if country not in set(holidays.EntityLoader.get_country_codes()):
        return None
    return tuple(getattr(holidays, country).subdivisions)


class Person(Record):
    """Somebody who works on the project."""

    key: Key
    name: Name = Field(description="as reports call them")
    role: str = Field("", max_length=80, description="by which tasks find their owner")
    share: Share = Field(1.0, description="of their working time that the project has, 0 to 1")
    off: tuple[DaysOff, ...] = Field((), max_length=100, description="days off")


class _Kept(Record):
    started_on: Day | None = Field(None, description="the day work on it began, if it has")
    done_on: Day | None = Field(None, description="the last day it was worked on, if it is done")
    not_before: Day | None = Field(None, description="the first day it may start")


class TaskGiven(_Kept):
    """A task of the client's own, or a change to one of the guide's, named by its key."""

    key: Key
    name: Name | None = Field(None, description="as reports call it")
    phase: Phase | None = Field(None, description="of the guide's four")
    days: WorkingDays | None = Field(None, description="working days: minimum, likely, maximum")
    needs: tuple[Key, ...] | None = Field(None, description="tasks that must have ended before")
    lag: float | None = Field(
        None, ge=0, le=LONGEST, description="working days of waiting after those, without work"
    )
    owner: Name | None = Field(None, description="key, name or role of who does it")
    share: Share | None = Field(None, description="of the owner's time while it lasts, 0 to 1")

    @model_serializer(mode="wrap")
    def _only_what_was_given(self, handler: Any) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class Task(_Kept):
    """A task, complete; ends of needs to its start, in working days of its owner."""

    key: str
    name: Name
    phase: Phase
    days: Range = Field(description="working days: minimum, likely, maximum")
    needs: tuple[str, ...] = ()
    lag: float = 0.0
    owner: str = Field(description="key of a person")
    share: float = Field(1.0, description="of the owner's working time while it lasts, 0 to 1")
    case: str = Field("", description="use case it belongs to, if to one")
    assumed: bool = Field(False, description="whether its days are the guide's, not the client's")

    @property
    def person_days(self) -> float:
        """Work at the likely duration."""
        return self.days.mid * self.share
