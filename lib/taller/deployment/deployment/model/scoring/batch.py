"""A table of any length, block by block: a few blocks are held at a time, scored on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING

from taller.deployment.deployment.model.scoring.messages import say
from taller.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from taller.deployment.deployment.model.scoring.suggesting import Suggesting

BLOCK, LISTS = 20_000, 2_000  # rows scored, and lists made, at a time
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

    return _in_order(one, _blocks(reader, BLOCK))


def suggested(suggesting: Suggesting, reader: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Everybody's list, a row for each place."""
    import numpy as np
    import pyarrow as pa

    names = pa.array(suggesting.items.astype(object), pa.string())

    def one(block: pa.RecordBatch) -> pa.RecordBatch:
        at = block.schema.get_field_index(USER)
        if at < 0:
            raise DataError(say("scoring-table"), f"{USER}: {say('scoring-absent')}")
        users = block.column(at).cast(pa.string())
        lists, scores, reasons = suggesting.many(users.to_pylist())
        there, (rows, k) = lists >= 0, lists.shape
        why = reasons[there]
        return pa.RecordBatch.from_pydict(
            {
                USER: users.take(pa.array(np.repeat(np.arange(rows), k)[there.ravel()])),
                "place": pa.array(np.tile(np.arange(1, k + 1, dtype="int32"), rows)[there.ravel()]),
                "item_id": names.take(pa.array(lists[there])),
                "score": pa.array(scores[there].astype("float64")),
                "because_item_id": names.take(pa.array(why, mask=why < 0)),
            }
        )

    return _in_order(one, _blocks(reader, LISTS))


def _blocks(reader: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    for batch in reader:
        for first in range(0, batch.num_rows, rows):
            yield batch.slice(first, rows)


def _in_order(
    work: Callable[[pa.RecordBatch], pa.RecordBatch], blocks: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Each block's outcome, in order; as many are under way as there are cores."""
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    under_way: deque[Future[pa.RecordBatch]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for block in blocks:
            # What is wrong with a block is told in the language in force here.
            under_way.append(pool.submit(copy_context().run, work, block))
            if len(under_way) > threads:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
