"""Marketing texts with known people in them: reviews, tickets, complaints, signatures, and traps.

A text is a few sentences about people and a few about things that look like people. Names and
places are drawn from two pools: common ones, and `HELD_OUT`, of which none is in the lexicon.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from tests.data.free_text import codes

COUNTRIES = ("ES", "MX", "AR", "CO", "CL", "EN")
FURTHER = ("PE", "UY", "EC")
LAST = ("VE", "BO", "CR")
HELD_OUT_SHARE = 0.25


@dataclass(frozen=True)
class Entity:
    """What is in a text: where, of which kind, and whether the recogniser's lists lack it."""

    start: int
    end: int
    kind: str
    held_out: bool


_WRITTEN = "\n".join(
    Path(__file__).with_name(f"{name}.txt").read_text("utf-8") for name in ("generated", "further")
)
_POOLS = {
    found[1]: [each for each in re.split(r"[|\n]", found[2]) if each]
    for found in re.finditer(r"^\[(.+)\]\n([^\[]*)", _WRITTEN, re.M)
}
HELD_OUT = [each for name, pool in _POOLS.items() if name.startswith("held out") for each in pool]
_NAMED = ("town", "person", "given", "family")
_SLOT = re.compile(r"\{(\w+)\}")


def texts(
    number: int, seed: int, sentences: str = "", countries: tuple[str, ...] = COUNTRIES
) -> list[tuple[str, list[Entity]]]:
    """Texts with what is personal in them, of each country in turn.

    Parameters
    ----------
    sentences : ``"unseen "`` for those written after the rules, to see what they do with others
    countries : whose names, towns, streets and numbers
    """
    draw = random.Random(seed)
    return [_text(draw, countries[n % len(countries)], sentences) for n in range(number)]


def _text(draw: random.Random, country: str, sentences: str) -> tuple[str, list[Entity]]:
    language = "EN" if country == "EN" else "ES"
    chosen = draw.sample(_POOLS[f"{sentences}people {language}"], draw.randint(1, 3))
    chosen += draw.sample(_POOLS[f"{sentences}traps {language}"], draw.randint(1, 3))
    draw.shuffle(chosen)
    text, entities = "", []
    for sentence in chosen:
        end = 0
        for slot in _SLOT.finditer(sentence):
            held_out = slot[1] in _NAMED and draw.random() < HELD_OUT_SHARE
            label, value, kind = _value(draw, slot[1], country, "held out " if held_out else "")
            text += sentence[end : slot.start()] + label
            entities.append(Entity(len(text), len(text) + len(value), kind, held_out))
            text += value
            end = slot.end()
        text += sentence[end:] + draw.choice([" ", " ", "\n"])
    return text.replace("¶", "\n"), entities


def _value(draw: random.Random, slot: str, country: str, pool: str) -> tuple[str, str, str]:
    """What labels a value, the value, and its kind."""
    given = draw.choice(_POOLS[f"{pool}given {country}"])
    family = draw.choice(_POOLS[f"{pool}family {country}"])
    if slot == "town":
        return "", draw.choice(_POOLS[f"{pool}town {country}"]), "PLACE"
    if slot == "street":
        words = _POOLS["street word EN" if country == "EN" else "street word ES"]
        street = draw.choice(_POOLS[f"street {country}"])
        numbers = {"n": draw.randint(2, 1900), "m": draw.randint(10, 99)}
        return "", street.format(w=draw.choice(words), **numbers), "PLACE"
    named = {"person": f"{given} {family}", "given": given, "family": family}
    if slot == "lower":
        return "", named["person"].lower(), "PERSON"
    if slot in named:
        return "", named[slot], "PERSON"
    return codes.code(draw, slot, country, f"{given[0]}{family}")
