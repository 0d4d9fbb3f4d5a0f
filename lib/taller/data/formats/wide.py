"""What many columns ask of all rows, asked for all that ask the same at once (see `stacked`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from taller.data.engine import stacked
from taller.data.formats.cells import Cells, shape_of


def ask(readers: Sequence[Any]) -> None:
    """Answer what readers ask, and look up beforehand the shapes of the cells it leaves open."""
    alike: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for reader in readers:
        alike[tuple(reader.asks("v"))].append(reader)
    answers: dict[str, tuple[Any, ...]] = {}
    for asked, some in alike.items():
        answers |= _answers(asked, [reader.cells for reader in some])
    opened: dict[tuple[str, ...], list[Cells]] = defaultdict(list)
    for reader in readers:
        if (key := reader.opens(answers[reader.cells.cell])) is not None:
            opened[key].append(reader.cells)
    for (where, *parts), columns in opened.items():
        _shapes(parts, where, columns)
    for reader in readers:
        reader.take(answers[reader.cells.cell])


def _answers(asked: Sequence[str], columns: Sequence[Cells]) -> dict[str, tuple[Any, ...]]:
    texts = {cells.cell: cells.text for cells in columns}
    return stacked.ask(columns[0].con, columns[0].staged, texts, ", ".join(asked))


def _shapes(parts: Sequence[str], where: str, columns: Sequence[Cells]) -> None:
    """`Cells.shapes` of several columns, remembered by each."""
    first = columns[0]
    keys = ", ".join(str(i) for i in range(1, len(parts) + 3))
    by = {cells.cell: cells for cells in columns}
    for names in stacked.batches(
        {name: cells.text for name, cells in by.items()}, first.staged.rows
    ):
        texts = [by[name].text for name in names]
        relation = stacked.stacked(first.rows, texts, r=first.position)
        found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in names}
        for place, *told in first.con.execute(
            f"SELECT {', '.join(['place', shape_of('t'), *parts])}, count(*) AS n, min(r) "
            f"FROM (SELECT place, v AS t, r FROM {relation}) WHERE t IS NOT NULL AND ({where}) "
            f"GROUP BY {keys} ORDER BY n DESC, min(r)"
        ).fetchall():
            found[names[place]].append(tuple(told))
        for name, shapes in found.items():
            by[name].known[tuple(parts), where] = shapes
