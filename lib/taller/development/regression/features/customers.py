"""Customers as of a date: how often, lately and for how much they bought, and what is known.

A purchase is a day on which a customer kept something; money is net of what was sent back by the
date. The test window is the last before the date of valuation; validation takes the window before
it, shorter where the history is short.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from taller.development.regression.features.histories import Histories
from taller.development.regression.messages import say
from taller.development.regression.model.spend import GammaGamma
from taller.development.regression.params import Params
from taller.development.template import source
from taller.development.template.protocol import Rows, Sealed
from taller.errors import AnalysisError
from taller.looked import Looked

if TYPE_CHECKING:
    from taller.data.tables import Tables

HISTORY = 60  # days of orders before the first date customers are looked at
FEWEST = 50  # customers without whom nothing can be learned
YEAR = 365  # days of "past spend"
LEVELS, RARE = 5, 0.02  # levels of a covariate told apart, and the least share of each
NEW = 90  # days since the first, or the last, purchase


@dataclass(frozen=True)
class Customers:
    """Customers who kept something they bought before a day.

    Attributes
    ----------
    frame : by ``user_id``: ``frequency``, ``recency``, ``age`` (days), ``paid`` (days with spend),
        ``mean_spend`` per paid day, ``spend``, ``recent`` (spend of the last `recent_days`)
    about : the same index, texts: channel, country, first category, as far as known
    """

    day: dt.date
    frame: pd.DataFrame
    about: pd.DataFrame
    recent_days: int
    past: source.Past

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def histories(self) -> Histories:
        """For the models of purchases, in days."""
        f = self.frame
        return Histories(f["frequency"], f["recency"], f["age"])

    @cached_property
    def spend_model(self) -> GammaGamma:
        """Spend per purchase day; the same for every model of purchases.

        Raises
        ------
        AnalysisError
            If fewer than three customers spent anything.
        """
        paid = self.frame[self.frame["paid"] > 0]
        return GammaGamma().fit(paid["paid"].to_numpy(), paid["mean_spend"].to_numpy())

    def described(self) -> pd.DataFrame:
        """Features for the model of many columns, in the order of `frame`."""
        told = self.past.described(self.day).reindex(self.frame.index)
        extra = self.about.add_prefix("about ")
        return pd.concat([told, extra[[c for c in extra if extra[c].nunique() > 1]]], axis=1)

    def segments(self) -> pd.Series:
        """Where each customer stands: new, one purchase long ago, active, quiet."""
        f = self.frame
        since = f["age"] - f["recency"]
        names = np.select(
            [(f["frequency"] == 0) & (f["age"] <= NEW), f["frequency"] == 0, since <= NEW],
            ["new", "once", "active"], "quiet",
        )  # fmt: skip
        return pd.Series(names, index=f.index)


@dataclass(frozen=True)
class Gathered(Looked):
    """What there is to learn from, or why there is nothing.

    Attributes
    ----------
    earlier : customers at the start of the validation window, and what they spent in it
    before, test : customers at the start of the test window; what they spent in it, sealed
    now : customers at the date of valuation
    newcomers : in the test window, customers who first bought in it, and what they spent
    flat : rows of a flat table
    """

    p: Params
    origin: Literal["orders", "flat", "none"]
    reason: str = ""
    earlier: Customers | None = None
    earlier_spend: np.ndarray | None = None
    validation_days: int = 0
    before: Customers | None = None
    test: Sealed | None = None
    now: Customers | None = None
    flat: Rows | None = None
    notes: tuple[str, ...] = field(default=())


def gather(tables: Tables, p: Params) -> Gathered:
    """A flat table whose target is named, else orders."""
    if p.target is not None and tables.has("flat"):
        from taller.development.regression.model import flat as regression_flat

        return regression_flat.gather(tables, p)
    if p.target is not None:
        return Gathered(p, "none", say("reason-no-flat"))
    if not tables.has("orders"):
        reason = say("reason-no-target" if tables.has("flat") else "reason-no-table")
        return Gathered(p, "none", reason)
    return _from_orders(tables, p)


def present(tables: Tables, p: Params) -> Customers:
    """Customers at the date of valuation, as `gather` has them, and nobody earlier.

    Raises
    ------
    AnalysisError
        If there are no orders to tell of.
    """
    first, end = source.span(tables.orders)
    return customers(source.Past(tables), p.as_of or end, first, _about(tables, p))


def _from_orders(tables: Tables, p: Params) -> Gathered:
    try:
        first, end = source.span(tables.orders)
    except AnalysisError as error:
        return Gathered(p, "none", str(error))
    if misdated := source.misdated(p.as_of, first, end):
        return Gathered(p, "none", misdated)
    end = p.as_of or end
    cut = end - dt.timedelta(days=p.holdout_days)
    # A long window leaves half of what precedes it to validate on.
    days = min(p.holdout_days, (cut - first).days // 2)
    start = cut - dt.timedelta(days=days)
    if (start - first).days < HISTORY:
        need = p.holdout_days + 2 * HISTORY
        return Gathered(
            p, "none", say("reason-short", first=first, end=end, days=p.holdout_days, need=need)
        )
    past, about = source.Past(tables), _about(tables, p)
    earlier = customers(past, start, first, about)
    if len(earlier) < FEWEST:
        reason = say("reason-few", n=len(earlier), day=start, least=FEWEST)
        return Gathered(p, "none", reason)
    before, now = customers(past, cut, first, about), customers(past, end, first, about)
    if not (now.frame["frequency"] > 0).any():
        return Gathered(p, "none", say("reason-no-repeat", n=len(now)))
    after, newcomers = _sealed(past, before, end)
    notes = [newcomers] if newcomers else []
    if days < p.holdout_days:
        notes.append(say("note-validation", n=days, window=p.holdout_days))
    return Gathered(
        p, "orders", earlier=earlier, earlier_spend=spent(past, earlier, cut),
        validation_days=days, before=before, test=after, now=now, notes=tuple(notes),
    )  # fmt: skip


def spent(past: source.Past, base: Customers, until: dt.date) -> np.ndarray:
    """Net spend of these customers from their day to the day before ``until``, (n,)."""
    later = past.spend(base.day, until)["spend"]
    return later.reindex(base.frame.index).fillna(0.0).to_numpy(dtype="float64")


def _sealed(past: source.Past, before: Customers, end: dt.date) -> tuple[Sealed, str]:
    later = past.spend(before.day, end)["spend"]
    known = later.reindex(before.frame.index).fillna(0.0).to_numpy(dtype="float64")
    rows = Rows(before.frame, known, before.frame.index.to_numpy(dtype=str))
    fresh = ~later.index.isin(before.frame.index)
    note = ""
    if fresh.any():
        note = say("note-newcomers", n=int(fresh.sum()), day=before.day)
    return Sealed(rows), note


def customers(
    past: source.Past, day: dt.date, first: dt.date, about: pd.DataFrame | None = None
) -> Customers:
    """Customers as they were known at the beginning of a day.

    Parameters
    ----------
    first : first day with orders
    about : by ``user_id``, what is known of customers apart from their purchases
    """
    import ibis

    lines = past.known(day)
    lines = lines.filter(lines.kept)
    on = lines.mutate(on=lines.event_timestamp.date())
    # Summed as money: sums of floats differ with the number of threads, and fits with them.
    days = on.group_by(["user_id", "on"]).agg(net=on.net_value.sum())
    window = max(1, min(YEAR, (day - first).days))
    ago = ibis.literal(day).delta(days.on, unit="day")
    table = days.group_by("user_id").agg(
        age=ago.max(), since=ago.min(), days=days.count(), paid=(days.net > 0).sum(),
        spend=days.net.sum().cast("float64"),
        recent=days.net.sum(where=ago <= window).cast("float64"),
    )  # fmt: skip
    frame = table.to_pandas().set_index("user_id").sort_index(kind="stable").astype("float64")
    frame["frequency"] = frame["days"] - 1
    frame["recency"] = frame["age"] - frame["since"]
    frame["recent"] = frame["recent"].fillna(0.0)
    frame["mean_spend"] = frame["spend"] / frame["paid"].clip(lower=1)
    columns = ["frequency", "recency", "age", "paid", "mean_spend", "spend", "recent"]
    kept = about.reindex(frame.index) if about is not None else pd.DataFrame(index=frame.index)
    return Customers(day, frame[columns], kept, window, past)


def _about(tables: Tables, p: Params) -> pd.DataFrame:
    """What is known of customers: each column cut to its commonest levels, the rest is other."""
    found = {}
    if tables.has("customers"):
        named = {"channel": "medium", "country": "country", "region": "region"}
        wanted = [name for name in p.covariates if name in named]
        held = tables.customers.select("user_id", *(named[name] for name in wanted)).to_pandas()
        held = held.drop_duplicates("user_id").set_index("user_id")
        found = {name: held[named[name]] for name in wanted}
    if "first_category" in p.covariates and tables.has("items"):
        found["first_category"] = _first_category(tables)
    frame = pd.DataFrame(found)
    kept = [name for name in p.covariates if name in frame and frame[name].notna().any()]
    return frame[kept].apply(_few_levels)


def _first_category(tables: Tables) -> pd.Series:
    """Category of what each customer spent most on, on the day of their first purchase."""
    import ibis

    orders, items = tables.orders, tables.items
    sales = orders.filter(orders.kind == "sale", orders.user_id.notnull())
    with_category = sales.inner_join(items, "item_id").select(
        sales.user_id, sales.value, sales.line, on=sales.event_timestamp.date(),
        category=items.item_category,
    )  # fmt: skip
    order = ibis.window(
        group_by="user_id",
        order_by=[with_category.on, with_category.value.desc(), with_category.line],
    )
    ranked = with_category.mutate(place=ibis.row_number().over(order))
    first = ranked.filter(ranked.place == 0).select("user_id", "category").to_pandas()
    return first.set_index("user_id")["category"]


def _few_levels(values: pd.Series) -> pd.Series:
    shares = values.value_counts(normalize=True, dropna=False)
    kept = [name for name in shares[shares >= RARE].index if not pd.isna(name)][:LEVELS]
    other = values.where(values.isin(kept), "other")
    return other.where(values.notna(), "unknown")
