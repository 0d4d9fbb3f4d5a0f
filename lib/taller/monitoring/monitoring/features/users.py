"""The users by day: who is there, who comes back, how far visits get, what people write."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from taller.monitoring.monitoring.features import business, subscriptions
from taller.monitoring.monitoring.features.rows import (
    channel,
    every_day,
    figures,
    of_days,
    shares,
    with_totals,
)

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables
    from taller.monitoring.monitoring.params import Params

WEEK = 7
MOST = 5_000_000  # rows of uses beyond which whether people come back is told of some of them
STEPS = {"view_item": "viewed", "add_to_cart": "carted", "begin_checkout": "checkout",
         "purchase": "bought"}  # fmt: skip
"""GA4's events of a purchase, in their order."""


def users(tables: Tables, p: Params, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """Who is there, comes back, how far visits get, and what people write; see `rows`."""
    made = []
    if (seen := _seen(tables, p, since - dt.timedelta(days=WEEK), until)) is not None:
        # Kept aside: who was there is asked several times, and takes long to find out.
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "seen.parquet")
            seen.filter(seen.day >= since).distinct().to_parquet(path)
            made.append(_active(tables.connection.read_parquet(path)))
        made.append(_back(seen, since, until))
    if tables.has("events"):
        made += _funnel(tables, since, until)
    if tables.has("tickets"):
        made += _tickets(tables, since, until)
    if tables.has("texts"):
        made += _texts(tables, since, until)
    return [each for each in made if len(each)]


def _seen(tables: Tables, p: Params, since: dt.date, until: dt.date) -> ibis.Table | None:
    """Who was there on which day, by which channel and segment; one row for each of these."""
    if tables.has("usage"):
        return _used(tables, p, since, until)
    if not tables.has("sessions"):
        return None
    visits = of_days(tables.sessions, "session_start", since, until)
    visits = visits.filter(visits.user_pseudo_id.notnull() | visits.user_id.notnull())
    return visits.select(
        "day", person=visits.user_pseudo_id.fill_null(visits.user_id).hash(),
        channel=channel(visits, p.renamed), segment=business.segment(visits, p, business.SPLITS),
    )  # fmt: skip


def _used(tables: Tables, p: Params, since: dt.date, until: dt.date) -> ibis.Table:
    import ibis

    used = of_days(tables.usage, "event_timestamp", since, until)
    person = used.user_id.fill_null(used.account_id)
    seen = used.filter(person.notnull()).select("day", "account_id", person=person.hash())
    seen = seen.distinct()
    if not tables.has("accounts"):
        return seen.mutate(channel=ibis.literal(""), segment=ibis.literal(""))
    accounts = tables.accounts.mutate(
        channel=channel(tables.accounts, p.renamed),
        segment=business.segment(tables.accounts, p, subscriptions.SPLITS),
    ).select("account_id", "channel", "segment")
    joined = seen.left_join(accounts, "account_id")
    return joined.select("day", "person", channel=joined.channel.fill_null("(not set)"),
                         segment=joined.segment.fill_null("?"))  # fmt: skip


def _active(kept: ibis.Table) -> pd.DataFrame:
    """How many there were: somebody who came by two channels counts in both, and once in all."""
    parts = ("channel", "segment")
    fine = kept.group_by(["day", *parts]).aggregate(n=kept.count()).to_pandas()
    once = int(kept.select("day", "person").distinct().count().execute())
    if once == fine["n"].sum():  # nobody came by two
        return figures("users", "active", with_totals(fine, ["n"]), "count", value="n")
    made = [fine]
    for names in ((), parts[:1], parts[1:]):
        counted = kept.group_by(["day", *names]).aggregate(n=kept.person.nunique()).to_pandas()
        made.append(counted.assign(**{each: "" for each in parts if each not in names}))
    frame = pd.concat(made).drop_duplicates(["day", *parts], ignore_index=True)
    return figures("users", "active", frame, "count", value="n")


def _back(seen: ibis.Table, since: dt.date, until: dt.date) -> pd.DataFrame:
    """Of those who were there a week before, who was again since; told a week later."""
    import ibis

    if int(seen.count().execute()) > MOST:
        seen = seen.filter(seen.person % 16 == 0)  # the same people each day
    days = seen.select("day", "person").distinct()
    after = ibis.window(group_by="person", order_by="day")
    told = days.mutate(next=days.day.lead(1).over(after))
    gap = told.next.delta(told.day, unit="day")
    told = told.mutate(back=ibis.ifelse(told.next.notnull() & (gap <= WEEK), 1, 0))
    daily = told.group_by("day").aggregate(back=told.back.sum(), n=told.count()).to_pandas()
    daily["day"] = pd.to_datetime(daily["day"]) + pd.Timedelta(days=WEEK)
    first, last = pd.Timestamp(since), pd.Timestamp(until)
    daily = daily[(daily["day"] >= first) & (daily["day"] <= last)]
    return shares("users", "back", daily, hits="back", n="n")


def _funnel(tables: Tables, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """Visits that got to each step, and the share of those at the step before."""
    events = of_days(tables.events, "event_timestamp", since, until)
    events = events.filter(events.session_id.notnull())
    at = {name: events.session_id.nunique(where=events.event_name == event)
          for event, name in STEPS.items()}  # fmt: skip
    frame = events.group_by("day").aggregate(visited=events.session_id.nunique(), **at).to_pandas()
    frame = every_day(frame, since, until)
    steps = [name for name in STEPS.values() if frame[name].any()]
    return [
        shares("users", name, frame.assign(hits=frame[[name, before]].min(axis=1)), hits="hits",
               n=before)
        for before, name in itertools.pairwise(["visited", *steps])
    ]  # fmt: skip


def _tickets(tables: Tables, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    asked = of_days(tables.tickets, "created_timestamp", since, until)
    marked = asked.mutate(segment=asked.priority.fill_null("?"))
    fine = marked.group_by(["day", "segment"]).aggregate(
        n=marked.count(), said=marked.satisfaction.count(), sum=marked.satisfaction.sum()
    )
    frame = fine.to_pandas().assign(channel="").fillna({"sum": 0})
    frame = with_totals(frame, ["n", "said", "sum"])
    frame["mean"] = frame["sum"].astype(float) / frame["said"].where(frame["said"] > 0)
    return [
        figures("users", "requests_for_help", frame, "count", value="n"),
        figures("users", "satisfaction", frame, "number", value="mean", n="said"),
    ]


def _texts(tables: Tables, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """What customers write, by what a person said it is about, where one did."""
    written = of_days(tables.texts, "written_at", since, until)
    marked = written.mutate(segment=written.label.fill_null("(not set)"))
    fine = marked.group_by(["day", "segment"]).aggregate(n=marked.count()).to_pandas()
    frame = with_totals(fine.assign(channel=""), ["n"])
    return [figures("users", "written", frame, "count", value="n")]
