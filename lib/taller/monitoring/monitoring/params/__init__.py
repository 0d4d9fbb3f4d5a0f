"""Monitoring: the parameters of its notebook, and of `taller monitor`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from taller.monitoring.monitoring.params.alerts import Rules
from taller.phase import Section


def _country(value: str) -> str:
    import holidays

    if value not in holidays.list_supported_countries():
        raise ValueError("no such country; give its two letters by ISO 3166, such as ES or MX")
    return value


class Params(Section):
    """Knobs of notebooks/06_monitoring/monitoring.ipynb."""

    days: int = Field(90, ge=14, le=730, description="days that the page looks back")
    as_of: dt.date | None = Field(
        None, description="the day it is, whose eve counts last (none: as the data tell)"
    )
    segment: Literal["device_category", "country", "plan", "industry"] | None = Field(
        None, description="by what figures are split beside the channel (none: the first there is)"
    )
    renamed: dict[str, str] = Field(
        default_factory=dict, description="channels that were renamed: old name to new name"
    )
    holidays: Annotated[str, AfterValidator(_country)] | None = Field(
        None, description="country whose public holidays are not judged, as ES (none: the locale's)"
    )
    late_days: int = Field(
        7, ge=0, le=90, description="last days that are collected again, as exports are corrected"
    )
    keep: bool = Field(
        False, description="keep figures from day to day beside the runs, as `taller monitor` does"
    )
    alerts: Rules = Field(Rules(), description="who is told what, and when")
