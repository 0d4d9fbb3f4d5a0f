"""Forty corruptions of a run's folder: each found, told and mended by the same command.

``python -m tests.benchmarks.bench_corruptions [COUNT]`` prints every one that was not.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from taller.workbench.engagement import engagement
from taller.workbench.run import runner, state
from tests.benchmarks import small_bench

CORRUPTIONS = 40
UNTOLD = (".hashes.json",)  # a memory of what is hashed anyway


def figures() -> Iterator[dict[str, Any]]:
    """One row: how many were not found, told and mended."""
    wrong = [text for text in tried(CORRUPTIONS) if text]
    yield {
        "name": f"{CORRUPTIONS} corruptions of a run's folder: not found, told and mended",
        "value": len(wrong), "unit": f"of {CORRUPTIONS}", "target": "0", "met": not wrong,
        "beside": "; ".join(wrong[:3]),
    }  # fmt: skip


def tried(count: int) -> Iterator[str]:
    """What was wrong after each corruption; empty where nothing was."""
    with tempfile.TemporaryDirectory(prefix="corruptions-") as name:
        base = Path(name).resolve()
        file = small_bench.make(base / "bench")[0]
        read = engagement.read(file, base / "bench")
        first = runner.run([read], label="x")[0]
        folder, older, whole = first.folder, base / "older", base / "whole"
        shutil.copytree(folder, older)
        file.write_text(file.read_text(encoding="utf-8").replace("seed: 7", "seed: 8"))
        read = engagement.read(file, base / "bench")
        runner.run([read], label="x")
        shutil.copytree(folder, whole)
        wanted = small_bench.found_in(folder)
        names = sorted(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.endswith((".lock", *UNTOLD))
        )
        for number in range(count):
            shutil.rmtree(folder)
            shutil.copytree(whole, folder)
            chance = random.Random(number)
            name = names[number % len(names)]  # every kind of file in turn
            how = chance.choice(WAYS)
            said = f"{how.__name__.strip('_')} of {name}"
            if not how(folder, name, chance, names, older):
                _flipped(folder, name, chance, names, older)
                said = f"flipped byte of {name}"
            wrong = _after(read, folder, name, wanted)
            yield f"{said}: {wrong}" if wrong else ""


def _after(read: Any, folder: Path, name: str, wanted: dict[str, Any]) -> str:
    """Give the same command twice; what is wrong then."""
    found = runner.run([read], label="x")[0]
    if found.state != "done":
        return f"the run {found.state}"
    if not any(told.startswith(name) for told in found.notices):
        return f"not told: {found.notices}"
    if small_bench.found_in(folder) != wanted:
        return "other results"
    again = runner.run([read], label="x")[0]
    if again.notices or {step.state for step in again.notebooks} != {"cached"}:
        return f"not mended: {again.notices}"
    return "" if state.read(folder) else "its state cannot be read"


Way = Callable[[Path, str, random.Random, list[str], Path], bool]


def _truncated(folder: Path, name: str, chance: random.Random, *_: Any) -> bool:
    size = (folder / name).stat().st_size
    os.truncate(folder / name, chance.randrange(size))
    return True


def _emptied(folder: Path, name: str, *_: Any) -> bool:
    (folder / name).write_bytes(b"")
    return True


def _flipped(folder: Path, name: str, chance: random.Random, *_: Any) -> bool:
    """A bit of a byte, while size and time of modification stay."""
    path = folder / name
    before, content = path.stat(), bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return True


def _deleted(folder: Path, name: str, *_: Any) -> bool:
    (folder / name).unlink()
    return True


def _swapped(folder: Path, name: str, chance: random.Random, names: list[str], *_: Any) -> bool:
    """Exchanged with another file of its kind."""
    kin = [each for each in names if Path(each).suffix == Path(name).suffix and each != name]
    if not kin:
        return False
    one, other = folder / name, folder / chance.choice(kin)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    return first != second


def _edited(folder: Path, name: str, *_: Any) -> bool:
    """A digit of a text that is a result, a state or a page, one higher."""
    path = folder / name
    if path.suffix not in (".json", ".html", ".ipynb"):
        return False
    text = path.read_text(encoding="utf-8")
    at = next((n for n, char in enumerate(text) if char in "12345678"), None)
    if at is None:
        return False
    path.write_text(f"{text[:at]}{int(text[at]) + 1}{text[at + 1 :]}", encoding="utf-8")
    return True


def _older(folder: Path, name: str, _chance: random.Random, _names: Any, older: Path) -> bool:
    """The copy of a run before this one; that of a state is whole, and tells of other files."""
    if not (older / name).exists() or (older / name).read_bytes() == (folder / name).read_bytes():
        return False
    if name == "run.json":
        return False
    shutil.copy2(older / name, folder / name)
    return True


def _made_a_folder(folder: Path, name: str, *_: Any) -> bool:
    (folder / name).unlink()
    (folder / name).mkdir()
    return True


WAYS: tuple[Way, ...] = (
    _truncated, _emptied, _flipped, _deleted, _swapped, _edited, _older, _made_a_folder,
)  # fmt: skip


if __name__ == "__main__":
    how_many = int(sys.argv[1]) if sys.argv[1:] else CORRUPTIONS
    for at, text in enumerate(tried(how_many)):
        print(at, text or "right", flush=True)
