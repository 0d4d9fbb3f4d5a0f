"""What there is to test in a run, and what there is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taller.deployment.deployment.features import kept
from taller.looked import Looked
from taller.testing.test_suite.features.own import own_files
from taller.testing.test_suite.messages import say


@dataclass(frozen=True)
class Subject:
    """One thing that tests are about.

    Attributes
    ----------
    what : in words, of what it consists
    there : whether there is any
    """

    name: str
    what: str
    there: bool


@dataclass(frozen=True)
class Subjects(Looked):
    """What there is to test.

    Attributes
    ----------
    models : notebooks whose kept models are tested
    """

    lines: tuple[Subject, ...]
    models: tuple[str, ...]


def subjects(run: Any) -> Subjects:
    """The client's tables, the models that were kept, and the client's own tests."""
    models = [model.name for model in kept.find(run)]
    own = own_files(run.engagement.root, Path(run.engagement.path).stem)
    tables = list(run.tables.names)
    lines = [Subject("tables", ", ".join(tables), bool(tables))]
    for name in kept.possible(run):
        there = name in models
        lines.append(Subject(name, say("subject-model", there=there), there))
    told = ", ".join(path.name for path in own) or say("subject-no-own")
    lines.append(Subject("own", told, bool(own)))
    return Subjects(tuple(lines), tuple(models))
