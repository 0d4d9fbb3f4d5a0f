"""What a client's file is: its canonical table, its shape, and which column is which.

Nothing is decided for good here. `propose` looks at headers and at a bounded sample of values, says
what each column seems to be, how sure that is, and why; a person reads it in the engagement file.

>>> cells = {"Nº pedido": ["1", "1", "2"], "Cliente": ["a", "a", "b"],
...          "Fecha": ["02/03/2026", "02/03/2026", "13/03/2026"], "Importe": ["1,50", "3", "2"]}
>>> understand(cells)[0].table, understand(cells)[0].columns["event_timestamp"]
('orders', 'Fecha')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.propose import hints, refused
from taller.data.propose.assign import Match, assign
from taller.data.propose.columns import structure  # fmt: skip
from taller.data.propose.columns.values import Profile
from taller.data.propose.hints import Hint
from taller.data.propose.kinds import channels, experiments, regional, saas, subjects, texts
from taller.data.propose.money import identities, questions
from taller.data.propose.proposed import (
    FLAT,
    HeadsProposal,
    NoTableError,
    Proposal,
    TableProposal,
)
from taller.data.propose.reasons import Why
from taller.data.propose.tables import (
    explained,
    is_heads_alone,
    is_lines_alone,
    senseless_without,
    strength,
    tells_sales,
    unnumbered,
)
from taller.data.propose.words import headings
from taller.data.propose.words.words import read
from taller.data.settings.schemas import REGIONS, SCHEMAS, TEXTS, TRIALS

if TYPE_CHECKING:
    from taller.data.propose.sampling import Sample
    from taller.data.settings.sources import TableSource

SURE = 0.7  # confidence below which somebody should look
SHAPE = 0.7  # likeness from which a known export is taken for one
MUCH = 2  # times as many columns as a known export's recipe finds, from which it is none
LEAST = 0.15  # strength below which a file is no canonical table

__all__ = [
    "SURE", "HeadsProposal", "Hint", "Match", "NoTableError", "Proposal", "TableProposal",
    "of_sample", "propose", "understand",
]  # fmt: skip


def understand(
    cells: Mapping[str, Sequence[str | None]], *, name: str = "", only: str | None = None
) -> list[TableProposal]:
    """The canonical tables that columns of text may be, best first.

    Parameters
    ----------
    cells : the client's column: values of the same rows, in the file's order
    name : the file's or the sheet's name, which may say what it holds
    only : the one table it is to be; the best of all unless given
    """
    profiles = {column: Profile.of(values) for column, values in cells.items()}
    return _understood(profiles, name, only)


def _understood(
    profiles: Mapping[str, Profile], name: str, only: str | None
) -> list[TableProposal]:
    heads = [read(column) for column, profile in profiles.items() if profile.filled]
    known = [t for t in SCHEMAS if t not in (REGIONS.name, TEXTS.name)]
    asked = [t for t in known if t not in saas.PATTERNS or saas.looked_for(t, heads)]
    mapped = {table: assign(table, profiles) for table in ([only] if only else asked)}
    likely = max(mapped, key=lambda table: explained(mapped[table]))
    mapped[likely] = assign(likely, profiles, needs_key=True)
    most = explained(mapped[likely])
    no = tells_sales(mapped.get("orders", {}))
    found = []
    for table, matches in mapped.items():
        missing = tuple(
            column.name
            for column in SCHEMAS[table].given
            if column.given == "required" and column.name not in matches
        )
        if (one := senseless_without(table)) and not set(one) & matches.keys():
            missing += one[:1]  # any of them will do
        told = (table, matches, profiles, missing, name, no)
        proposal = TableProposal(table, strength(*told), matches, missing=missing)
        # What a table lacks has made it weaker; where it leads all the same, the file is one of its
        # kind that lacks something, and no poor one of another kind.
        found.append((-strength(*told, most=most), proposal))
    return [proposal for _, proposal in sorted(found, key=lambda one: one[0])]


def propose(
    source: TableSource, *, root: Path, database: Any = None, only: str | None = None
) -> Proposal:
    """What a client's source seems to be.

    Parameters
    ----------
    source : a `taller.data.settings.sources.TableFile` or ``DatabaseTable``, columns not needed
    root : the workbench's root
    database : the settings of the database, for a ``DatabaseTable``
    only : the canonical table it is to be; the best unless given

    Raises
    ------
    DataError
        If the source cannot be read, holds no row of headers, or is no canonical table.
    """
    from taller.data.propose import sampling

    with sampling.taken(source, root=root, database=database) as sample:
        return of_sample(source, sample, only=only)


def of_sample(source: TableSource, sample: Sample, *, only: str | None = None) -> Proposal:
    """What a source seems to be of which a sample was taken; see `propose`."""
    header = tuple(sample.staged.header)
    headings.refuse_values_as_header(sample.staged.origin, header)
    profiles = {column: Profile.of(values) for column, values in sample.cells.items()}
    tables = _by_shape(header, only)
    if not tables or _says_more(sample, profiles, tables):
        tables = _by_columns(sample, profiles, only)
    tables = tuple(_with_rules(table, profiles, sample) for table in tables)
    language = hints.language(header)
    found = hints.of_all([t for t in tables if t.table != FLAT], profiles, language, sample)
    detected = sample.staged.detected
    return Proposal(source, header, tables, detected, language, found, sample.staged.rows)


def _by_shape(header: Sequence[str], only: str | None) -> tuple[TableProposal, ...]:
    """The tables of a known export, where the header is one's."""
    from taller.data import shapes

    for shape, likeness in shapes.recognise(header):
        if likeness < SHAPE:
            break
        tables = [table for table in shape.recipes if only in (None, table)]
        sound = [t for t in tables if not shape.missing(shape.recipe(t, header), header, {})]
        if sound:
            return tuple(_of_shape(shape, table, header, likeness) for table in sound)
    return ()


