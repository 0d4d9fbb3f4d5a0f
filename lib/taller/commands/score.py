"""``taller score`` and ``taller versions``: a table scored by a kept version; the versions kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taller.commands.arguments import File, Label
from taller.commands.serve import STATE, State
from taller.errors import InputError, printable

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.deployment.deployment.model.registry import Registry, Version
    from taller.workbench.engagement.engagement import Engagement

SECTION = "deployment"

Model = Annotated[
    str, typer.Argument(metavar="MODEL", help="the notebook whose model it is: classification, …")
]


To = Annotated[
    str,
    typer.Option(
        metavar="OUT", help="A .parquet or .csv, or postgresql://user@host/database#table."
    ),
]
Table = Annotated[
    str | None,
    typer.Argument(
        metavar="TABLE",
        help="a .parquet or .csv, or postgresql://user@host/database#table; everybody whom the "
        "file's own data knows today if not given",
    ),
]
Number = Annotated[
    int | None,
    typer.Option("--version", metavar="N", help="Which version; the champion if not given."),
]


def score(
    file: File, model: Model, to: To, table: Table = None, version: Number = None,
    state: State = None,
) -> None:  # fmt: skip
    """Score a table, or everybody, by a version that was kept: all rows are there, or the old."""
    from taller.data import people
    from taller.deployment.deployment.model import scoring
    from taller.deployment.deployment.model.registry.messages import say
    from taller.deployment.deployment.model.scoring import reading, writing

    began = time.monotonic()
    write = writing.target(to)
    with _registry(file, state) as (registry, read), contextlib.ExitStack() as held:
        blocks = None if table is None else held.enter_context(reading.opened(table))
        chosen = _chosen(registry, model, version)
        folder = registry.fetch(model, chosen.number)
        scorer = scoring.load(folder, salt=people.passing(read.slug))
        if blocks is None:
            blocks = _everybody(read, model, folder)
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        rows = write(writing.signed(scorer.batch(blocks), model, chosen.number, now))
        seconds = time.monotonic() - began
        print(printable(say("registry-scored", to=reading.shown(to), rows=rows, model=model,
                            version=chosen.number, seconds=seconds)))  # fmt: skip


def versions(
    file: File,
    add: Annotated[
        str | None, typer.Option(metavar="MODEL", help="Keep the model that a run left, first.")
    ] = None,
    label: Label = None,
    state: State = None,
) -> None:
    """List the versions of an engagement's models, the newest first; or keep a run's as one."""
    from taller.deployment.deployment.model.registry.messages import say

    with _registry(file, state) as (registry, read):
        if add is not None:
            _line(_added(registry, read, add, label))
            return
        names = registry.models()
        if not names:
            print(say("registry-none", file=str(file)))
        for name in names:
            for version in registry.versions(name):
                _line(version)


@contextlib.contextmanager
def _registry(file: Path, state: Path | None) -> Iterator[tuple[Registry, Engagement]]:
    """An engagement's registry, and the engagement, in its language."""
    from taller.deployment.deployment import Params
    from taller.deployment.deployment.model.registry import Registry
    from taller.language import speaking
    from taller.workbench.engagement import engagement

    read = engagement.read(file)
    with speaking(read.language, read.locale, read.currency):
        p = Params(**read.sections.get(SECTION, {}))
        at = state or read.root / "reports" / read.slug / STATE
        yield Registry.open(at, p.registry), read


def _chosen(registry: Registry, model: str, number: int | None) -> Version:
    from taller.deployment.deployment.model.registry.messages import say

    if number is not None:
        return registry.version(model, number)
    champion = registry.alias(model, "champion")
    if champion is None:
        numbers = [str(each.number) for each in registry.versions(model)]
        raise InputError(model, say("registry-no-champion", numbers=numbers, n=len(numbers)))
    return champion


def _everybody(read: Engagement, model: str, folder: Path) -> Iterator[pa.RecordBatch]:
    """Today's customers, of tables that are taken anew: a database shows no change."""
    import pyarrow as pa

    from taller.cases import saas_b2b
    from taller.deployment.deployment.features import everybody
    from taller.deployment.deployment.features.kept import KINDS, KeptModel
    from taller.errors import did_you_mean
    from taller.workbench.keep.standing import ensure_tables
    from taller.workbench.run.handle import SCRATCH, Run

    if model not in KINDS:
        raise InputError(model, f"is no notebook whose model scores{did_you_mean(model, KINDS)}")
    run = Run(read, read.root / "reports" / read.slug / f"{SCRATCH}-score", model)
    ensure_tables(read, run.dir, anew=True)
    if model == "saas_b2b":  # of accounts, which no phase knows
        frame = saas_b2b.present(saas_b2b.gather(run.tables))
        return iter(pa.Table.from_pandas(frame.reset_index(), preserve_index=False).to_batches())
    return iter(everybody.table(run, KeptModel(model, folder)).to_batches())


def _added(registry: Registry, read: Engagement, model: str, label: str | None) -> Version:
    from taller.deployment.deployment.model.registry.messages import say
    from taller.workbench.keep import results
    from taller.workbench.notes import seen

    base = read.root / "reports" / read.slug
    folder = base / Path(label).name if label else seen.newest(read, base, model)
    if folder is None or not (folder / "artifacts" / model).is_dir():
        raise InputError(model, say("registry-no-run", label=label))
    found = results.read(folder, model) or {}
    data = found.get("provenance", {}).get("data_fingerprint") or ""
    return registry.register(
        model, folder / "artifacts" / model, run=folder.name, data_fingerprint=data
    )


def _line(version: Version) -> None:
    from taller.deployment.deployment.model.registry.messages import say

    facts = version.model_dump(include={"model", "number", "run", "title"})
    called = ", ".join(version.aliases) or None
    made = f"{version.made:%Y-%m-%d %H:%M} UTC"
    print(printable(say("registry-line", **facts, called=called, made=made,
                        sha256=version.sha256[:12])))  # fmt: skip
