"""What the campaign needs outside: audiences for two CRMs, messages, a calendar."""

from __future__ import annotations

import csv
import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from taller import durable
from taller.cases.saas_b2b import messaging
from taller.cases.saas_b2b.features import day_of
from taller.cases.saas_b2b.messages import say
from taller.data.settings import places
from taller.errors import InputError
from taller.handed import write_csv
from taller.phase import Artifact

if TYPE_CHECKING:
    from taller.cases.saas_b2b.study import Study
    from taller.development.llm.model.copy import Copy

FILES = ("hubspot_companies.csv", "mailchimp_audience.csv", "holdout.csv", "messages_en.txt",
         "messages_es.txt", "calendar.ics")  # fmt: skip
MOST = 10_000_000  # bytes of a file of contacts


def listed(study: Study, path: Callable[[str], str]) -> tuple[Artifact, ...]:
    """The files as the report lists them; none where nobody is chosen."""
    if not len(study.plan.rows):
        return ()
    return tuple(
        Artifact(path=path(name), label=say(f"file.{name.partition('.')[0]}")) for name in FILES
    )


def write(study: Study, written: list[Copy], place: Callable[[str], Path], root: Path) -> int:
    """Write all files; the cells that a spreadsheet would run and that were made safe.

    Parameters
    ----------
    written : the messages, as `messaging` has them
    place : where a file of that name goes
    root : the workbench's root
    """
    rows, p = study.plan.rows, study.p
    if not len(rows):
        return 0
    start = begins(study)
    go = rows[~rows["held"]]
    shared = pd.DataFrame({"account": go.index.astype(str), "action": go["action"].to_numpy(),
                           "day": start.isoformat(), "campaign": p.campaign})  # fmt: skip
    said = messaging.columns(shared["action"].astype(str), written)
    hubspot = shared.set_axis(["Record ID", "Campaign action", "Send date", "Campaign"], axis=1)
    hubspot = hubspot.assign(**said)
    emails = _emails(study, root)
    mailchimp = pd.DataFrame({
        "Email Address": shared["account"].map(emails).fillna(""),
        "Tags": p.campaign + "," + shared["action"].astype(str),
        "ACCOUNTID": shared["account"], "ACTION": shared["action"], "SENDDATE": shared["day"],
        **said,
    })  # fmt: skip
    held = pd.DataFrame({"Record ID": rows.index[rows["held"]].astype(str)})
    escaped = sum(
        write_csv(place(name), [frame])
        for name, frame in zip(FILES[:3], (hubspot, mailchimp, held), strict=True)
    )
    for language in ("en", "es"):
        durable.write_whole(place(f"messages_{language}.txt"), messaging.told(written, language))
    durable.write_whole(place("calendar.ics"), _calendar(study, start))
    return escaped


def begins(study: Study) -> dt.date:
    """The day the campaign starts."""
    if study.p.starts_on is not None:
        return study.p.starts_on
    after = day_of(study.found.end) + dt.timedelta(days=7)
    return after + dt.timedelta(days=-after.weekday() % 7)


def _emails(study: Study, root: Path) -> dict[str, str]:
    """Account: the address it is written to, as the client's file says; else made up, or none."""
    if study.p.contacts:
        path = places.located(study.p.contacts, root)
        try:
            if path.stat().st_size > MOST:
                raise InputError(study.p.contacts, say("contacts-large", most=MOST))
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                if not {"account_id", "email"} <= set(rows.fieldnames or ()):
                    raise InputError(study.p.contacts, say("contacts-columns"))
                return {row["account_id"]: row["email"] or "" for row in rows}
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise InputError(study.p.contacts, say("contacts-unread", why=str(error))) from None
    if study.simulated:  # a domain that is nobody's
        return {account: f"{account.lower()}@example.com" for account in study.plan.rows.index}
    return {}


def _calendar(study: Study, start: dt.date) -> bytes:
    """What happens when: training, each action, and the day the result is read."""
    from icalendar import Calendar, Event, vText

    title, p = study.p.campaign, study.p
    calendar = Calendar()
    calendar.add("prodid", "-//Taller//saas_b2b//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(title))
    stamp = dt.datetime.combine(day_of(study.found.end), dt.time(), dt.UTC)
    days = [("training", start - dt.timedelta(days=3), start - dt.timedelta(days=3), "")]
    counts = study.plan.rows.loc[~study.plan.rows["held"], "action"].value_counts()
    for key, n in sorted(counts.items()):
        days.append(("action", start, start + dt.timedelta(days=13), f"{key}, {n}"))
    reading = start + dt.timedelta(days=p.horizon_days)
    days.append(("protect", start, reading, ""))
    days.append(("reading", reading, reading, ""))
    for what, first, last, of in days:
        entry, name = Event(), uuid.uuid5(uuid.NAMESPACE_OID, f"{title}\n{what} {of}")
        entry.add("uid", f"{name}@taller")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", first)
        entry.add("dtend", last + dt.timedelta(days=1))
        entry.add("summary", say(f"calendar.{what}", of=of))
        calendar.add_component(entry)
    return calendar.to_ical()
