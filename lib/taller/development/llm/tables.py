"""Tables of services and calls, of what customers wrote, and of each model beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taller import tabular
from taller.development.llm.messages import say
from taller.development.llm.model.classify import CHEAP
from taller.development.llm.model.door import keys
from taller.development.llm.model.door.settings import OFFLINE
from taller.development.llm.written import short
from taller.language import quantity

if TYPE_CHECKING:
    import pandas as pd

    from taller.development.llm.evaluation.models import Compared
    from taller.development.llm.features.texts import Texts
    from taller.development.llm.model.door import Door
    from taller.development.llm.result import Quality

TASKS = ("copy", "judge", "classify", "summarise")
KINDS = ("review", "ticket", "message")
SAMPLE, LONG = 12, 160  # texts that the page shows, and letters of each


def services(door: Door) -> tabular.Table | None:
    """Which model answers what, where it is, and whether it does."""
    lines = []
    for (name, provider, model), seen in zip(door.endpoints(), door.check(), strict=True):
        asked = [say(f"task.{task}") for task in TASKS
                 if (name, model) in [each[::2] for each in door.settings.chain(task)]]  # fmt: skip
        limits = say("limits", rpm=provider.rpm, tpm=provider.tpm, timeout=provider.timeout)
        where = keys.named(provider) or say("at", kind=provider.kind)
        lines.append([seen.endpoint, ", ".join(asked), where, limits, seen.told])
    if not lines:
        return tabular.instead(say("services-none"))
    budget = door.settings.budget
    words = say.parts("services", run=budget.per_run, month=budget.per_month,
                      notices=door.notices() or None)  # fmt: skip
    columns = dict.fromkeys(("endpoint", "tasks", "where", "limits", "state"), "text")
    return tabular.listed(lines, columns, words=words)


def tasks(found: Sequence[Quality]) -> tabular.Table | None:
    """Every task and model: how well, at what price, how fast."""
    if not found:
        return tabular.instead(say("tasks-none"))
    lines = [
        [say(f"task.{each.task}"), model(each), each.right.n if each.right else 0, each.right,
         say(f"quality.{each.task}"), dollars(each), seconds(each)]
        for each in found
    ]  # fmt: skip
    columns = {"task": "text", "model": "text", "n": "count", "share": "share", "what": "text",
               "dollars": "text", "seconds": "text"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("tasks", silent=_silent(found)))


def _silent(found: Sequence[Quality]) -> list[str] | None:
    """Which models gave no answer, how often, and why."""
    return [
        say("silent", model=each.name, n=sum(each.refused.values()), task=say(f"task.{each.task}"),
            why=[say(f"kind-of-failure.{kind}") for kind in each.refused])
        for each in found if each.refused
    ] or None  # fmt: skip


def calls(door: Door, run: Any) -> tabular.Table | None:
    """What was asked of services: in this run, and since the engagement began."""
    now, ever = door.counters.table(str(run.dir)), door.counters.table()
    held = now.assign(when=say("when.run")).to_dict("records")
    if not ever.equals(now):  # else the same lines would stand there twice
        held += ever.assign(when=say("when.ever")).to_dict("records")
    lines = [
        [row["when"], say(f"task.{str(row['task']).partition('_')[0]}"), row["endpoint"],
         *(row[name] for name in ("calls", "cached", "retries", "failed")),
         row["tokens_in"] + row["tokens_out"], say("paid", amount=row["cost"]),
         _takes(row["p50"], row["p95"]) if row["calls"] else tabular.MISSING]
        for row in held
    ]  # fmt: skip
    if not lines:
        return tabular.instead(say("calls-none"))
    counts = dict.fromkeys(("calls", "cached", "retries", "failed", "tokens"), "count")
    columns = {"when": "text", "task": "text", "endpoint": "text", **counts, "cost": "text",
               "seconds": "text"}  # fmt: skip
    failed = door.counters.errors(str(run.dir))
    why = [say("failed", kind=say(f"kind-of-failure.{kind}"), n=int(rows["tries"].sum()))
           for kind, rows in failed.groupby("kind")]  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("calls", why=why or None))


def hidden(found: Texts | None) -> tabular.Table | None:
    """What was hidden in customers' texts before they were kept, shown or sent."""
    import pandas as pd

    if found is None:
        return None
    held = found.frame["text"].str.extractall(r"\[(PERSON|PLACE|CONTACT|ID)_")[0]
    if held.empty:
        return tabular.instead(say("hidden-none", n=len(found.frame)))
    told = pd.DataFrame({"row": held.index.get_level_values(0), "kind": held.to_numpy()})
    lines = [[say(f"hidden-kind.{kind}"), len(rows), rows["row"].nunique()]
             for kind, rows in told.groupby("kind")]  # fmt: skip
    columns = {"kind": "text", "n": "count", "texts": "count"}
    return tabular.listed(lines, columns, words=say.parts("hidden", n=len(found.frame)))


