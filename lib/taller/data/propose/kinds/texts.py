"""Whether a file holds what customers wrote, and which column is which.

The text's column is told by its header and its values, or by its values alone where no other column
holds sentences. A catalogue's descriptions are none: what customers write is all but never empty,
and stands beside few other things.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from taller.data.propose.assign import Match
from taller.data.propose.reasons import Why
from taller.data.propose.words.vocabulary import listed
from taller.data.propose.words.words import plain, read, split

if TYPE_CHECKING:
    from taller.data.propose.columns.values import Profile
    from taller.data.propose.proposal import TableProposal

TEXT = listed("text texto comment comments comentario comentarios review resena body cuerpo "
              "message mensaje content contenido opinion feedback verbatim query consulta question "
              "pregunta complaint queja reclamacion utterance testimonio valoracion")  # fmt: skip
LABEL = listed("label etiqueta category categoria topic tema intent intencion motivo reason class "
               "clase clasificacion tag asunto area")  # fmt: skip
KIND = listed("kind type tipo channel canal source origen fuente medio")
WHO = listed("user usuario customer cliente account cuenta author autor socio member")
NUMBER = listed("id numero number codigo code ticket ref referencia folio caso case no n")
WORDS, ALONE = 4, 6  # of a text on average, where its header says so; where it does not
MOST_LABELS, MOST_KINDS = 100, 8
OTHERS = frozenset({"customers", "events", "sessions", "accounts", "items"})
"""Tables that a file of texts may look like, as it tells who, when, and little else."""
MUCH = 4  # columns of such a table, from which the file is that table


def find(profiles: Mapping[str, Profile]) -> dict[str, Match]:
    """Which column is which, if customers' texts are among them; else nothing."""
    own = _text(profiles)
    if own is None:
        return {}
    sure = 0.9 if _says(own, TEXT) else 0.6
    found = {"text": Match(own, sure, (Why("sentences", "text", profiles[own].prose),))}
    rules: dict[str, Callable[[str, Profile], bool]] = {
        "text_id": lambda h, p: _says(h, NUMBER) and not _says(h, WHO) and p.distinct == 1,
        "user_id": lambda h, p: _says(h, WHO) and max(p.codes, p.emails) > 0.9,
        "written_at": lambda h, p: p.dates > 0.9,
        "label": lambda h, p: _says(h, LABEL) and _repeats(p, MOST_LABELS),
        "kind": lambda h, p: _says(h, KIND) and _repeats(p, MOST_KINDS),
    }
    for name, fits in rules.items():
        taken = {match.column for match in found.values()}
        left = (each for each in profiles if each not in taken and profiles[each].filled)
        column = next((each for each in left if fits(each, profiles[each])), None)
        if column is not None:
            found[name] = Match(column, 0.8, (Why("header", name),))
    return found


def leads(found: Mapping[str, Match], best: TableProposal) -> bool:
    """Whether the file is one of texts rather than the table that explains most of it."""
    few = best.table in OTHERS and len(best.matches) < MUCH
    return bool(found) and (bool(best.missing) or few)


def _text(profiles: Mapping[str, Profile]) -> str | None:
    """The column of sentences."""
    long = {own: _words(p) for own, p in profiles.items() if p.prose > 0.6 and p.missing < 0.5}
    named = [own for own, words in long.items() if words >= WORDS and _says(own, TEXT)]
    if named:
        return max(named, key=lambda own: long[own])
    alone = [own for own, words in long.items() if words >= ALONE and profiles[own].distinct > 0.5]
    described = {"description", "name"} & (read(alone[0]).concepts if alone else frozenset())
    return alone[0] if len(alone) == 1 and not described else None


def _words(profile: Profile) -> float:
    return sum(len(v.split()) * n for v, n in profile.counts.items()) / max(profile.filled, 1)


def _repeats(profile: Profile, most: int) -> bool:
    return 2 <= len(profile.counts) <= most and profile.distinct <= 0.5 and profile.dates < 0.5


def _says(header: str, words: frozenset[str]) -> bool:
    return bool({plain(word) for word in split(header)} & words)
