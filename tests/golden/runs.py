"""The engagements whose pages are kept, and their runs: a shop with all notebooks, and four worlds.

The worlds bring what the shop does not: groups that stand apart, an answer that can be told, one
that cannot, an amount. Each runs in both languages, by the command a user gives.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.dates import format_date

from tests.claims import plan
from tests.claims.pages import written
from tests.exports.plan import PLATFORMS, Plan
from tests.golden import briefly, said
from tests.own_files import Bench

LANGUAGES = ("en", "es")
WORLDS = {"groups": 8000, "answer": 13000, "noise": 11000, "amount": 18000}
NAMES = ("shop", *WORLDS)
EDITION = 11  # of the exports: the one in which everything occurs
EXPORTS = 10
LABEL = "golden"
# What this says are times of the machine it ran on, other ones each time.
MEASURED = shutil.ignore_patterns("05_deployment")
DAILY = ("monitoring.", "daily_checklist.")  # ninety days of each figure, and the day of the run
HASH = re.compile(r"\b[0-9a-f]{64}\b")
# The same arithmetic on every processor, as far as it can be asked for.
SAME = {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}


def texts(root: Path, folder: Path) -> dict[str, str]:
    """Everything that is kept, by its path under ``texts/``.

    Parameters
    ----------
    root : the repository
    folder : empty, for the workbench of these runs
    """
    base = folder / "bench"
    (base / "params").mkdir(parents=True)
    shutil.copytree(root / "notebooks", base / "notebooks", ignore=MEASURED)
    files = [*_shops(root, base), *_worlds(base, folder)]
    _taller(base, "run", *map(str, files), "--label", LABEL)
    made: dict[str, str] = {}
    for file in files:
        for name, text in _run(base, file):
            if not name.startswith(DAILY):
                made[f"{file.stem}/{name}"] = text
    made |= dict(_proposals(root, folder / "new"))
    return briefly.kept({name: _the_same_anywhere(text, folder) for name, text in made.items()})


def _the_same_anywhere(text: str, folder: Path) -> str:
    """A text without today's date, hashes and the folder it was made in."""
    for day in {day for language in LANGUAGES for day in _today(language)}:
        text = text.replace(day, "(today)")
    return HASH.sub("(hash)", text).replace(f"{folder}/", "")


def _today(language: str) -> Iterator[str]:
    """The day as pages write it; the run may have begun before midnight."""
    for day in (dt.date.today(), dt.date.today() - dt.timedelta(days=1)):
        yield format_date(day, "long", locale={"en": "en_GB"}.get(language, language))


def _shops(root: Path, base: Path) -> Iterator[Path]:
    """The demo, smaller; in English, its answers stay as the client wrote them."""
    text = (root / "params" / "ecommerce_b2c.yaml").read_text(encoding="utf-8")
    # What a service takes differs from run to run, so its tests are left out.
    smaller = (
        ("users: 25000", "users: 1800"), ("items: 2000", "items: 200"),
        ("  directions:  ", "  kinds: [unit]\n  directions:  "),
    )  # fmt: skip
    for was, now in smaller:
        assert was in text
        text = text.replace(was, now)
    for language in LANGUAGES:
        path = base / "params" / f"shop.{language}.yaml"
        own = text.replace("language: es", f"language: {language}")
        path.write_text(own.replace("Moda Viva", f"shop {language}"), encoding="utf-8")
        yield path


def _worlds(base: Path, folder: Path) -> Iterator[Path]:
    for kind, seed in WORLDS.items():
        world = plan.make(kind, seed)
        made = json.loads(written(world, folder / kind).read_text(encoding="utf-8"))
        for language in LANGUAGES:
            path = base / "params" / f"{kind}.{language}.yaml"
            own = {"language": language, "client": f"{kind} {language}"}
            text = made | own | {"workflow": list(world.notebooks)}
            path.write_text(json.dumps(text, indent=1, ensure_ascii=False), encoding="utf-8")
            yield path


def _run(base: Path, file: Path) -> Iterator[tuple[str, str]]:
    """Name and text of what is kept of a run; of a world's data only the ledger.

    A world's page on its data tells how old they are, which differs from day to day.
    """
    kind, _, language = file.stem.rpartition(".")
    folder = base / "reports" / file.stem.replace(".", "-") / LABEL
    pages: dict[str, str] = {}
    passed = () if kind == "shop" else ("data", "index")
    for path in [*sorted(folder.glob("*.html")), *sorted(folder.glob("results/*.json"))]:
        if path.stem not in passed:
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".html":
                pages[path.stem] = said.page(text)
                yield f"{path.stem}.txt", pages[path.stem]
            elif language == LANGUAGES[0]:
                yield f"{path.stem}.json", said.result(text)
            else:
                yield f"{path.stem}.json", said.unseen(text, pages[path.stem])
    text = (folder / "artifacts" / "tables" / "ledger.json").read_text(encoding="utf-8")
    first = language == LANGUAGES[0]
    yield "ledger.json", said.result(text) if first else said.unseen(text, "")
    if kind == "shop":
        deck = folder.parent / "deck.pptx"
        _taller(base, "deck", str(file), "--label", LABEL, "--out", str(deck))
        yield "deck.txt", said.deck(deck)


def _proposals(root: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """The engagement files that `taller new` writes for exports of ten platforms."""
    for number, platform in enumerate(PLATFORMS[:EXPORTS]):
        place = folder / str(number)
        place.mkdir(parents=True)
        bench = Bench(place, root)
        _written, path = Plan(platform, EDITION).write(place)
        language = LANGUAGES[number % len(LANGUAGES)]
        name = platform.name.lower().replace(" ", "_")
        answer = bench.taller("new", name, path, "--client", name, "--language", language)
        assert bench.settings(name).exists(), answer.text
        text = bench.settings(name).read_text(encoding="utf-8")
        yield f"new/{name}.{language}.yaml", text.replace(f"{place}/", "")


def _taller(base: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "taller.cli", *arguments], cwd=base, capture_output=True, text=True,
        env=os.environ | SAME | {"TALLER_HOME": str(base.parent / "home")},
        timeout=1200,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
