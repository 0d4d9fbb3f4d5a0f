"""What was written, as tables for the page and rows for a file: texts, judge, summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taller import tabular
from taller.development.llm.briefs.messages import say
from taller.handed import write_rows

if TYPE_CHECKING:
    from taller.development.llm.evaluation.judge import Agreement
    from taller.development.llm.model.copy import Copy
    from taller.development.llm.model.summarise import Summary

SHORT = 80  # letters of what a campaign is about
HEADS = ("campaign", "channel", "language", "variant", "part", "text", "usable", "flaws", "by")


def copies(found: Sequence[Copy], best: Sequence[Copy] = ()) -> tabular.Table | None:
    """Every text with who wrote it, and what is wrong with it; nothing is left out."""
    if not found:
        return tabular.instead(say("task-no-copies"))
    lines = [
        [f"{short(each.campaign.about, SHORT)} · {say(f'task-channel.{each.campaign.channel}')}",
         f"{each.language} {each.variant}" if each.campaign.variants > 1 else each.language,
         " / ".join(filter(None, each.parts.values())) or tabular.MISSING, standing(each, best),
         each.by]
        for each in found
    ]  # fmt: skip
    columns = dict.fromkeys(("campaign", "variant", "text", "state", "by"), "text")
    failed = sum(not each.usable for each in found)
    return tabular.listed(
        lines, columns, words=say.parts("task-copies", n=len(found), failed=failed)
    )


def short(text: str, most: int) -> str:
    """A text's first words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def standing(copy: Copy, best: Sequence[Copy] = ()) -> str:
    """Whether a text may be used, and what is wrong with it where it may not."""
    if copy.flaws:
        return say("task-standing.failed", why="; ".join(flaw.said for flaw in copy.flaws))
    return say("task-standing.best") if copy in best else say("task-standing.passed")


def write_copies(found: Sequence[Copy], path: Path) -> None:
    """The texts as a CSV, part by part, safe for a spreadsheet; those that failed say why."""
    rows = [
        (each.campaign.name, each.campaign.channel, each.language, each.variant, part, text,
         "yes" if each.usable else "no", "; ".join(flaw.said for flaw in each.flaws), each.by)
        for each in found for part, text in (each.parts or {"": ""}).items()
    ]  # fmt: skip
    write_rows(path, [HEADS, *rows])


def judge(found: Agreement) -> tabular.Table | None:
    """How far the judge of texts agrees with the client and with itself."""
    if not found.pairs:
        return tabular.instead(say("task-no-judge", known=found.known))
    lines = [[say(f"task-judge-line.{key}"), getattr(found, key)]
             for key in ("steady", "first", "share")]  # fmt: skip
    words = say.parts("task-judge", pairs=found.pairs, decided=found.decided,
                      believed=found.beats_chance)  # fmt: skip
    return tabular.listed(lines, {"what": "text", "value": "share"}, words=words)


def summary(found: Summary) -> tabular.Table | None:
    """The run on one page, sentence by sentence, with whose finding each is and who worded it."""
    if not found.told:
        return tabular.instead(found.author)
    lines = [
        [told.text, ", ".join(dict.fromkeys(fact.title for fact in told.facts)),
         say("task-worded.model" if told.worded else "task-worded.own")]
        for told in found.told
    ]  # fmt: skip
    columns = dict.fromkeys(("sentence", "of", "by"), "text")
    return tabular.listed(lines, columns, words=say.parts("task-summary"), note=found.author)
