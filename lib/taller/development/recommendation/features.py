"""What recommendations are learned from: who bought and looked at what, as of a day.

A history as of a day holds what was known before its midnight: purchases net of what had been sent
back by then, and looks and carts where there are events. What comes true is what a customer bought
in the window after it, net of what was sent back by the window's end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as compute
from scipy import sparse

from taller.data.features import pulled
from taller.development.recommendation.messages import say
from taller.development.recommendation.params import Params
from taller.development.template import source
from taller.errors import AnalysisError
from taller.looked import Looked

if TYPE_CHECKING:
    from taller.data.tables import Tables

HISTORY = 30  # days of orders before the first date that is learned at
FEWEST = 20  # customers who buy in the test window, below which nothing is measured
ATTRIBUTES = ("item_category", "item_brand")
LOOKS = {"view_item": "view_weight", "add_to_cart": "cart_weight"}


@dataclass(frozen=True)
class Catalogue:
    """The items, in the order of the matrices' columns.

    Attributes
    ----------
    ids : (items,) codes
    frame : names, categories, brands, prices, costs and stock; missing where not known
    """

    ids: np.ndarray
    frame: pd.DataFrame

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def labels(self) -> np.ndarray:
        """(items,) how each is called: its name with its variant, else its code."""
        name, variant = self.frame["item_name"], self.frame["item_variant"]
        named = name.where(variant.isna(), name + " (" + variant.fillna("") + ")")
        return named.fillna(pd.Series(self.ids, index=named.index)).to_numpy(dtype=object)

    def codes(self, column: str) -> np.ndarray:
        """(items,) numbers that are equal where the column is; items without it differ from all."""
        codes = pd.factorize(self.frame[column])[0].astype("int64")
        missing = codes < 0
        codes[missing] = codes.max(initial=-1) + 1 + np.arange(missing.sum())
        return codes

    def knows(self, column: str) -> bool:
        """Whether any item has it."""
        return bool(self.frame[column].notna().any())

    @cached_property
    def margins(self) -> np.ndarray | None:
        """(items,) share of the price that is left after cost; None where not known of any."""
        price = self.frame["price"].to_numpy("float64")
        cost = self.frame["cost"].to_numpy("float64")
        with np.errstate(divide="ignore", invalid="ignore"):
            margin = np.where(price > 0, 1 - cost / price, np.nan)
        if not np.isfinite(margin).any():
            return None
        return np.where(np.isfinite(margin), margin, np.nanmean(margin))


@dataclass(frozen=True)
class Past:
    """What was known as of a day, rows and columns as everywhere.

    Attributes
    ----------
    bought : (users, items) of 1
    recent : the same of the days that decide what is a best-seller
    looked : (users, items) weights of looks and carts; None where there are no events
    bought_age, looked_age : (users, items) one more than the days since each pair was last bought,
        and last looked at or put into the cart; None where moments are not known
    """

    at: dt.date
    bought: sparse.csr_matrix
    recent: sparse.csr_matrix
    looked: sparse.csr_matrix | None = None
    bought_age: sparse.csr_matrix | None = None
    looked_age: sparse.csr_matrix | None = None

    def seen(self, events: bool, half_life: float = 0.0) -> sparse.csr_matrix:
        """The matrix that a model learns from: purchases, with looks and carts if wanted.

        Parameters
        ----------
        half_life : days after which a pair counts half; 0 for one that never fades
        """
        bought = _faded(self.bought, self.bought_age, half_life)
        if events and self.looked is not None:
            return bought.maximum(_faded(self.looked, self.looked_age, half_life)).tocsr()
        return bought

    def rows(self, users: np.ndarray) -> Past:
        """The histories of some users."""
        return self.each(lambda matrix: matrix[users])

    def each(self, change: Callable[[sparse.csr_matrix], sparse.csr_matrix]) -> Past:
        """The same with every matrix changed alike."""
        rest = (self.looked, self.bought_age, self.looked_age)
        changed = [None if matrix is None else change(matrix) for matrix in rest]
        return Past(self.at, change(self.bought), change(self.recent), *changed)


def _faded(
    weights: sparse.csr_matrix, age: sparse.csr_matrix | None, half_life: float
) -> sparse.csr_matrix:
    if not half_life or age is None:
        return weights
    left = np.exp2((1 - age.data) / np.float32(half_life))
    kept = sparse.csr_matrix((left, age.indices, age.indptr), shape=age.shape)
    return weights.multiply(kept).tocsr()


@dataclass(frozen=True)
class Gathered(Looked):
    """Histories as of three days, and what came true after the first two.

    Attributes
    ----------
    reason : why nothing can be learned; None where it can
    validation, test, now : the histories, earliest first
    validation_truth, test_truth : (users, items) bought in the windows after them
    """

    p: Params
    reason: str | None = None
    users: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=object))
    catalogue: Catalogue | None = None
    validation: Past | None = None
    test: Past | None = None
    now: Past | None = None
    validation_truth: sparse.csr_matrix | None = None
    test_truth: sparse.csr_matrix | None = None
    notes: tuple[str, ...] = ()


def gather(tables: Tables, p: Params) -> Gathered:
    """Histories and what came true, or the reason why there are none."""
    if not tables.has("orders"):
        return Gathered(p, say("reason.orders"))
    try:
        first, end = source.span(tables.orders)
    except AnalysisError as error:
        return Gathered(p, str(error))
    if misdated := source.misdated(p.as_of, first, end):
        return Gathered(p, misdated)
    end = p.as_of or end
    days = [end - dt.timedelta(days=p.horizon_days * n) for n in (2, 1, 0)]
    if (days[0] - first).days < HISTORY:
        need = 2 * p.horizon_days + HISTORY
        return Gathered(p, say("reason.days", first=first, end=end, need=need))
    lines = [_lines(tables, day) for day in days]
    looks = _looks(tables, days, p)
    users, catalogue = _users(tables, lines, looks), _catalogue(tables, lines)
    return _assemble(p, days, lines, looks, users, catalogue)


def _assemble(
    p: Params, days: list[dt.date], lines: list[pd.DataFrame], looks: list[pd.DataFrame | None],
    users: np.ndarray, catalogue: Catalogue,
) -> Gathered:  # fmt: skip
    matrix = Encoder(users, catalogue.ids)
    lines = [matrix.placed(found) for found in lines]
    looks = [None if look is None else matrix.placed(look) for look in looks]
    pasts = [
        Past(
            day, matrix(found),
            matrix(found[found["when"] >= np.datetime64(day - dt.timedelta(p.popular_days))]),
            None if look is None else matrix(look, look["weight"].to_numpy("float32")),
            matrix(found, _age(found, day)),
            None if look is None else matrix(look, _age(look, day)),
        )
        for day, found, look in zip(days, lines, looks, strict=True)
    ]  # fmt: skip
    truths = [
        matrix(after[after["when"] >= np.datetime64(day)])
        for day, after in zip(days[:2], lines[1:], strict=True)
    ]
    gathered = Gathered(p, None, users, catalogue, *pasts, *truths, _notes(catalogue, looks[-1]))
    return _or_reason(gathered)


def _age(found: pd.DataFrame, day: dt.date) -> np.ndarray:
    """One more than the days from each moment to a day's midnight, so that none is 0."""
    ago = np.datetime64(day) - found["when"].to_numpy("datetime64[s]")
    return (1 + ago / np.timedelta64(1, "D")).astype("float32")


