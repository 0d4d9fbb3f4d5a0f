"""A shop's tables as the exports of real systems: their shapes, their dialects, their faults.

`write` an export by its `Spec`; what comes with it says what must become of it once it is read.
Whoever reads exports is tested by a round trip: the same tables again, or a refusal that names file
and line.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.messy import containers, expected
from tests.messy.damage import DAMAGE
from tests.messy.dialects import ZONE, Dialect, local_to_utc, utc_to_local
from tests.messy.faults import ABOUT, FAULTS, Work
from tests.messy.folders import ABOUT_FOLDERS, FOLDER_FAULTS
from tests.messy.plan import SHAPES, Form, Spec, few, spec, specs
from tests.messy.sheets import Export, Meant, Refusal, Row, Sheet
from tests.messy.shop import Shop, from_tables

__all__ = ["SHAPES", "Dialect", "Export", "Shop", "Spec", "few", "from_tables", "spec", "specs",
           "write"]  # fmt: skip


def write(shop: Shop, spec: Spec, root: Path) -> Export:
    """Write an export's files under ``root`` and say what must become of them."""
    rng = random.Random(spec.seed)
    form = SHAPES[spec.shape]
    work = Work(shop, tuple(_built(shop, spec, form, rng)), spec.dialect, rng, form.language)
    fault = {**FAULTS, **FOLDER_FAULTS}.get(spec.fault)
    work = fault(work) if fault else work
    placed = containers.write(_in_zone(work, form), work.dialect, root)
    beside = [_kept(root / name, text) for name, text in work.beside.items()]
    refusal = _refusal(work, placed, spec.fault)
    if spec.fault in DAMAGE:
        damage, last = DAMAGE[spec.fault], placed[0].files[-1]
        damage.do(last, work.dialect)
        work = replace(work, outcome="refused")
        refusal = Refusal(last.name, about=damage.about)
    return Export(
        root=root,
        files=tuple(dict.fromkeys([path for each in placed for path in each.files] + beside)),
        settings=_settings(work, placed, form),
        meant=tuple(
            # Without help means that a lone table is found among the sheets of a workbook.
            Meant(
                each.path,
                sheet.tables,
                sheet.shape,
                sheet.meant,
                sheet.name if len(work.sheets) > 1 and each.more else None,
            )
            for sheet, each in zip(work.sheets, placed, strict=True)
        ),
        outcome=work.outcome,
        tables=expected.tables(_made(work, form), shop.currency),
        rejected=_rejected(work),
        spare=work.spare,
        refusal=refusal if work.outcome != "same" else None,
        secrets=frozenset(secret for who in shop.people.values() for secret in who.secrets),
    )


def _built(shop: Shop, spec: Spec, form: Form, rng: random.Random) -> list[Sheet]:
    """The sheets of a shape; built again until a fault's columns are among them."""
    needs = {
        "float_ids": {"number"}, "cents_and_units": {"price"}, "swapped_keys": {"item_id"},
    }.get(spec.fault, set())  # fmt: skip
    while True:
        sheets = form.build(shop, rng, form.language)
        first = sheets[0]
        has = {name for name in ("price", "item_id") if first.position(name) is not None}
        user = first.position("user_id")
        if user is not None and not sheets[0].documents:
            code = str(first.rows[0].cells[user])
            has |= {"number"} if code.removesuffix(".0").isdecimal() else set()
        if needs <= has:
            return sheets


def _stored(dialect: Dialect, form: Form) -> Callable[[dt.datetime], dt.datetime]:
    """What is left of a local time once it is written and read."""
    if form.time == "local":
        return dialect.stored
    if form.time == "own":
        return lambda moment: utc_to_local(local_to_utc(moment.replace(microsecond=0)))
    return lambda moment: utc_to_local(dialect.stored(local_to_utc(moment)))


def _made(work: Work, form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    for sheet in work.sheets:
        for row in sheet.rows:
            stored = _stored(replace(work.dialect, **row.written), form)
            for table, made in row.made:
                yield (
                    table,
                    {
                        name: stored(value) if isinstance(value, dt.datetime) else value
                        for name, value in made.items()
                    },
                )


def _rejected(work: Work) -> dict[str, dict[tuple[str, ...], int]]:
    found: dict[str, dict[tuple[str, ...], int]] = {}
    for sheet in work.sheets:
        for row in sheet.rows:
            for table, reasons in row.rejected:
                of_table = found.setdefault(table, {})
                key = tuple(sorted(reasons))
                of_table[key] = of_table.get(key, 0) + 1
    return found


def _in_zone(work: Work, form: Form) -> list[Sheet]:
    """The sheets as they are written: those of a shape in UTC with their times in UTC."""
    if form.time != "utc":
        return list(work.sheets)

    def in_utc(row: Row) -> Row:
        cells = (local_to_utc(c) if isinstance(c, dt.datetime) else c for c in row.cells)
        return replace(row, cells=tuple(cells))

    return [replace(sheet, rows=tuple(map(in_utc, sheet.rows))) for sheet in work.sheets]


def _refusal(work: Work, placed: list[containers.Placed], fault: str) -> Refusal | None:
    if work.outcome == "same":
        return None
    first, about = placed[0], {**ABOUT, **ABOUT_FOLDERS}[fault]
    if work.at is None:
        return Refusal(Path(first.path).stem, about=about)
    places = [first.rows[i] for i in work.at]
    lines = [line for _file, line in places if line is not None]
    file = places[0][0]
    named = range(min(lines), max(lines) + 1) if lines else range(0)
    return Refusal(file, named, about)


def _settings(work: Work, placed: list[containers.Placed], form: Form) -> dict[str, Any]:
    """The ``data:`` block as an analyst writes it, who looked at the files."""
    found: dict[str, Any] = {"source": "files", **work.more}
    if form.time != "local" or work.dialect.zoned:
        found["timezone"] = ZONE
    for sheet, each in zip(work.sheets, placed, strict=True):
        for table, settings in sheet.settings.items():
            found[table] = {"path": each.path, **each.more, **settings}
    return found


def _kept(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
