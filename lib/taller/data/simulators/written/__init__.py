"""What simulated customers write: short texts of known category, as untidy as real ones.

A text is a sentence of its category in Spanish or English with what people put around it. Some mix
languages, some are ironic, some name a person, a few try to give orders to whoever reads them. A
part carries the label that a person gave it, and a part of those labels is wrong. All is drawn from
a generator of its own, so that nothing else of a simulated world depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from taller.data.simulators.fashion_store.output import stamps

if TYPE_CHECKING:
    import pyarrow as pa

PURPOSE = 17  # of the generator, beside the seed
SPANISH, MIXED, IRONIC, NAMED, ORDERS, UNTIDY = 0.7, 0.06, 0.06, 0.08, 0.006, 0.3
LABELLED, MISTAKEN = 0.6, 0.05
SIZES = ("S", "M", "L", "38", "40", "42")
LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"  # of a DNI, by its number


@dataclass(frozen=True)
class Writer:
    """Who writes, when and to whom; one text each.

    Attributes
    ----------
    ids, users : of each text, and of who wrote it
    micros : when, in microseconds since 1970
    kinds : review, ticket or message
    """

    ids: Any
    users: Any
    micros: np.ndarray
    kinds: np.ndarray


def generator(seed: int) -> np.random.Generator:
    """The texts' own generator."""
    return np.random.default_rng([seed, PURPOSE])


def table(world: str, by: Writer, rng: np.random.Generator, weights: np.ndarray) -> pa.Table:
    """The table ``texts``, and what each is about (``truth``).

    Parameters
    ----------
    world : ``shop`` or ``platform``
    weights : (texts, categories), how often each text is about each category
    """
    import pyarrow as pa

    names = list(_phrases()[world]["categories"])
    n = len(by.micros)
    share = weights.cumsum(axis=1) / weights.sum(axis=1, keepdims=True)
    about = (rng.random((n, 1)) > share).sum(axis=1)
    texts = [_text(world, names[one], rng) for one in about]
    wrong = rng.random(n) < MISTAKEN
    told = np.where(wrong, rng.integers(0, len(names), n), about)
    unlabelled = rng.random(n) >= LABELLED
    return pa.table({
        "text_id": by.ids, "user_id": by.users, "written_at": stamps(by.micros),
        "kind": pa.array(by.kinds.tolist()), "text": pa.array(texts),
        "label": pa.array([names[one] for one in told], mask=unlabelled),
        "truth": pa.array([names[one] for one in about]),
    })  # fmt: skip


def categories(world: str) -> tuple[str, ...]:
    """What texts of a world are about."""
    return tuple(_phrases()[world]["categories"])


@cache
def _phrases() -> dict[str, Any]:
    from ruamel.yaml import YAML

    text = Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8")
    return dict(YAML(typ="safe").load(text))


def _text(world: str, category: str, rng: np.random.Generator) -> str:
    """One text: its sentence, and what stands around it."""
    held, around = _phrases()[world], _phrases()["around"]
    tongue = "es" if rng.random() < SPANISH else "en"
    spoken = {"es": "en", "en": "es"}[tongue] if rng.random() < MIXED else tongue
    core = _pick(held["categories"][category][tongue], rng).format(
        item=_pick(held["item"][spoken], rng), days=rng.integers(3, 25), size=_pick(SIZES, rng)
    )
    ironic = rng.random() < IRONIC
    first = _pick(around["irony" if ironic else "hello"][spoken], rng)
    text = first + (core if first else core[:1].upper() + core[1:])
    text += _pick(around["more"][spoken], rng)
    if rng.random() < NAMED:
        text += _signature(_pick(around["signed"][tongue], rng), _pick(around["names"], rng), rng)
    if rng.random() < ORDERS:
        text += _pick(around["orders"][tongue], rng)
    return _untidy(text, rng) if rng.random() < UNTIDY else text


def _signature(form: str, name: str, rng: np.random.Generator) -> str:
    number = int(rng.integers(10_000_000, 99_999_999))
    return form.format(
        name=name, phone=f"6{rng.integers(10_000_000, 99_999_999)}",
        mail=f"{name.split()[0].lower()}{rng.integers(10, 99)}@correo.example",
        dni=f"{number:08d}{LETTERS[number % 23]}",
    )  # fmt: skip


def _untidy(text: str, rng: np.random.Generator) -> str:
    """In small letters, without accents, or with two letters turned round."""
    way = rng.integers(0, 3)
    if way == 0:
        return text.lower()
    if way == 1:
        return text.translate(str.maketrans("áéíóúñ¿¡", "aeioun  ")).strip()
    at = int(rng.integers(0, max(len(text) // 2, 1)))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _pick(of: Any, rng: np.random.Generator) -> str:
    return str(of[int(rng.integers(0, len(of)))])
