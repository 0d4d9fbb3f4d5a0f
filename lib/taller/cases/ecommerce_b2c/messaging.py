"""The mail with a customer's suggestions, in both languages: the client's model writes, or nobody.

``[ITEM 1]`` to ``[ITEM 3]`` are filled in from the first three places of ``suggestions.csv``.
Without a model the message ``mail`` of this package stands; a client rewords it beside the
notebook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.cases.ecommerce_b2c.messages import say
from taller.development import llm
from taller.development.llm.briefs.campaign import LANGUAGES, Campaign
from taller.language import speaking
from taller.phase import Artifact

if TYPE_CHECKING:
    from taller.cases.ecommerce_b2c.features import Known
    from taller.development.llm.model.copy import Copy


def mail(run: Any, client: Known) -> list[Copy]:
    """The mail in each language, held against the check list; none where there are no lists."""
    if client.lists is None:
        return []
    settings = run.settings(llm.Params)
    with llm.opened(settings.door, run) as door:
        return llm.write(door, [campaign(code) for code in LANGUAGES], settings.voice)


def campaign(code: str) -> Campaign:
    """What the mail is to say, in one language."""
    with speaking(code):  # type: ignore[arg-type]
        return Campaign.told("suggestions", "email", code, say.parts("mail"))


def keep(written: list[Copy], run: Any) -> tuple[Artifact, ...]:
    """The mail as a file, with who wrote it and what is wrong where anything is."""
    if not written:
        return ()
    path = run.artifact("mail.csv")
    llm.written.write_copies(written, path)
    return (Artifact(path=run.relative(path), label=say("mail-file")),)
