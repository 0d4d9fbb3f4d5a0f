"""Tables of what customers wrote, of each model beside the others, and of what was sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import tabular
from taller.development.llm.messages import say
from taller.development.llm.model.classify import CHEAP
from taller.language import quantity

if TYPE_CHECKING:
    import pandas as pd

    from taller.development.llm.evaluation.models import Compared
    from taller.development.llm.features.texts import Texts
    from taller.development.llm.result import Judged

SAMPLE, LONG = 12, 160  # texts that the page shows, and letters of each


def texts(found: Texts | None) -> tabular.Table | None:
    """What there is to sort, by kind, and what was set apart."""
    if found is None:
        return tabular.instead(say("texts-none"))
    kinds = found.frame["kind"].fillna(say("kind-none"))
    lines = [
        [kind, len(rows), int(rows["label"].notna().sum()), rows["written_at"].min(),
         rows["written_at"].max()]
        for kind, rows in found.frame.groupby(kinds)
    ]  # fmt: skip
    columns = {"kind": "text", "n": "count", "labelled": "count", "first": "date", "last": "date"}
    strange = sorted(found.strange, key=lambda name: -found.strange[name])
    words = say.parts("texts", empty=found.empty, strange=strange or None,
                      n=sum(found.strange.values()))  # fmt: skip
    dated = [
        line if found.frame["written_at"].notna().any() else [*line[:3], None, None]
        for line in lines
    ]  # fmt: skip
    return tabular.listed(dated, columns, words=words)


def categories(found: Texts | None) -> tabular.Table | None:
    """The categories, and how many texts a person put into each."""
    if found is None or not found.categories:
        return tabular.instead(say("categories-none") if found is not None else "")
    counts = found.labelled["label"].value_counts()
    lines = [[c.name, c.description or tabular.MISSING, int(counts.get(c.name, 0))]
             for c in found.categories]  # fmt: skip
    columns = {"name": "text", "description": "text", "n": "count"}
    return tabular.listed(lines, columns, words=say.parts("categories", given=found.given))


def models(found: Compared) -> tabular.Table | None:
    """Every way to sort, on the same texts: how often right, at what price, how fast."""
    if not found.judged:
        return tabular.instead(say("models-none", services=len(found.services)))
    lines = [
        [say("task-classify"), model(each), each.n, each.right, each.right_of_answered,
         each.answered.value, each.better, dollars(each), seconds(each)]
        for each in found.judged
    ]  # fmt: skip
    columns = {"task": "text", "model": "text", "n": "count", "right": "share",
               "right_of_answered": "share", "answered": "share", "better": "share",
               "dollars": "text", "seconds": "text"}  # fmt: skip
    name, share = found.commonest or ("", 0.0)
    words = say.parts("models", services=len(found.services), name=name, share=share)
    return tabular.listed(lines, columns, words=words)


def model(each: Judged) -> str:
    """A way to sort as the page calls it."""
    return say("model-cheap") if each.name == CHEAP else each.name


def dollars(each: Judged) -> str:
    """What 1,000 texts cost at the service."""
    return say("dollars", amount=each.dollars) if each.dollars else say("dollars-none")


def seconds(each: Judged) -> str:
    """How long an answer takes."""
    if each.seconds is None:
        return tabular.MISSING
    return say("seconds", half=quantity(each.seconds, "number"),
               slow=quantity(each.slow or 0.0, "number"))  # fmt: skip


def sorted_texts(placed: pd.DataFrame | None, found: Compared) -> tabular.Table | None:
    """Some of the texts that nobody had labelled, and where they belong."""
    if placed is None or placed.empty:
        return tabular.instead(say("sorted-none") if placed is not None else "")
    lines = [
        [_short(row.text), row.category or say("category-none"),
         row.confidence if row.category else None, by(row.offline, found)]
        for row in placed.head(SAMPLE).itertuples()
    ]  # fmt: skip
    columns = {"text": "text", "category": "text", "confidence": "share", "by": "text"}
    return tabular.listed(lines, columns, words=say.parts("sorted"), total_rows=len(placed))


def by(offline: bool, found: Compared) -> str:
    """Who sorted a text."""
    return say("by", who="service" if not offline else found.chosen or "nobody")


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0]} …"
