"""What a whole run comes to, as its first page opens: of the notebook that was asked to sum it up.

It is shown only while it holds: no headline is withheld, and every notebook that it tells of still
says what it quotes. The consultant's words go before it: those for the notebook that sums up, and
for each headline that it repeats.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from taller.language import _
from taller.phase import Verdict
from taller.workbench.notes.voice import Voice, is_withheld
from taller.workbench.report import look

Results = Mapping[str, dict[str, Any] | None]


def shown(results: Results, voice: Voice) -> dict[str, Any] | None:
    """The verdict's sentences and who wrote them; None where there is none, or it does not hold.

    Parameters
    ----------
    results : of the notebooks that have come to their end, by name
    """
    said = {name: found for name, found in results.items() if found}
    if any(is_withheld(found) for found in said.values()):
        return None
    for name, found in said.items():
        try:
            verdict = Verdict.model_validate(found.get("verdict"))
        except ValidationError:  # none, or of another version of Taller
            continue
        own = voice.apply(name, found)
        if own.get("generated_headline"):
            return {"sentences": [own["headline"]], "author": _("In the consultant's words.")}
        return _told(verdict, said, voice)
    return None


def _told(verdict: Verdict, said: Results, voice: Voice) -> dict[str, Any] | None:
    sentences = []
    for each in verdict.sentences:
        if not said.keys() >= {*each.of}:
            return None
        text = each.text
        if each.headline:
            own = voice.apply(each.of[0], said[each.of[0]] or {})
            if each.headline != own.get("generated_headline", own["headline"]):
                return None  # the notebook was run again since, and says something else
            text = own["headline"] if "generated_headline" in own else text
        sentences.append(look.signed(text))
    return {"sentences": sentences, "author": verdict.author}
