"""What is said of a file that is no canonical table: what it lacks, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.data.propose.tables import is_heads_alone
from taller.data.propose.words import headings
from taller.data.settings.schemas import SCHEMAS
from taller.errors import Fault

if TYPE_CHECKING:
    from taller.data.propose.proposal import TableProposal
    from taller.data.propose.sampling import Sample


def lines_alone(lines: TableProposal) -> Fault:
    """Lines of orders whose heads stand in another file."""
    own = lines.matches["transaction_id"].column
    return Fault("", "looks like the lines of orders, without customer and date, which stand in "
                 "another file, of one row per order: give both files together, or write "
                 "`data.orders` of this one by hand, with the other as its `heads` (path, key, "
                 f"columns), joined by '{own}'")  # fmt: skip


def by_itself(table: str) -> Fault:
    """What a file lacks of a table that one kind of column tells alone."""
    lacks = {"texts": "sentences", "regions": "places that each tell every day",
             "trials": "versions shown"}[table]  # fmt: skip
    return Fault("", f"no column of {lacks} was found; name it by hand in data.{table}")


def not_understood(best: TableProposal, sample: Sample) -> Fault:
    """What a file lacks of the table it is nearest to."""
    schema, header = SCHEMAS[best.table], sample.staged.header
    listed = ", ".join(f"'{' '.join(column.split())}'" for column in header[:20])
    if not best.missing or len(best.matches) == 0:
        what = f"is none of the tables {', '.join(SCHEMAS)}, as far as its columns tell"
        return Fault("", f"{what}; it has: {listed}. If it is, name its columns by hand: `taller "
                     "new NAME` writes a file to begin with")  # fmt: skip
    lacks = "; ".join(f"{name} ({schema.column(name).description})" for name in best.missing)
    without_customer = best.table == "orders" and "user_id" in best.missing
    if without_customer and (at := headings.column_of(sample.cells)) is not None:
        return headings.fault(best.missing, at)
    what = f"looks like {best.table}, but no column was found for {lacks}; it has: {listed}"
    if is_heads_alone(best.table, best.matches):
        return Fault("", f"{what}. What was sold may stand in another file, of one row per line of "
                     "an order: give both files together")  # fmt: skip
    return Fault("", f"{what}. Export that column as well, or name it by hand: "
                 "`taller new NAME` writes a file to begin with")  # fmt: skip
