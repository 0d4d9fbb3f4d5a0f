"""A table of any length, block by block: a few blocks are held at a time, scored on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from taller.deployment.deployment.model.scoring.messages import say
from taller.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from taller.deployment.deployment.model.scoring.suggesting import Suggested

BLOCK = 20_000  # rows scored at a time
USER = "user_id"


def scored(
    of: Callable[[pa.RecordBatch], np.ndarray], reader: Iterable[pa.RecordBatch], *,
    called: str, taken: Sequence[str], keep: Sequence[str] | None,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    """Each block's columns that the model does not take, and its scores under a name."""
    import pyarrow as pa

    def one(block: pa.RecordBatch) -> pa.RecordBatch:
        names = keep
        if names is None:
            names = [name for name in block.schema.names if name not in taken]
        absent = [name for name in names if name not in block.schema.names]
        if absent:
            raise DataError(
                say("scoring-table"), [f"{name}: {say('scoring-absent')}" for name in absent]
            )
        found = of(block)
        kept = {name: block.column(block.schema.get_field_index(name)) for name in names}
        return pa.RecordBatch.from_pydict(kept | {called: pa.array(found, pa.float64())})

    return _in_order(one, _blocks(reader))


def suggested(
    suggest: Callable[..., Suggested], reader: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Everybody's list, a row for each place."""
    import pyarrow as pa

    def one(block: pa.RecordBatch) -> pa.RecordBatch:
        at = block.schema.get_field_index(USER)
        if at < 0:
            raise DataError(say("scoring-table"), f"{USER}: {say('scoring-absent')}")
        rows = [
            (user, place, item.item_id, item.score, item.because)
            for user in block.column(at).cast(pa.string()).to_pylist()
            for place, item in enumerate(suggest(user=user).items, start=1)
        ]
        names = (USER, "place", "item_id", "score", "because_item_id")
        kinds = (pa.string(), pa.int32(), pa.string(), pa.float64(), pa.string())
        columns = list(zip(*rows, strict=True)) or [()] * len(names)
        arrays = [pa.array(each, kind) for each, kind in zip(columns, kinds, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, list(names))

    return _in_order(one, _blocks(reader))


def _blocks(reader: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in reader:
        for first in range(0, batch.num_rows, BLOCK):
            yield batch.slice(first, BLOCK)


def _in_order(
    work: Callable[[pa.RecordBatch], pa.RecordBatch], blocks: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Each block's outcome, in order; as many are under way as there are cores."""
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    under_way: deque[Future[pa.RecordBatch]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for block in blocks:
            under_way.append(pool.submit(work, block))
            if len(under_way) > threads:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
