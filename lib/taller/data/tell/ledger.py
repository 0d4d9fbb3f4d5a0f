"""The ledger: what became of every row of a source, and what was understood of the source."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Detected:
    """Something understood of how a source is written, shown to the reader.

    Attributes
    ----------
    what : code, such as ``encoding``, ``delimiter``, ``header_row``, ``decimal``, ``dates``
    value : as it is written in an engagement file
    how : ``found`` in the file, ``given`` by the engagement, or ``assumed`` for want of evidence
    column : the client's column it concerns, or None for the whole source
    """

    what: str
    value: str
    how: Literal["found", "given", "assumed"] = "found"
    column: str | None = None


@dataclass(frozen=True)
class Personal:
    """A column of a source that holds personal data, and what was done with it.

    Attributes
    ----------
    column : the client's column
    kind : code, such as ``email``, ``phone``, ``name``, ``address``, ``identifier``
    done : ``hashed``; ``withheld`` (its cells are empty in the tables); ``not read`` (unmapped)
    """

    column: str
    kind: str
    done: Literal["hashed", "withheld", "not read"]


@dataclass(frozen=True)
class Reason:
    """Why rows were rejected, and how many; a row with two reasons counts under both.

    Attributes
    ----------
    column : the client's column it concerns, where it concerns one and the source holds it
    money : what the rows come to, where that is to be known
    """

    code: str
    rows: int
    column: str | None = None
    money: Decimal | None = None

    @property
    def label(self) -> str:
        """The reason in words, in the language in force."""
        from taller.data.contract.labels import label

        return label(self.code, self.column)


@dataclass(frozen=True)
class Treatment:
    """Something done to accepted rows, said aloud: rows, units and money."""

    code: str
    rows: int
    units: int | None = None
    money: Decimal | None = None
    column: str | None = None

    @property
    def label(self) -> str:
        """The treatment in words, in the language in force."""
        from taller.data.contract.labels import treatment_label

        return treatment_label(self.code, self.column)


@dataclass(frozen=True)
class Status:
    """A status of orders: rows, money, and what it counts for.

    Attributes
    ----------
    text : as the client writes it; empty where blank, None for all that are not shown
    counts : whether rows of it are used; None where they are several
    asked : whether it counts as a sale, and does not say that it is one
    """

    text: str | None
    rows: int
    money: Decimal
    counts: bool | None = None
    asked: bool = False


@dataclass(frozen=True)
class Products:
    """Lines whose amount is not units times price: how many of how many, and both sums."""

    rows: int
    asked: int
    told: Decimal
    made: Decimal


@dataclass(frozen=True)
class Unused:
    """A column of money that nothing uses, with the sum of its cells."""

    column: str
    money: Decimal


@dataclass(frozen=True)
class Ledger:
    """What became of every row of a source: ``read == accepted + rejected``, always.

    Attributes
    ----------
    source : how the client knows it: a path, a table of a database, or the table it was made from
    detected : how the source is written
    personal : its columns with personal data
    parts : files (or sheets) it consists of
    statuses, products, unused : what orders tell of their money, see `money_told`
    """

    table: str
    source: str
    read: int
    accepted: int
    rejected: int
    reasons: tuple[Reason, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    detected: tuple[Detected, ...] = ()
    personal: tuple[Personal, ...] = ()
    parts: int = 1
    statuses: tuple[Status, ...] = ()
    products: Products | None = None
    unused: tuple[Unused, ...] = ()

    def frame(self) -> pd.DataFrame:
        """The ledger as rows of a table: ``what`` in words, ``rows`` and ``share`` of rows read."""
        import pandas as pd

        from taller.language import _

        lines = [(_("Rows read"), self.read), (_("Rows accepted"), self.accepted)]
        lines += [(_("Rejected: {why}").format(why=r.label), r.rows) for r in self.reasons]
        lines += [(treatment.label, treatment.rows) for treatment in self.treatments]
        frame = pd.DataFrame(lines, columns=["what", "rows"])
        return frame.assign(share=frame["rows"] / max(self.read, 1))

    def to_json(self) -> dict[str, Any]:
        """The ledger as plain JSON; money as text, so that no cent is lost."""
        plain = asdict(self)
        of_money = (*plain["treatments"], *plain["reasons"], *plain["statuses"], *plain["unused"])
        for told in of_money:
            told["money"] = None if told["money"] is None else str(told["money"])
        for name in ("told", "made") if self.products else ():
            plain["products"][name] = str(plain["products"][name])
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Ledger:
        """What `to_json` wrote, read back."""
        treatments = [Treatment(**_with_money(told)) for told in plain["treatments"]]
        return cls(
            **{
                **plain,
                "reasons": tuple(Reason(**_with_money(reason)) for reason in plain["reasons"]),
                "treatments": tuple(treatments),
                "detected": tuple(Detected(**found) for found in plain["detected"]),
                "personal": tuple(Personal(**found) for found in plain["personal"]),
                "statuses": tuple(Status(**_with_money(s)) for s in plain.get("statuses", ())),
                "products": _products(plain.get("products")),
                "unused": tuple(Unused(**_with_money(u)) for u in plain.get("unused", ())),
            }
        )


def _with_money(plain: dict[str, Any]) -> dict[str, Any]:
    written = plain.get("money")
    return {**plain, "money": None if written is None else Decimal(written)}


def _products(plain: dict[str, Any] | None) -> Products | None:
    if plain is None:
        return None
    return Products(**plain | {name: Decimal(plain[name]) for name in ("told", "made")})