def _says_more(
    sample: Sample, profiles: Mapping[str, Profile], tables: Sequence[TableProposal]
) -> bool:
    """Whether headers say much more than a known export's recipe finds in them.

    Another system's export may hold the few columns by which a known one is told.
    """
    if len(tables) > 1:
        return False
    known = tables[0]
    best = _understood(profiles, Path(sample.staged.origin).stem, known.table)[0]
    sure = [match for match in best.matches.values() if match.confidence >= SURE]
    return not best.missing and len(sure) >= MUCH * len(known.matches)


def _of_shape(shape: Any, table: str, header: Sequence[str], likeness: float) -> TableProposal:
    from taller.data import shapes

    own = shapes.columns(shape.name, table, header, {})
    matches = {name: Match(column, likeness, (Why("shape", name),)) for name, column in own.items()}
    rules = {
        key: Hint(tuple(value) if isinstance(value, list | tuple) else value, likeness, "shape")
        for key, value in shape.settings.get(table, {}).items()
    }
    return TableProposal(table, likeness, matches, shape.name, rules=rules)


def _by_columns(
    sample: Sample, profiles: Mapping[str, Profile], only: str | None
) -> tuple[TableProposal, ...]:
    origin = sample.staged.origin
    name = Path(origin).stem
    if only == TRIALS.name:
        return (_trial(experiments.find(profiles), profiles, origin),)
    if only is None and (wide := _side_by_side(profiles)):
        return wide
    grid = regional.find(profiles) if only in (None, REGIONS.name) else {}
    if grid or only == REGIONS.name:
        return (_by_itself(REGIONS.name, grid, origin),)
    written = texts.find(profiles)
    if only == TEXTS.name:
        return (_by_itself(TEXTS.name, written, origin),)
    ranked = _understood(profiles, name, only)
    best = ranked[0]
    if only is None and texts.leads(written, best):
        return (_by_itself(TEXTS.name, written, origin),)
    by_subscription = best.table in saas.PATTERNS and not best.missing
    if only is None and not by_subscription:
        goods = {"item_id", "item_name", "quantity", "transaction_id"} & best.matches.keys()
        if found := experiments.find(profiles, sold=bool(goods)):
            return (_trial(found, profiles, origin),)
        if found := subjects.flat(profiles, len(best.matches)):
            return (_flat(found, profiles),)
    if moment := unnumbered(best.table, best.missing, best.matches, profiles):
        rules = {"orders_are": Hint(moment, 0.5, "orders_are")}
        return (replace(best, missing=(), rules=rules),)
    if best.missing or best.strength < LEAST:
        lines = next(
            (each for each in ranked if is_lines_alone(each.table, each.matches, each.missing)),
            None,
        )
        sold = (each for each in ranked if each.table == "orders" and tells_sales(each.matches))
        heads = next((each for each in ranked if is_heads_alone(each.table, each.matches)), None)
        nearest = lines or heads or next(sold, best)
        fault = refused.lines_alone(lines) if lines else refused.not_understood(nearest, sample)
        is_near = nearest.missing and nearest.matches
        raise NoTableError(origin, fault, nearest if is_near else None)
    if only is None and best.table in ("customers", "accounts"):
        taken = [match.column for name, match in best.matches.items() if name != "churned"]
        if found := subjects.beside(profiles, taken):
            return (best, _flat(found, profiles))
    if only is None and best.table == "tickets" and written:
        return (best, _by_itself(TEXTS.name, written, origin))
    return (best,)