def _or_reason(gathered: Gathered) -> Gathered:
    """The same, or the reason why what was gathered is too little to learn from."""
    now, truth = gathered.now, gathered.test_truth
    assert now is not None
    assert truth is not None
    items = int((now.bought.getnnz(axis=0) > 0).sum())
    if items < 2:
        return Gathered(gathered.p, say("reason.items", n=items))
    tested = int((truth.getnnz(axis=1) > 0).sum())
    if tested < FEWEST:
        days = gathered.p.horizon_days
        return Gathered(gathered.p, say("reason.customers", days=days, n=tested, need=FEWEST))
    return gathered


class Encoder:
    """Frames of ``user_id`` and ``item_id`` to matrices; each pair counts once."""

    def __init__(self, users: np.ndarray, items: np.ndarray) -> None:
        self.users, self.items = pa.array(users, pa.string()), pa.array(items, pa.string())

    def placed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The lines in the order of rows and columns, which are looked up once; -1: not known."""
        row, column = (
            np.asarray(compute.index_in(pa.array(frame[name], pa.string()), known).fill_null(-1))
            for name, known in (("user_id", self.users), ("item_id", self.items))
        )
        order = np.argsort(row.astype("int64") * len(self.items) + column, kind="stable")
        rest = frame.drop(columns=["user_id", "item_id"])
        return rest.assign(row=row, column=column).iloc[order]

    def __call__(self, frame: pd.DataFrame, weights: np.ndarray | None = None) -> sparse.csr_matrix:
        """One for each pair of lines that were `placed`, or the largest of its weights."""
        row, column = frame["row"].to_numpy(), frame["column"].to_numpy()
        values = np.ones(len(frame), dtype="float32") if weights is None else weights
        known = (row >= 0) & (column >= 0)
        row, column, values = row[known], column[known], values[known]
        shape = (len(self.users), len(self.items))
        if len(row) and (np.diff(row.astype("int64") * shape[1] + column) <= 0).any():
            order = np.lexsort((-values, column, row))
            row, column, values = row[order], column[order], values[order]
            first = np.ones(len(row), dtype=bool)
            first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
            row, column, values = row[first], column[first], values[first]
        return sparse.csr_matrix((values, (row, column)), shape=shape)


def _lines(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Customers, items and when they were last bought, net of what was sent back, before a day."""
    lines = source.known(tables.orders, day)
    lines = lines.filter(lines.kept, lines.item_id.notnull())
    found = lines.group_by("user_id", "item_id").aggregate(when=lines.event_timestamp.max())
    return pulled(found)


