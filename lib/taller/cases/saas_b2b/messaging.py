"""A message for each action of the plan, in both languages: the client's model writes, or nobody.

Without a model the messages of this package stand, ``message-<action>``; a client rewords them
beside the notebook. Whatever was written went through the check list of `development.llm`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taller.cases.saas_b2b.messages import say
from taller.cases.saas_b2b.model.plan import Plan
from taller.cases.saas_b2b.params import Params
from taller.development import llm
from taller.development.llm.briefs.campaign import LANGUAGES, Campaign
from taller.development.llm.model.copy import Copy
from taller.language import speaking

KNOWN = ("training", "call", "offer")  # actions that have a template of their own


def texts(run: Any, made: Plan, p: Params) -> list[Copy]:
    """A mail for each action and language; those that may not be used say why."""
    settings = run.settings(llm.Params)
    campaigns = [campaign(key, code, p) for key in actions(made) for code in LANGUAGES]
    with llm.opened(settings.door, run) as door:
        return llm.write(door, campaigns, settings.voice)


def actions(made: Plan) -> list[str]:
    """The actions that somebody gets."""
    return sorted({str(key) for key in made.rows["action"]})


def campaign(action: str, code: str, p: Params) -> Campaign:
    """What the mail of an action is to say, in one language."""
    with speaking(code):  # type: ignore[arg-type]
        own = action if action in KNOWN else "other"
        told = say.parts(f"message-{own}", action=action, campaign=p.campaign)
    return Campaign.told(action, "email", code, told)


def columns(action: Iterable[str], written: list[Copy]) -> dict[str, list[str]]:
    """Subject and preview of each account's action and language, as an audience file has them.

    A text that may not be used is left out there; `told` shows it with what is wrong.
    """
    action = list(action)
    usable = {(copy.campaign.name, copy.language): copy for copy in written if copy.usable}
    found = {}
    for code in LANGUAGES:
        for head, part in (("SUBJECT", "subject"), ("PREVIEW", "preheader")):
            held = {a: copy.parts[part] for (a, spoken), copy in usable.items() if spoken == code}
            found[f"{head}_{code.upper()}"] = [held.get(key, "") for key in action]
    by = {a: copy.by for (a, _code), copy in usable.items()}
    return {**found, "TEXT_BY": [by.get(key, "") for key in action]}


def told(written: list[Copy], code: str) -> bytes:
    """All messages of a language, each with who wrote it, and what is wrong where anything is."""
    parts = []
    for copy in (each for each in written if each.language == code):
        standing = "" if copy.usable else f"{llm.written.standing(copy)}\n"
        said = "\n\n".join(copy.parts.values())
        parts.append(f"== {copy.campaign.name} ==\n({copy.by})\n{standing}\n{said}\n")
    return "\n".join(parts).encode()