def _side_by_side(profiles: Mapping[str, Profile]) -> tuple[TableProposal, ...]:
    """Spend in a column per channel, and what was sold where the file tells that too."""
    spent = channels.find(profiles)
    when, sold = channels.beside(profiles, spent) if spent else ({}, {})
    if not when:
        return ()
    spend = TableProposal(
        "spend", channels.SURE, when, rules={"channels": Hint(spent, channels.SURE, "channels")}
    )
    sales = (_by_itself(REGIONS.name, sold, ""),) if sold else ()
    return (spend, *sales)


def _by_itself(table: str, found: Mapping[str, Match], origin: str) -> TableProposal:
    """A table that is told by what one of its columns holds, or its rows form, alone."""
    if not found:
        raise NoTableError(origin, refused.by_itself(table))
    return TableProposal(table, min(m.confidence for m in found.values()), found)


def _flat(found: Mapping[str, Match], profiles: Mapping[str, Profile]) -> TableProposal:
    """A table of what happened, with what it is for."""
    told = subjects.outcome(profiles, found["target"].column)
    return TableProposal(FLAT, min(m.confidence for m in found.values()), found, outcome=told)


def _trial(
    found: Mapping[str, Match], profiles: Mapping[str, Profile], origin: str
) -> TableProposal:
    """A log of experiments, with what it may measure."""
    if not found:
        raise NoTableError(origin, refused.by_itself(TRIALS.name))
    measures = tuple(experiments.measures(profiles, found))
    arms = tuple(sorted(profiles[found["arm"].column].counts))
    control = experiments.control(arms)
    least = min(match.confidence for match in found.values())
    return TableProposal(TRIALS.name, least, found, measures=measures, arms=arms, control=control)


def _with_rules(
    table: TableProposal, profiles: Mapping[str, Profile], sample: Sample
) -> TableProposal:
    """A table with what its own codes mean, for orders."""
    if table.table != "orders":
        return table
    rules = hints.of_orders(table.columns, profiles, sample) | dict(table.rules)
    found = replace(table, missing=(), rules=rules)
    if table.shape:
        asked = tuple(questions.charged(profiles, table.columns))
        return replace(found, money=identities.Found({}, (), (), asked)) if asked else found
    found = _with_money(found, profiles)
    if not found.without_units:
        return found
    return replace(found, returning=tuple(structure.returning(profiles, table.columns)))


def _with_money(table: TableProposal, profiles: Mapping[str, Profile]) -> TableProposal:
    """Orders with the columns that complete their sums, and what is to be asked of the others."""
    ignored = table.rules["ignored_statuses"].value if "ignored_statuses" in table.rules else ()
    columns = table.columns
    if "packs" in table.rules:  # what the products of a pack come to is told by its head
        columns.pop("price", None)
    money = identities.of(profiles, columns, ignored)
    if money is None:
        return table
    none = table.rules["not_items"].value if "not_items" in table.rules else ()
    columns |= {name: match.column for name, match in money.matches.items()}
    asked = questions.of(profiles, columns, money.unused, none)
    money = replace(money, questions=(*money.questions, *asked))
    rules = dict(table.rules)
    if money.per_order:
        rules["per_order"] = Hint(money.per_order, 0.9, "per_order")
    return replace(table, matches={**table.matches, **money.matches}, rules=rules, money=money)
