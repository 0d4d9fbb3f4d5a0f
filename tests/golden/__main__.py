"""``python -m tests.golden`` (``make golden``): write the kept texts anew; say what changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from taller import cli
from tests.golden import kept, runs


def main() -> None:
    """Run everything, print the differences, keep what there is now."""
    cli.READING = ()  # as the tests do: proposals are read in this process
    with tempfile.TemporaryDirectory(prefix="golden-") as folder:
        os.environ["TALLER_HOME"] = f"{folder}/salts"
        made = runs.texts(Path(__file__).parents[2], Path(folder).resolve())
    for line in kept.differences(kept.read(), made):
        print(line)
    kept.write(made)


if __name__ == "__main__":
    main()