def texts(found: Texts | None) -> tabular.Table | None:
    """What there is to sort, by kind, and what was set apart."""
    if found is None:
        return tabular.instead(say("texts-none"))
    ours = {kind: say(f"kind.{kind}") for kind in KINDS}
    kinds = found.frame["kind"].replace(ours).fillna(say("kind-none"))
    lines = [
        [kind, len(rows), int(rows["label"].notna().sum()), rows["written_at"].min(),
         rows["written_at"].max()]
        for kind, rows in found.frame.groupby(kinds)
    ]  # fmt: skip
    columns = {"kind": "text", "n": "count", "labelled": "count", "first": "date", "last": "date"}
    strange = sorted(found.strange, key=lambda name: -found.strange[name])
    words = say.parts("texts", empty=found.empty, strange=strange or None,
                      n=sum(found.strange.values()))  # fmt: skip
    return tabular.listed(lines, columns, words=words)


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
        [model(each), each.right.n, each.right, each.right_of_answered,
         each.answered.value, each.better, dollars(each), seconds(each)]
        for each in found.judged
    ]  # fmt: skip
    columns = {"model": "text", "n": "count", "right": "share", "right_of_answered": "share",
               "answered": "share", "better": "share", "dollars": "text",
               "seconds": "text"}  # fmt: skip
    name, share = found.commonest or ("", 0.0)
    words = say.parts("models", services=len(found.services), name=name, share=share,
                      untaught=[*found.untaught] or None, silent=_silent(found.judged))  # fmt: skip
    return tabular.listed(lines, columns, words=words)


def model(each: Quality) -> str:
    """Who did a task, as the page calls it."""
    ours = {CHEAP: say("model-cheap"), OFFLINE: say("model-offline")}
    return ours.get(each.name, each.name)


def dollars(each: Quality) -> str:
    """What 1,000 texts cost at the service."""
    if each.right is None:
        return tabular.MISSING
    return say("dollars", amount=each.dollars) if each.dollars else say("dollars-none")


def seconds(each: Quality) -> str:
    """How long an answer takes."""
    return tabular.MISSING if each.seconds is None else _takes(each.seconds, each.slow or 0.0)


def _takes(half: float, slow: float) -> str:
    return say("seconds", half=quantity(half, "number"), slow=quantity(slow, "number"))


def sorted_texts(placed: pd.DataFrame | None, found: Compared) -> tabular.Table | None:
    """Some of the texts that nobody had labelled, and where they belong."""
    if placed is None or placed.empty:
        return tabular.instead(say("sorted-none") if placed is not None else "")
    lines = [
        [short(row.text, LONG), row.category or say("category-none"),
         row.confidence if row.category else None, by(row.offline, found)]
        for row in placed.head(SAMPLE).itertuples()
    ]  # fmt: skip
    columns = {"text": "text", "category": "text", "confidence": "share", "by": "text"}
    return tabular.listed(lines, columns, words=say.parts("sorted"), total_rows=len(placed))


def by(offline: bool, found: Compared) -> str:
    """Who sorted a text."""
    return say("by", who="service" if not offline else found.chosen or "nobody")
