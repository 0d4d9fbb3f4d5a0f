"""Rows with their target: from orders as of several dates, or from a flat table; then the split."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from taller.data.contract import row_order
from taller.development.classification.features import target as classification_target
from taller.development.classification.features.columns import Columns
from taller.development.classification.messages import say
from taller.development.classification.params import Params
from taller.development.template import guards, source, split
from taller.development.template.protocol import Finding, Rows, Split
from taller.errors import AnalysisError, DataError
from taller.looked import Looked
from taller.measurement.survival import Observed

if TYPE_CHECKING:
    from taller.data.contract.row_order import Order
    from taller.data.tables import Tables

HISTORY = 60  # days of orders before the earliest date customers are described at
FEWEST = 20  # rows of either kind, without which nothing can be learned
FEW = 100  # positives below which the figures are said to be shaky
SLICES = 3


@dataclass(frozen=True)
class Gathered(Looked):
    """What there is to learn from, or why there is nothing.

    Attributes
    ----------
    rows : None where there is nothing to learn from
    reason : why, in words
    value : measured value of a customer who bought, over the horizon; None where not measured
    current : customers as they are now, to be scored; None where the test rows are scored
    seen : until when each row was watched, and whether it happened; None where no time is known
    worth : what each row's customer is worth; None where not known
    names : whom each row of a flat table is about, as the file of scores says it
    fresh : rows of a flat table whose target is blank: nothing is known yet, so they are scored
    notes : what was done with rows, in words
    order : what speaks for an order in time that nobody stated; the rows are split by it
    people : columns with data of people, which never teach
    places : of each row of a flat table, its place in the file, from 0
    """

    p: Params
    origin: Literal["orders", "flat", "none"]
    rows: Rows | None = None
    reason: str = ""
    target: str = ""
    value: float | None = None
    current: pd.DataFrame | None = None
    current_at: dt.date | None = None
    dates: tuple[dt.date, ...] = ()
    seen: Observed | None = None
    worth: np.ndarray | None = None
    names: np.ndarray | None = None
    fresh: Fresh | None = None
    notes: tuple[str, ...] = ()
    order: Order | None = None
    people: tuple[str, ...] = ()
    places: np.ndarray | None = None

    @property
    def columns(self) -> Columns:
        """How the columns of the rows are called."""
        return Columns(self.origin == "orders")


@dataclass(frozen=True)
class Fresh:
    """Rows of a flat table of which it is not known yet whether it happens."""

    features: pd.DataFrame
    subjects: np.ndarray
    places: np.ndarray
    durations: np.ndarray | None = None
    worth: np.ndarray | None = None


def gather(tables: Tables, p: Params) -> Gathered:
    """Rows with their target, from a flat table whose target is named, else from orders."""
    if p.target is not None and tables.has("flat"):
        return _from_flat(tables, p)
    if p.target is not None:
        return Gathered(p, "none", reason=say("reason.no-flat"))
    if p.purpose == "response":
        return Gathered(p, "none", reason=say("reason.no-column"))
    if not tables.has("orders"):
        reason = say("reason.no-target" if tables.has("flat") else "reason.no-data")
        return Gathered(p, "none", reason=reason)
    return _from_orders(tables, p)


def _from_orders(tables: Tables, p: Params) -> Gathered:
    first, end = source.span(tables.orders)
    misdated = source.misdated(p.as_of, first, end)
    end = min(end, p.as_of) if p.as_of is not None else end
    days = source.cuts(first, end, horizon=p.horizon_days, history=HISTORY, most=p.cutoffs + 1)
    if misdated or len(days) < 2:
        return Gathered(p, "none", reason=misdated or _too_short(first, end, p))
    past, spent, waits = source.Past(tables), list[float](), list[np.ndarray]()

    def target(day: dt.date, frame: pd.DataFrame) -> np.ndarray:
        later = past.spend(day, day + dt.timedelta(days=p.horizon_days))
        after = later["spend"].reindex(frame.index)
        if day != days[-1]:  # the test's spend is not looked at
            spent.extend(after.dropna().tolist())
        came = (later["first"].reindex(frame.index).dt.normalize() - pd.Timestamp(day)).dt.days
        waits.append(came.to_numpy(dtype=float) + 1)  # by the end of that day
        bought = after.notna().to_numpy(dtype=float)
        return 1 - bought if p.purpose == "churn" else bought

    rows = source.rows(past, days, target, active_days=p.active_days)
    last = rows.when == rows.when.max() if len(rows) else np.zeros(0, dtype=bool)
    # Nobody asked for this target: a small shop is told so, and the other analyses go on.
    for part in (~last, last):
        reason = _one_sided(rows.target[part])
        if reason:
            return Gathered(p, "none", reason=reason)
    now = past.described(end)
    wait = np.concatenate(waits)
    seen = Observed(np.where(np.isnan(wait), float(p.horizon_days), wait), ~np.isnan(wait))
    return Gathered(
        p, "orders", rows, target=p.purpose, value=float(np.mean(spent)) if spent else None,
        current=now[now["recency_days"] <= p.active_days], current_at=end, dates=days, seen=seen,
    )  # fmt: skip


def _too_short(first: dt.date, end: dt.date, p: Params) -> str:
    return say("reason.short", first=first, end=end, need=2 * p.horizon_days + HISTORY,
               days=p.horizon_days, history=HISTORY)  # fmt: skip


def _from_flat(tables: Tables, p: Params) -> Gathered:
    assert p.target is not None
    asked = [n for n in (*p.slices, p.duration, p.entered, p.worth) if n is not None]
    people = source.people_in(tables)
    frame, values, names, when = source.flat(
        tables.flat,
        p.target,
        time=p.time,
        ordered=p.ordered,
        subject=p.subject,
        beside=asked,
        people=people,
    )
    target, yes, _blank = classification_target.binary(values, p.target, p.positive)
    features = frame.drop(columns=[p.entered]) if p.entered is not None else frame
    order = None if when is not None else _unstated_order(features, target, p)
    when = _when(features, order) if order is not None else when
    alone = p.subject is not None or when is not None
    subjects = names if alone else _twins(features, names)
    known = np.isfinite(target)
    rows = Rows(features, target, subjects, when, features[_slices(features, p)])
    rows = rows.take(np.flatnonzero(known))
    rows = replace(
        rows, features=rows.features.reset_index(drop=True),
        beside=rows.beside.reset_index(drop=True),
    )  # fmt: skip
    if reason := _one_sided(rows.target):
        return Gathered(p, "none", reason=reason)
    durations, worth = _numbers_of(frame, p.duration), _numbers_of(frame, p.worth)
    entered = None if durations is None else _numbers_of(frame, p.entered)
    fresh = Fresh(
        features[~known],
        names[~known],
        np.flatnonzero(~known),
        _some(durations, ~known),
        _some(worth, ~known),
    )
    seen = None
    if durations is not None:
        seen = Observed(durations[known], rows.target > 0, _some(entered, known))
    return Gathered(
        p, "flat", rows, target=f"{p.target} = {yes}", seen=seen, worth=_some(worth, known),
        names=names[known], fresh=None if known.all() else fresh, order=order, people=people,
        places=np.flatnonzero(known),
        notes=_notes(int((~known).sum()), len(subjects) - len(np.unique(subjects)), alone),
    )  # fmt: skip


def _unstated_order(features: pd.DataFrame, target: np.ndarray, p: Params) -> Order | None:
    """What speaks for an order in time where nobody said whether there is one: then it is taken.

    Not where the last rows hold too few of either kind to test on.
    """
    if "ordered" in p.model_fields_set:
        return None
    order = row_order.look(features, target)
    if order is None or not order.by_time:
        return None
    when = _when(features, order)
    last = target[np.argsort(when, kind="stable")][-int(p.test_share * len(target)) :]
    few = min(int((last > 0).sum()), int((last == 0).sum())) < FEWEST // 2
    return None if few else order


def _when(features: pd.DataFrame, order: Order) -> np.ndarray:
    if order.code == "dates":
        return features[order.column].to_numpy(dtype="datetime64[ns]")
    return np.arange(len(features))


def _notes(blank: int, twins: int, alone: bool) -> tuple[str, ...]:
    """What was done with rows, in words."""
    found = []
    if twins and not alone:
        found.append(say("note.twins", n=twins))
    if blank:
        found.append(say("note.blank", n=blank))
    return tuple(found)


def _twins(features: pd.DataFrame, subjects: np.ndarray) -> np.ndarray:
    """The first row that says the same, for each row: one customer twice must not straddle."""
    hashed = pd.util.hash_pandas_object(features, index=False)
    return subjects[pd.Series(np.arange(len(subjects))).groupby(hashed.to_numpy()).transform("min")]


def _some(values: np.ndarray | None, chosen: np.ndarray) -> np.ndarray | None:
    return None if values is None else values[chosen]


def numbers(values: pd.Series, name: str) -> np.ndarray:
    """A column as numbers, NaN where it holds none.

    Raises
    ------
    DataError
        If it holds no numbers of 0 or more at all.
    """
    found = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float)
    found = np.where(np.isfinite(found) & (found >= 0), found, np.nan)
    if np.isnan(found).all():
        raise DataError("data.flat", say("fault.numbers", name=name))
    return found


def _numbers_of(frame: pd.DataFrame, name: str | None) -> np.ndarray | None:
    return None if name is None else numbers(frame[name], name)


def _slices(frame: pd.DataFrame, p: Params) -> list[str]:
    """The columns asked for, else the texts of few values that name a part of the customers."""
    if p.slices:
        return list(p.slices)
    texts = [
        str(name) for name in frame.columns
        if not pd.api.types.is_numeric_dtype(frame[name])
        and not pd.api.types.is_datetime64_any_dtype(frame[name])
        and 2 <= frame[name].nunique() <= 8
    ]  # fmt: skip
    words = ("segment", "channel", "region", "country", "contract", "contact", "plan", "canal",
             "segmento", "pais", "contrato", "internet", "poutcome", "medium")  # fmt: skip
    first = [name for name in texts if any(word in name.lower() for word in words)]
    return [*first, *(name for name in texts if name not in first)][:SLICES]


def _refuse_one_sided(target: np.ndarray) -> None:
    """Raise where it hardly ever happened, or hardly ever did not."""
    reason = _one_sided(target)
    if reason:
        raise AnalysisError(reason)


def _one_sided(target: np.ndarray) -> str:
    """Why nothing can be learned where it hardly ever happened, or hardly ever did not."""
    positive = int((target > 0).sum())
    for n, happened in ((positive, True), (len(target) - positive, False)):
        if n < FEWEST:
            return say("reason.one-sided", happened=happened, n=n, all=len(target), least=FEWEST)
    return ""


@dataclass(frozen=True)
class Prepared(Looked):
    """Rows split, and what the guards found.

    Attributes
    ----------
    split : without the columns that no model gets
    whole : with them, to measure what a leak would have pretended
    """

    gathered: Gathered
    split: Split
    whole: Split
    findings: tuple[Finding, ...]
    strengths: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))

    @property
    def leaks(self) -> list[str]:
        """Columns left out because they know too much."""
        codes = ("leak", "afterwards", "disguise")
        return [name for f in self.findings if f.code in codes for name in f.columns]


def prepare(gathered: Gathered, seed: int) -> Prepared | None:
    """Split the rows, look at the training part's columns, and leave out what no model may see."""
    if gathered.rows is None:
        return None
    p = gathered.p
    made = split.choose(gathered.rows, test_share=p.test_share, folds=p.folds, seed=seed)
    _refuse_one_sided(made.train.target)
    built = gathered.origin == "orders"
    found = [_hidden(name) for name in gathered.people]
    looked = guards.look(made.train, keep=p.keep, exclude=p.exclude, built=built)
    found += [*looked.findings, *_few(made.train.target)]
    clean = made.without(looked.dropped)
    if not len(clean.train.features.columns):
        raise AnalysisError(say("fault.no-columns", why=guards.in_words(found)))
    return Prepared(gathered, clean, made, tuple(found), looked.strengths)


def _hidden(name: str) -> Finding:
    return Finding("people", (name,), "dropped", say("guard.people"))


def _few(target: np.ndarray) -> list[Finding]:
    positive = int(min((target > 0).sum(), (target == 0).sum()))
    if positive >= FEW:
        return []
    return [Finding("few_positives", (), "warned", say("guard.few", n=positive))]
