"""What people wrote, with whoever it names hidden before anything of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from taller.data.people import Mask
from taller.data.settings.schemas import SCHEMAS
from taller.data.tell.ledger import Treatment

ROWS = 4096  # texts in memory at a time


def hidden(path: Path, called: Mapping[str, str] | None = None) -> list[Treatment]:
    """Hide people in a canonical table's file, a mask for each text; what is to be told of it.

    A text's placeholders are its own: nobody can be followed from one text to another by them.

    Parameters
    ----------
    called : the client's own column by canonical name
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    held = [column.name for column in SCHEMAS[path.stem].canonical if column.prose]
    if not held:
        return []
    named, scratch = dict.fromkeys(held, 0), path.with_suffix(".hidden")
    with pq.ParquetFile(path) as source, pq.ParquetWriter(scratch, source.schema_arrow) as to:
        for rows in source.iter_batches(ROWS):
            for name in held:
                place = rows.schema.get_field_index(name)
                was = rows.column(name).cast(pa.string()).to_pylist()
                told = {text: text and Mask().hide(text) for text in {*was}}  # many are alike
                now = [told[text] for text in was]
                named[name] += sum(a != b for a, b in zip(was, now, strict=True))
                field = rows.schema.field(place)
                rows = rows.set_column(place, field, pa.array(now, pa.string()).cast(field.type))
            to.write_batch(rows)
    scratch.replace(path)
    return [
        Treatment("scrubbed", n, column=(called or {}).get(name, name))
        for name, n in named.items() if n
    ]  # fmt: skip
