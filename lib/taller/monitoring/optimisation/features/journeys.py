"""Journeys: the visits of a person in order, until they bought or stayed away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from taller.looked import Looked
from taller.measurement.attribution import Journeys
from taller.monitoring.optimisation.features.channels import Channels

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables
    from taller.monitoring.optimisation.params import Params

Why = Literal["no_visits", "no_people", "no_sales", "one_channel"]
PAUSE = dt.timedelta(days=1)  # at most between a visit and the order that is taken for its own


@dataclass(frozen=True)
class Read(Looked):
    """What journeys there are.

    Attributes
    ----------
    journeys : None where there are none to be told, and `why`
    visits, nobody : visits in all, and those that tell no person or device
    open : journeys left out, since their time had not passed when the data ends
    valued : whether it is known what each sold
    unseen : share of the orders since the first visit that belong to no visit; None if not known
    """

    channels: Channels
    journeys: Journeys | None = None
    why: Why | None = None
    visits: int = 0
    nobody: int = 0
    open: int = 0
    valued: bool = False
    unseen: float | None = None
    days: int = 0


def read_journeys(tables: Tables, channels: Channels, p: Params, seed: int) -> Read:
    """Journeys of visits: each ends in a sale, or when nobody came back for so many days."""
    if not tables.has("sessions"):
        return Read(channels, why="no_visits")
    found, sold, valued = _visits(tables, channels)
    visits = len(found)
    known = found[found["person"].notna()]
    if known.empty:
        return Read(channels, why="no_people", visits=visits, nobody=visits)
    known = known.assign(value=known["session_id"].map(sold["value"]).astype(float))
    if valued:
        known["converted"] = known["value"].notna()
    known = known.sort_values(["person", "at", "session_id"], kind="stable")
    facts = {"visits": visits, "nobody": visits - len(known), "valued": valued,
             "days": int((known["at"].max() - known["at"].min()).days) + 1,
             "unseen": sold.attrs.get("unseen")}  # fmt: skip
    if not known["converted"].any():
        return Read(channels, why="no_sales", **facts)
    if known["channel"].nunique() < 2:
        return Read(channels, why="one_channel", **facts)
    journeys, left = _cut(known, p.window_days, seed)
    if journeys is None:
        return Read(channels, why="no_sales", open=left, **facts)
    return Read(channels, journeys, open=left, **facts)


def _cut(rows: pd.DataFrame, window: int, seed: int) -> tuple[Journeys | None, int]:
    """Visits as journeys, and how many were left out since their time had not passed."""
    person, at = rows["person"].to_numpy(), rows["at"].to_numpy("datetime64[s]")
    bought = rows["converted"].to_numpy(bool)
    pause = np.timedelta64(window * 86_400, "s")
    begins = np.ones(len(rows), dtype=bool)
    begins[1:] = (person[1:] != person[:-1]) | bought[:-1] | (np.diff(at) > pause)
    starts = np.append(np.flatnonzero(begins), len(rows))
    last = starts[1:] - 1
    told = bought[last] | (at[last] <= at.max() - pause)
    if not bought[last][told].any():
        return None, int((~told).sum())
    names = pd.Categorical(rows["channel"])
    lengths = np.diff(starts)
    kept = np.repeat(told, lengths)
    number = pd.factorize(person[starts[:-1]][told])[0]
    value = np.nan_to_num(rows["value"].to_numpy(float))[last]
    made = Journeys.of(
        names.codes[kept], np.append(0, np.cumsum(lengths[told])), bought[last][told],
        np.clip(value, 0, None)[told], [*names.categories], people=number, seed=seed,
    )  # fmt: skip
    return made, int((~told).sum())


def _visits(tables: Tables, channels: Channels) -> tuple[pd.DataFrame, pd.DataFrame, bool]:
    """Each visit with its person, channel and whether it sold; what it sold, where that is told."""
    sessions = channels.of(_with_people(tables.sessions))
    rows = sessions.select("session_id", "person", "channel", "user_id", at="session_start",
                           converted=sessions.converted.fill_null(False))  # fmt: skip
    frame = rows.to_pandas()
    if not tables.has("orders"):
        return frame, pd.DataFrame({"value": []}), False
    sold = _by_event(tables) if tables.has("events") else None
    sold = _by_person(tables, frame) if sold is None else sold
    return frame, sold, bool(len(sold))


def _with_people(sessions: ibis.Table) -> ibis.Table:
    """Visits with ``person``: the customer, whom a device's other visits may name, or the device.

    A device that several customers used names none of them.
    """
    import ibis

    known = sessions.filter(sessions.user_id.notnull(), sessions.user_pseudo_id.notnull())
    owners = known.group_by("user_pseudo_id").aggregate(
        owner=known.user_id.max(), several=known.user_id.max() != known.user_id.min()
    )
    owners = owners.filter(~owners.several).select(device="user_pseudo_id", owner="owner")
    both = sessions.left_join(owners, sessions.user_pseudo_id == owners.device)
    return both.mutate(person=ibis.coalesce(both.user_id, both.owner, both.user_pseudo_id))


def _net(tables: Tables) -> ibis.Table:
    """What each order sold, cancellations and refunds of its own lines taken off."""
    orders = tables.orders
    return orders.group_by("transaction_id").aggregate(
        value=orders.value.cast("float64").sum(), user_id=orders.user_id.max(),
        at=orders.event_timestamp.min(),
    )  # fmt: skip


def _by_event(tables: Tables) -> pd.DataFrame | None:
    """What each visit sold, as its events name its orders; None where they name none."""
    events, net = tables.events, _net(tables)
    named = events.filter(events.transaction_id.notnull(), events.session_id.notnull())
    pairs = named.select("session_id", "transaction_id").distinct()
    pairs = pairs.group_by("transaction_id").aggregate(session_id=pairs.session_id.min())
    sold = pairs.inner_join(net, "transaction_id").filter(lambda t: t.value > 0)
    found = sold.group_by("session_id").aggregate(value=sold.value.sum(), orders=sold.count())
    frame = found.to_pandas().set_index("session_id")
    if frame.empty:
        return None
    first = tables.sessions.session_start.min()
    since = net.filter(net.value > 0, net["at"] >= tables.sessions.aggregate(first=first).first)
    frame.attrs["unseen"] = 1 - float(frame["orders"].sum()) / max(int(since.count().execute()), 1)
    return frame


def _by_person(tables: Tables, visits: pd.DataFrame) -> pd.DataFrame:
    """What each visit sold: a customer's orders go to the visit before, of the day before."""
    net = _net(tables).to_pandas()
    net = net[(net["value"] > 0) & (net["at"] >= visits["at"].min())].sort_values("at")
    own = visits[visits["user_id"].notna()].sort_values("at")[["user_id", "at", "session_id"]]
    found = pd.merge_asof(net, own, on="at", by="user_id", tolerance=pd.Timedelta(PAUSE))
    sold = found.groupby("session_id")["value"].sum().to_frame()
    sold.attrs["unseen"] = float(found["session_id"].isna().mean()) if len(found) else None
    return sold
