"""Sales by region and day as a campaign is judged by them; all that they lack, at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from taller.errors import DataError, Fault, did_you_mean
from taller.looked import Looked
from taller.measurement.geo import region_panel
from taller.measurement.geo.before_after import LEAST
from taller.measurement.geo.panel import LEAST_BEFORE
from taller.monitoring.experiment.messages import say

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.monitoring.experiment.params import Params


@dataclass(frozen=True)
class Regional(Looked):
    """Days down, regions across, up to the last day that counts.

    Attributes
    ----------
    left_out : regions that lack days, or sold nothing before: name and days that it has
    days : all days that any region has
    """

    panel: pd.DataFrame
    left_out: dict[str, int]
    days: int


def read_regions(tables: Tables, p: Params) -> Regional | None:
    """The panel of a campaign, or of a design; None where nothing is told by region.

    Raises
    ------
    DataError
        Naming everything the table lacks of what is asked.
    """
    if not _named(tables):
        return None
    if found := list(faults(tables, p)):
        raise DataError("experiment", [Fault(f"experiment.{key}", what) for key, what in found])
    rule = p.regional_rule
    rows = tables.regions
    if rule is not None:
        rows = rows.filter(rows.date <= rule.until)
    frame = rows.select("region", "date", value=rows.value.cast("float64")).to_pandas()
    days = frame["date"].nunique()
    early = frame if rule is None else frame[frame["date"] < pd.Timestamp(rule.starts_on)]
    has = frame.groupby("region")["date"].nunique()
    sold = early.groupby("region")["value"].sum().reindex(has.index, fill_value=0.0)
    bad = has[(has < days) | (sold <= 0)]
    kept = frame[~frame["region"].isin(bad.index)]
    left_out = {str(name): int(n) for name, n in bad.items()}
    if lost := [n for n in (rule.treated if rule else ()) if n in left_out]:
        told = [say("fault-lost", name=n, n=left_out[n], days=days) for n in lost]
        raise DataError("experiment", [Fault("experiment.regions", what) for what in told])
    return Regional(region_panel(kept, day="date"), left_out, days)


def _named(tables: Tables) -> bool:
    """Whether sales are told by region: the table of regions may tell those of the whole."""
    if not tables.has("regions"):
        return False
    return bool(tables.regions.region.notnull().any().execute())


def faults(tables: Tables, p: Params) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and what of it the table of regions cannot bear."""
    rule = p.regional_rule
    if rule is None or not _named(tables):
        if rule is not None:
            yield "regions", say("fault-no-regions")
        return
    rows = tables.regions
    known = sorted(rows.select("region").distinct().execute()["region"])
    for name in rule.treated:
        if name not in known:
            yield "regions", say("fault-region", name=name, near=did_you_mean(name, known))
    ends = rows.aggregate(first=rows.date.min(), last=rows.date.max()).execute().iloc[0]
    first, last = map(pd.Timestamp, ends)
    start = pd.Timestamp(rule.starts_on)
    least = LEAST_BEFORE if rule.treated else LEAST
    if last >= start and (start - first).days < least:
        yield "regions", say("fault-before", least=least, start=rule.starts_on,
                             n=max((start - first).days, 0))  # fmt: skip
    if rule.treated and (others := len(set(known) - set(rule.treated))) < 2:
        yield "regions", say("fault-others", n=others)
