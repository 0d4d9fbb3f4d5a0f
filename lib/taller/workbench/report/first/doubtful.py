"""What of a run is in doubt, counted: what failed, is withheld, not shown, assumed, out of date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taller.language import _, ngettext, number
from taller.workbench.notes.voice import is_withheld
from taller.workbench.report.first import ranked

Results = Mapping[str, dict[str, Any] | None]
UNFINISHED = ("failed", "timed out", "killed", "skipped")


def found(
    notebooks: Sequence[Mapping[str, Any]], results: Results, decisions: Sequence[dict[str, Any]],
    stale: Mapping[str, int],
) -> list[dict[str, Any]]:  # fmt: skip
    """The kinds of doubt that there are, the gravest first.

    Parameters
    ----------
    notebooks : the run's, each with ``name``, ``title`` and ``state``
    decisions : as `ranked.decisions` gives them
    stale : notes that were written for other figures, counted by notebook

    Returns
    -------
    list of dict : ``said`` (how many of what) and ``of`` (each: ``text``, ``detail``, ``title``)
    """
    titles = {n["name"]: str(n.get("title") or n["name"]) for n in notebooks}
    held = [(titles[name], result) for name, result in results.items() if result and name in titles]
    unfinished = [titles[n["name"]] for n in notebooks if n.get("state") in UNFINISHED]
    unmet = [
        _one(_("Not so: {check}").format(check=check["name"]), title, check.get("detail") or "")
        for title, result in held
        for check in failed(result)
    ]
    kinds = [
        (_unfinished, [_one("", title) for title in unfinished]),
        (_withheld, [_one("", title) for title, result in held if is_withheld(result)]),
        (_unmet, unmet),
        (_unshown, [_of(row) for row in decisions if ranked.may_be_nothing(row)]),
        (_assumed, [_of(row) for row in decisions if row["confidence"] == "assumed"]),
        (_outdated, [_one("", titles[name]) for name, n in stale.items() if n and name in titles]),
    ]
    return [{"said": said(len(each)), "of": each} for said, each in kinds if each]


def failed(result: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The checks of a result that were not met, and cast doubt on what it says."""
    return [check for check in (result or {}).get("checks") or ()
            if not check.get("passed") and check.get("doubt", True)]  # fmt: skip


def _of(row: Mapping[str, Any]) -> dict[str, str]:
    return _one(row["what"], row["title"])


def _one(text: str, title: str, detail: str = "") -> dict[str, str]:
    return {"text": text, "detail": detail, "title": title}


def _unfinished(n: int) -> str:
    said = ngettext("{n} analysis without a result", "{n} analyses without a result", n)
    return said.format(n=number(n))


def _withheld(n: int) -> str:
    said = ngettext(
        "{n} headline withheld: the data does not add up",
        "{n} headlines withheld: the data does not add up",
        n,
    )
    return said.format(n=number(n))


def _unmet(n: int) -> str:
    return ngettext("{n} check not met", "{n} checks not met", n).format(n=number(n))


def _unshown(n: int) -> str:
    said = ngettext("{n} amount that may be nothing", "{n} amounts that may be nothing", n)
    return said.format(n=number(n))


def _assumed(n: int) -> str:
    said = ngettext(
        "{n} amount that rests on assumptions", "{n} amounts that rest on assumptions", n
    )
    return said.format(n=number(n))


def _outdated(n: int) -> str:
    said = ngettext(
        "{n} analysis with notes written for other figures",
        "{n} analyses with notes written for other figures",
        n,
    )
    return said.format(n=number(n))
