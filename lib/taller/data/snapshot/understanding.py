"""Understanding: each source staged and looked at as a whole, before a row of it is judged.

Known exports are reshaped, lines get their heads, amounts told of an order come to its lines, and
what each column holds and how it is written is found out.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from taller.data import reading
from taller.data.contract import contract, suspicions, typed
from taller.data.contract.typed import Source
from taller.data.orders import filling, heads, packs, sharing, summaries
from taller.data.reading import refusals
from taller.data.settings.schemas import SCHEMAS
from taller.data.shapes import channels
from taller.errors import gathered

if TYPE_CHECKING:
    from taller.data.reading import Staged
    from taller.data.snapshot.assembly import Assembly

MADE = ("fill_down", "packs", "heads", "channels")  # what makes rows of rows, as text
ADDRESS = ("path", "table", "sheet", "header_row", "delimiter", "encoding")


def understood(work: Assembly) -> dict[str, Source]:
    """Every source staged and looked at as a whole; a file that fills two tables is read once."""
    staged: dict[Any, Staged] = {}

    def one(name: str, settings: Any) -> Source:
        # What a known export holds is made of text alone, and so is what is filled down.
        made = any(getattr(settings, key, None) for key in MADE)
        made = made or sharing.is_asked(settings, settings.mapped())
        direct = settings.shape is None and not made
        address = (direct, *(getattr(settings, part, None) for part in ADDRESS))
        if address not in staged:
            database = work.settings if work.settings.source == "database" else None
            staged[address] = reading.stage(
                work.con.con, settings, root=work.root, scratch=work.scratch, name=name,
                database=database, direct=direct,
            )  # fmt: skip
        with refusals.netted(staged[address].origin):
            return _understand(work, name, settings, staged[address])

    tables = work.settings.tables()
    found = gathered([partial(one, *table) for table in tables.items()])
    return dict(zip(tables, found, strict=True))


def _understand(work: Assembly, name: str, settings: Any, staged: Staged) -> Source:
    from taller.data import formats, people, shapes

    con = work.con.con
    joined = _joined(work, settings, staged) if getattr(settings, "heads", None) else None
    staged = staged if joined is None else joined.staged
    kinds = people.recognise(
        con, staged, {column: staged.cell(column) for column in staged.header},
        work.settings.personal,
    )  # fmt: skip
    columns = {key: own for key, own in settings.mapped().items() if "." not in key}
    sources = {canonical: (column,) for canonical, column in columns.items()}
    named = {canonical: staged.cell(column) for canonical, column in columns.items()}
    if settings.shape is not None:
        sources = shapes.sources(settings.shape, name, staged.header, columns)
        staged, named = shapes.reshape(
            con, staged, settings.shape, name, columns, work.scratch, settings,
            work.settings.day_first,
        )  # fmt: skip
    elif joined is not None:
        named = joined.named
        sources = {each: (column,) for each, column in joined.columns.items()
                   if each in named}  # fmt: skip
    elif getattr(settings, "channels", ()):
        staged, named = channels.unfold(con, staged, named, settings.channels, work.scratch)
    elif getattr(settings, "packs", False):
        staged, named = packs.fold(con, staged, named, settings, work.scratch)
    elif getattr(settings, "fill_down", False):
        staged, named = filling.fill_down(con, staged, named, work.scratch)
    if settings.shape is None and joined is None and sharing.is_asked(settings, named):
        sources.setdefault("value", sources.get("price", ()))
        staged, named = sharing.share(con, staged, named, settings, work.scratch)
    shown = {canonical: sources.get(canonical, (canonical,))[0] for canonical in named}
    told = staged
    if settings.shape is not None:  # messages name the client's columns, not those made of them
        told = replace(staged, header=[shown.get(made, made) for made in staged.header])
    known = joined.formats if joined is not None else {}
    formats_found = known | formats.find_all(
        con, told, {each: cell for each, cell in named.items() if each not in known},
        SCHEMAS[name], settings,
        day_first=work.settings.day_first, timezone=work.settings.timezone,
    )  # fmt: skip
    agreement = joined.agreement if joined is not None else None
    found = Source(
        SCHEMAS[name], settings, staged, named, shown, formats_found, work.key, agreement
    )
    typed.look_at_ids(con, found)
    typed.look_for_people(con, found, kinds, sources)
    if name == "orders":
        suspicions.refuse_swapped_keys(con, found)
        suspicions.refuse_cents(con, found)
    contract.mark_repeated(con, found)
    summaries.mark(con, found)
    return found


def _joined(work: Assembly, settings: Any, lines: Staged) -> heads.Joined:
    """The lines of orders with their heads, which stand in a file or table of their own.

    What the lines tell of discounts and of their order is brought to each line first, so that the
    heads are held against what is left.
    """
    con, database = work.con.con, work.settings if work.settings.source == "database" else None
    staged = reading.stage(
        con, settings.heads, root=work.root, scratch=work.scratch, name="heads", database=database
    )
    named = {canonical: lines.cell(column) for canonical, column in settings.mapped().items()}
    if sharing.is_asked(settings, named):
        lines, named = sharing.share(con, lines, named, settings, work.scratch)
    return heads.join(
        con, (lines, named), staged, settings, work.scratch,
        day_first=work.settings.day_first, timezone=work.settings.timezone,
    )  # fmt: skip
