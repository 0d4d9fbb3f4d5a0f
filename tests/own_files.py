"""A client's own files through the commands a user gives: `taller new`, `check`, `run`."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from taller import cli, language, messages


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    text: str


class Bench:
    """A workbench of its own, with this repository's notebooks and a home for secrets.

    >>> Bench(tmp_path, root).new("shop", path)    # doctest: +SKIP
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self.root = folder / "bench"
        self.home = folder / "home"
        shutil.copytree(root / "notebooks", self.root / "notebooks")
        (self.root / "params").mkdir()

    @classmethod
    def at(cls, root: Path) -> Bench:
        """A workbench that is there already."""
        bench = object.__new__(cls)
        bench.root, bench.home = root, root.parent / "home"
        return bench

    def taller(self, *arguments: str | Path) -> Said:
        """A command of `taller`, given at the workbench's root, in this process."""
        told = io.StringIO()
        with (
            self._here(),
            mock.patch("sys.argv", ["taller", *map(str, arguments)]),
            contextlib.redirect_stdout(told),
            contextlib.redirect_stderr(told),
        ):
            code = _exit_code(cli.main)
        return Said(code, told.getvalue())

    @contextlib.contextmanager
    def _here(self):
        """At the workbench's root, with a home of its own."""
        home = {"TALLER_HOME": str(self.home), "COLUMNS": "200"}
        with (
            mock.patch.dict(os.environ, home),
            mock.patch.object(language, "_process", language.current()),
            mock.patch.object(messages, "_place", messages.Place({})),
            contextlib.chdir(self.root),
        ):
            yield

    def new(self, name: str, *files: Path, more: str = "") -> Said:
        """`taller new` with the files; ``more`` is then added to the engagement file."""
        said = self.taller("new", name, *files, "--client", "Cliente de prueba")
        if more:
            with self.settings(name).open("a", encoding="utf-8") as file:
                file.write(more)
        return said

    def settings(self, name: str) -> Path:
        """The engagement file."""
        return self.root / "params" / f"{name}.yaml"

    def check(self, name: str) -> Said:
        """`taller check`."""
        return self.taller("check", self.settings(name))

    def run(self, name: str, *only: str) -> Said:
        """`taller run` with the notebooks named; the page `data` is always one of them."""
        named = [part for one in only for part in ("--only", one)]
        return self.taller("run", self.settings(name), "--label", "first", *named)

    def work(self, name: str, notebook: str) -> None:
        """The notebook's cells from top to bottom, in this process: the results without a page.

        A tenth of a run's time, for tests of what is found and said; `run` is for pages.
        """
        (path,) = self.root.glob(f"notebooks/*/{notebook}.ipynb")
        given = {"engagement": str(self.settings(name)), "run_dir": f"reports/{name}/first"}
        with self._here():
            names: dict[str, object] = {}
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    exec("".join(cell["source"]), names)
                    if "parameters" in cell["metadata"].get("tags", ()):
                        names.update(given)

    def folder(self) -> Path:
        """The newest run's folder."""
        return max(self.root.glob("reports/*/first"), key=lambda path: path.stat().st_mtime)

    def result(self, notebook: str) -> dict:
        """What a notebook found, as it was saved."""
        text = (self.folder() / "results" / f"{notebook}.json").read_text(encoding="utf-8")
        return json.loads(text)["result"]

    def ledger(self) -> dict:
        """What became of every row, by table."""
        path = self.folder() / "artifacts" / "tables" / "ledger.json"
        return json.loads(path.read_text(encoding="utf-8"))["tables"]


def _exit_code(command) -> int:
    try:
        command()
    except SystemExit as end:
        return int(end.code or 0)
    return 0
