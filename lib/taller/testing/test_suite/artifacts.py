"""What is kept: the JUnit XML that any other tool reads."""

from __future__ import annotations

from typing import Any

from taller import durable
from taller.phase import Artifact
from taller.testing.test_suite.evaluation import Judged
from taller.testing.test_suite.messages import say
from taller.testing.test_suite.model import junit

FILE = "tests.xml"


def keep(judged: Judged, run: Any) -> tuple[Artifact, ...]:
    """Write every test with its outcome and what it measured."""
    path = run.artifact(FILE)
    durable.write_whole(path, junit.write(judged.cases))
    return (Artifact(path=run.relative(path), label=say("artifact")),)
