"""What customers wrote, what it may be about, and what a person already said it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from taller.development.llm.briefs.classify import Category, plain

if TYPE_CHECKING:
    import pandas as pd

    from taller.data.tables import Tables

LABELS = 100  # distinct labels from which a column of labels is none of categories
LEAST_DAYS = 28  # of dated texts, from which a year's number is told


@dataclass(frozen=True)
class Texts:
    """Texts that can be read, and the categories they are put into.

    Attributes
    ----------
    frame : a row per text: ``text_id``, ``written_at``, ``kind``, ``text``, and ``label`` where a
        person gave one of the categories
    given : whether the engagement file names the categories; else they are the labels
    empty : rows of the table without a letter or digit
    strange : labels that are none of the categories, and how many texts have each
    """

    frame: pd.DataFrame
    categories: tuple[Category, ...]
    given: bool
    empty: int
    strange: dict[str, int]

    @cached_property
    def labelled(self) -> pd.DataFrame:
        """The texts that a person put into a category."""
        return self.frame[self.frame["label"].notna()]

    @property
    def names(self) -> tuple[str, ...]:
        """The categories' names."""
        return tuple(category.name for category in self.categories)

    @property
    def a_year(self) -> float | None:
        """How many are written in a year, by the last year of those that are dated."""
        dates = self.frame["written_at"].dropna()
        if dates.empty:
            return None
        days = min((dates.max() - dates.min()).days + 1, 365)
        last = (dates.max() - dates).dt.days < days
        return None if days < LEAST_DAYS else float(last.sum()) * 365 / days


def read(tables: Tables, categories: Sequence[Category] = ()) -> Texts | None:
    """The texts of a client's data; None where it holds none.

    Parameters
    ----------
    categories : those of the engagement file; the labels stand in for them where it names none
    """
    import pandas as pd

    if not tables.has("texts"):
        return None
    frame = tables.texts.to_pandas()
    frame["text_id"] = frame["text_id"].fillna(pd.Series(frame.index + 1, dtype="str"))
    said = frame["text"].fillna("").str.contains(r"\w", regex=True)
    kept = frame[said].reset_index(drop=True)
    labels = kept["label"].str.strip()
    found = labels.value_counts()
    given, named = bool(categories), {plain(label): label for label in found.index[::-1]}
    if not given and 0 < len(named) <= LABELS:
        categories = [Category(name=name) for name in sorted(named.values())]
    by_plain = {plain(category.name): category.name for category in categories}
    kept["label"] = labels.map(lambda label: by_plain.get(plain(label)), na_action="ignore")
    strange = {label: int(n) for label, n in found.items() if plain(label) not in by_plain}
    return Texts(kept, tuple(categories), given, int((~said).sum()), strange)
