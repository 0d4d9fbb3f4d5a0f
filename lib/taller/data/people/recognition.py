"""Which columns of a client's file hold personal data, by their headers and by their content.

The content is judged from distinct values of the whole column, those of evenly spread runs of
rows where a file is long. A column holds

- e-mail addresses, where 1% of its values are ones (or a fifth of its texts mention one); where it
  identifies something, a single one among all its rows is enough;
- what its header names, unless fewer than a fifth of its values could be that;
- identifiers with check digits, where half are right, and far more than by chance;
- phone numbers, where half are written with a country's code, or four fifths as one country does;
- postal addresses, where three in ten hold a word for a street and a number;
- people's names, where seven in ten look like one and three in ten hold a common given name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taller.data.engine import stacked
from taller.data.people import contents, headers, identifiers
from taller.data.people.kinds import KINDS, NOT_PERSONAL
from taller.data.people.pseudonyms import EMAIL
from taller.errors import DataError, Fault, did_you_mean

if TYPE_CHECKING:
    from taller.data.reading import Staged

ROWS = 50_000  # rows looked at; of more, evenly spread runs
RUN = 256  # rows in a row that are looked at together: others need not be read at all
VALUES, NUMBERS = 1_000, 300  # distinct values of a column looked at; of one of numbers alone
BEYOND = "[^0-9.,+ eE-]"  # what no number is written with


def recognise(
    con: Any,
    staged: Staged,
    cells: Mapping[str, str],
    overrides: Mapping[str, str],
    *,
    ids: Collection[str] = (),
) -> dict[str, str]:
    """Columns with personal data.

    Parameters
    ----------
    con : a DuckDB connection
    staged : the file's rows as text
    cells : the client's column to its staged column, for all columns of the file
    overrides : the client's column to a kind, or to ``none``; columns of other files are passed by
    ids : the client's columns that identify something, besides those whose header says so

    Returns
    -------
    the client's column to its kind, see `taller.data.people.KINDS`

    Raises
    ------
    DataError
        If an override names no kind.
    """
    _refuse_unknown(overrides)
    judged = {column: cell for column, cell in cells.items() if column not in overrides}
    sampled = _sample(con, staged, list(judged.values()))
    found = {}
    for column, cell in cells.items():
        kind = overrides.get(column)
        if kind is None:
            is_id = column in ids or headers.is_id(column)
            kind = kind_of(column, sampled[cell])
            if kind != "email" and is_id and _any_email(con, staged, cell):
                kind = "email"
        if kind is not None and kind != NOT_PERSONAL:
            found[column] = kind
    return found


def kind_of(header: str, values: Sequence[str]) -> str | None:
    """The kind of personal data in a column, told by its header and by distinct values; or None."""
    if contents.emails(values):
        return "email"
    named = headers.kind(header)
    if named is not None and contents.fits(named, values):
        return named
    if contents.ips(values):
        return "identifier"
    if contents.phones(values) and not headers.is_amount(header):
        return "phone"
    if headers.is_of_things(header):
        return None
    if identifiers.family(values):
        return "identifier"
    if not contents.worded(values):
        return None
    if contents.addresses(values):
        return "address"
    if contents.names(values, expected=headers.may_name_people(header)):
        return "name"
    return None


def _sample(con: Any, staged: Staged, cells: Sequence[str]) -> dict[str, list[str]]:
    """Up to `VALUES` distinct values of each column, the same on every reading."""
    if not cells:
        return {}
    step = -(-staged.rows // ROWS) or 1
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE people_sample AS SELECT {', '.join(cells)} "
        f"FROM {staged.relation(f'file_row_number // {RUN} % {step} = 0')}"
    )
    rows = min(staged.rows, ROWS)
    found: dict[str, list[str]] = {cell: [] for cell in cells}
    for some in stacked.batches({cell: cell for cell in cells}, rows):
        held = stacked.stacked("people_sample", some)
        signs = con.execute(
            f"SELECT place, bool_or(regexp_matches(v, '{BEYOND}')) FROM {held} GROUP BY place"
        ).fetchall()
        for worded, most in ((True, VALUES), (False, NUMBERS)):
            places = [place for place, has in signs if bool(has) is worded]
            if not places:
                continue
            asked = stacked.stacked("people_sample", [some[place] for place in places])
            values = con.execute(
                f"SELECT place, arg_min(v, hash(v), {most}) FROM "
                f"(SELECT DISTINCT place, trim(v) AS v FROM {asked}) WHERE v <> '' GROUP BY place"
            ).fetchall()
            found |= {some[places[place]]: each for place, each in values}
    con.execute("DROP TABLE people_sample")
    return found


def _any_email(con: Any, staged: Staged, cell: str) -> bool:
    """Whether any cell of the whole column is an e-mail address."""
    if cell in staged.native:
        return False
    pattern = "'" + EMAIL.replace("'", "''") + "'"
    found = con.execute(
        f"SELECT 1 FROM {staged.relation()} "
        f"WHERE contains({cell}, '@') AND regexp_full_match(trim({cell}), {pattern}) LIMIT 1"
    ).fetchall()
    return bool(found)


def _refuse_unknown(overrides: Mapping[str, str]) -> None:
    known = (*KINDS, NOT_PERSONAL)
    faults = [
        Fault(f"data.personal.{column}", f"no such kind: '{kind}'{did_you_mean(kind, known)}")
        for column, kind in overrides.items()
        if kind not in known
    ]
    if faults:
        raise DataError("engagement", faults)
