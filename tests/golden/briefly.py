"""What another kept text says in full is kept by its beginning: that it is said, and where.

An index and a deck repeat their pages, a result its page, a world's page the shop's.
"""

from __future__ import annotations

import json
from typing import Any

from tests.golden.said import plain

BEGINNING = 24  # characters
REPEAT = ("deck", "index")  # of what the run's pages say


def kept(made: dict[str, str]) -> dict[str, str]:
    """The texts of all runs, by path, each sentence in full at one place.

    >>> page = "Contact the 751 who may leave, and nobody else.\\n"
    >>> texts = {"shop.en/a.txt": page, "noise.en/a.txt": f"Nobody.\\n{page}"}
    >>> kept(texts)["noise.en/a.txt"]
    'Nobody.\\nContact the 751 who may…\\n'
    """
    return {path: _kept(path, text, made) for path, text in made.items()}


def _kept(path: str, text: str, made: dict[str, str]) -> str:
    run, _, file = path.rpartition("/")
    name, _, suffix = file.rpartition(".")
    kind, _, language = run.rpartition(".")
    if suffix == "json" and text.startswith("{"):
        page = plain(made.get(f"{run}/{name}.txt", ""))
        return json.dumps(_told(json.loads(text), page), indent=0, ensure_ascii=False) + "\n"
    if suffix != "txt" or (kind == "shop" and name not in REPEAT):
        return text
    if name in REPEAT:
        pages = [p for p in made if p.startswith(f"{run}/") and p.endswith(".txt")]
        others = [made[p] for p in pages if not p.endswith(tuple(f"/{r}.txt" for r in REPEAT))]
    else:
        others = [made[f"shop.{language}/{file}"]]
    elsewhere = plain(" ".join(others))
    return "".join(f"{_brief(line, elsewhere)}\n" for line in text.splitlines())


def _told(value: Any, page: str) -> Any:
    if isinstance(value, dict):
        return {key: _told(each, page) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each, page) for each in value]
    return _brief(value, page) if isinstance(value, str) else value


def _brief(text: str, elsewhere: str) -> str:
    if len(text) <= BEGINNING + 1 or plain(text) not in elsewhere:
        return text
    return text[:BEGINNING].rstrip() + "…"