def _looks(tables: Tables, days: list[dt.date], p: Params) -> list[pd.DataFrame | None]:
    """What customers looked at or put into the cart before each day, with weights."""
    weights = {name: getattr(p, knob) for name, knob in LOOKS.items() if getattr(p, knob) > 0}
    if not tables.has("events") or not weights:
        return [None] * len(days)
    import ibis

    events = tables.events
    found = events.filter(
        events.event_timestamp < source.midnight(max(days)), events.user_id.notnull(),
        events.item_id.notnull(), events.event_name.isin(list(weights)),
    )  # fmt: skip
    cases = [(found.event_name == name, weight) for name, weight in weights.items()]
    found = found.mutate(weight=ibis.cases(*cases, else_=0.0))
    known = {}
    for i, day in enumerate(days):  # together: most of the time goes into reading and grouping
        before = found.event_timestamp < source.midnight(day)
        known[f"weight{i}"] = found.weight.max(where=before)
        known[f"when{i}"] = found.event_timestamp.max(where=before)
    frame = pulled(found.group_by("user_id", "item_id").aggregate(**known))
    return [_before(frame, i) for i in range(len(days))]


def _before(frame: pd.DataFrame, i: int) -> pd.DataFrame | None:
    """What was known before the day of that number; None if nothing."""
    names = {f"weight{i}": "weight", f"when{i}": "when"}
    held = frame.loc[frame[f"when{i}"].notna(), ["user_id", "item_id", *names]]
    return held.rename(columns=names) if len(held) else None


def _users(
    tables: Tables, lines: list[pd.DataFrame], looks: list[pd.DataFrame | None]
) -> np.ndarray:
    """Everybody who is known: customers, buyers, and visitors with a name."""
    known = [found["user_id"] for found in lines]
    known += [found["user_id"] for found in looks if found is not None]
    if tables.has("customers"):
        known.append(tables.customers.select("user_id").to_pandas()["user_id"])
    return np.sort(pd.unique(pd.concat(known).dropna()).astype(str)).astype(object)


def _catalogue(tables: Tables, lines: list[pd.DataFrame]) -> Catalogue:
    columns = ["item_name", "item_category", "item_brand", "item_variant", "price", "cost", "stock"]
    # What was sent back since was known as bought before.
    sold = pd.Index(pd.unique(pd.concat([found["item_id"] for found in lines])), name="item_id")
    if tables.has("items"):
        frame = tables.items.select(["item_id", *columns]).to_pandas()
        frame = frame.drop_duplicates("item_id").set_index("item_id")
        frame = frame.reindex(frame.index.union(sold))
    else:
        frame = pd.DataFrame(index=sold, columns=columns, dtype=object)
    frame = frame.sort_index()
    for column in ("price", "cost", "stock"):
        frame[column] = pd.to_numeric(frame[column], errors="coerce").astype("float64")
    for column in columns[:4]:
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    return Catalogue(frame.index.to_numpy(dtype=object), frame[columns])


def _notes(catalogue: Catalogue, looks: pd.DataFrame | None) -> tuple[str, ...]:
    """What the data lacks, and what is done without it."""
    notes = []
    if looks is None:
        notes.append(say("lacking.looks"))
    if not any(catalogue.knows(name) for name in ATTRIBUTES):
        notes.append(say("lacking.categories"))
    if not catalogue.knows("stock"):
        notes.append(say("lacking.stock"))
    if catalogue.margins is None:
        notes.append(say("lacking.costs"))
    return tuple(notes)
