"""Whether a file is a log of experiments: a column of versions, of whom, and what they then did.

A column of versions is told by its header and values, or by its values alone where one says that
it is the control. A header that may mean many things (group, version, segment) needs such values,
or that users fall over them as a lot would have it; see `lots`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taller.data.contract import identities
from taller.data.propose.assign import Match
from taller.data.propose.columns.values import Profile
from taller.data.propose.kinds import lots
from taller.data.propose.reasons import Why
from taller.data.propose.words.vocabulary import listed
from taller.data.propose.words.words import plain, read, split

ARM = listed("arm bucket treatment tratamiento brazo abtest assignment asignacion")
MAYBE_ARM = listed(
    "variant variante variation variacion condition condicion version group grupo segment segmento "
    "test cell celda experiment cohort ab experimento prueba cohorte rama"
)
CONTROL = listed("control ctrl holdout placebo baseline")
LETTERS = (listed("a b"), listed("a b c"), listed("a b c d"))
NOTHING = re.compile(r"^(no|sin|none|ninguno|ninguna|nothing|without)\b.*\w\W+\w|^none$")
TREATED = listed("treatment treated variant test challenger tratamiento tratado variante prueba")
PERSON = listed("visitor visitante cookie device dispositivo lead")
SIZES = listed("n users usuarios visitors visitantes exposed expuestos sample size muestra "
               "participants participantes customers clientes subjects sujetos")  # fmt: skip
ACCOUNT = listed("account cuenta company empresa cluster store tienda shop team equipo school")
MONEY = listed("margin margen beneficio ganancia ganancias profit revenue ingreso ingresos sales "
               "ventas venta spend spent gasto gastado facturacion contribucion contribution gmv "
               "aov")  # fmt: skip
BEFORE = listed("pre before previous prior antes previo previa anterior baseline")
BASE = listed("actual vigente current existing original base old antiguo antigua vieja viejo "
              "anterior clasico clasica hoy today")  # fmt: skip
BEST = re.compile(r"\b(top ventas|mas vendid[oa]s|best ?sellers?|populares|popular)\b")
HELPS = re.compile(r"\b(recom|suger|suggest|personali)")  # beginnings of what recommenders show
GUARDED = listed("refund refunds return returns devolucion devoluciones cancelacion cancelaciones "
                 "reembolso reembolsos unsubscribed baja bajas complaint complaints "
                 "queja quejas error errors errores latency latencia bounce rebote")  # fmt: skip
MOST_ARMS, ROWS = 8, 20
SURELY, LIKELY, PERHAPS = 0.9, 0.75, 0.6


@dataclass(frozen=True)
class Measure:
    """A column that may be a metric.

    Attributes
    ----------
    kind : share or mean
    before : whether its header says that it was known before
    guarded : whether its header says that more of it is worse
    """

    column: str
    kind: str
    before: bool
    guarded: bool


def find(profiles: Mapping[str, Profile], *, sold: bool = False) -> dict[str, Match]:
    """Which column is which, if this is a log of experiments; else nothing.

    Parameters
    ----------
    sold : whether the file tells of goods, whose variants are no arms
    """
    user = lots.whom(profiles)
    sizes = [own for own, profile in profiles.items() if _counts_users(own, profile)]
    maybe = set() if sold else MAYBE_ARM
    by_lot = (lots.drawn(profiles, user) | lots.kept(profiles, maybe)
              | lots.counted(profiles, sizes, maybe))  # fmt: skip
    arms = {own: max(_arm(own, profile, sold), _by_lot(own) if own in by_lot else 0.0)
            for own, profile in profiles.items()}  # fmt: skip
    arm = max(arms, key=lambda own: arms[own], default=None)
    if arm is None or not arms[arm]:
        return {}
    rest = {own: profile for own, profile in profiles.items() if own != arm}
    why = "arms" if _arm(arm, profiles[arm], sold) else "by_lot"
    found = {"arm": Match(arm, arms[arm], (Why(why, "arm"),))}
    if dated := _dated(rest):
        found["exposed_at"] = dated
        rest.pop(dated.column)
    if size := _size(rest, profiles[arm], profiles[dated.column] if dated else None):
        found["users"] = size
    elif whom := _user(rest) or (Match(user, PERHAPS, (Why("whom", "user_id"),)) if user else None):
        found["user_id"] = whom
    taken = {match.column for match in found.values()}
    more = {own: profile for own, profile in rest.items() if own not in taken}
    found |= _cluster(more, profiles[arm])
    found |= _experiment({o: p for o, p in more.items() if o not in
                          {match.column for match in found.values()}})  # fmt: skip
    return found if measures(profiles, found) else {}


def measures(profiles: Mapping[str, Profile], found: Mapping[str, Match]) -> list[Measure]:
    """The columns of numbers, or of yes and no, that are left."""
    taken, totals = {match.column for match in found.values()}, "users" in found
    made = []
    for own, profile in profiles.items():
        if own in taken or not profile.filled or identities.role(own, _facts(profile)):
            continue
        yes_or_no = len(profile.counts) == 2 and profile.booleans == 1
        if profile.numbers < 0.99 and not yes_or_no:
            continue
        kind = "share" if yes_or_no or (totals and _counts(own, profile)) else "mean"
        words = set(split(own))
        made.append(Measure(own, kind, bool(words & BEFORE), bool(words & GUARDED)))
    return made


def control(labels: Iterable[str]) -> str | None:
    """The arm that its name says is the control; else the one that is called as what was there."""
    names = list(labels)
    said = [n for n in names if is_control(n)]
    there = [n for n in names if plain(n) in ("a", "0") or set(split(n)) & BASE]
    best = [n for n in names if BEST.search(plain(n))]
    alone = [each[0] for each in (there, best) if len(each) == 1]
    return (said or alone or [None])[0]


def is_control(label: str) -> bool:
    """Whether a version's name says that it is the control."""
    return bool(set(split(label)) & CONTROL or NOTHING.match(plain(label)))


def recommends(labels: Iterable[str]) -> str | None:
    """The arm whose name says that it shows recommendations, where one does."""
    said = [label for label in labels if HELPS.search(plain(label))]
    return said[0] if len(said) == 1 else None


def _arm(header: str, profile: Profile, sold: bool) -> float:
    """How sure it is that a column names the versions shown: 0 if it does not."""
    values = {plain(value) for value in profile.counts}
    if not 2 <= len(values) <= MOST_ARMS or profile.missing > 0.2:
        return 0.0
    words, told = set(split(header)), {word for value in values for word in split(value)}
    says_control = bool(told & CONTROL) or any(NOTHING.match(value) for value in values)
    letters = values in LETTERS
    if words & ARM:
        return SURELY if says_control or letters or told & TREATED else LIKELY
    if words & MAYBE_ARM and (says_control or (letters and not sold)):
        return LIKELY
    if words & listed("variant variante variation variacion") and not sold:
        return PERHAPS
    # A column called anything, one of whose few values is the control, or the original.
    says_control |= "original" in values and not sold
    return PERHAPS if says_control and not profile.numbers else 0.0


def _by_lot(header: str) -> float:
    """How sure it is that a column that looks drawn by lot names the versions shown."""
    return LIKELY if set(split(header)) & lots.VERSION else PERHAPS


def _user(profiles: Mapping[str, Profile]) -> Match | None:
    """The id of those the lot was drawn for: the surest by its header."""
    found = []
    for own, profile in profiles.items():
        words = set(split(own))
        is_account = bool(words & ACCOUNT)
        named = "customer" in read(own).concepts or bool(words & PERSON)
        person = identities.role(own, _facts(profile)) == "person"
        emails = profile.emails > 0.9
        if profile.missing > 0.2 or not (person or emails or (named and profile.codes > 0.99)):
            continue
        if len(profile.counts) > MOST_ARMS or named:
            found.append((named and not is_account, person, profile.distinct, own))
    if not found:
        return None
    named, *_marks, own = max(found)
    return Match(own, SURELY if named else PERHAPS, (Why("whom", "user_id"),))


def _size(profiles: Mapping[str, Profile], arm: Profile, dated: Profile | None) -> Match | None:
    """The column of users, where rows are totals: whole numbers, one row per version and day."""
    days = dated.cells if dated else [""] * len(arm.cells)
    pairs = list(zip(arm.cells, days, strict=True))
    if len(set(pairs)) < len(pairs):
        return None
    for own, profile in profiles.items():
        if _counts_users(own, profile):
            return Match(own, LIKELY, (Why("sizes", "users"),))
    return None


def _counts_users(own: str, profile: Profile) -> bool:
    """Whether a column counts users: whole numbers, some above 1, by a header that says so."""
    counts = profile.whole == 1 and not profile.missing and min(profile.read, default=-1) >= 0
    return bool(set(split(own)) & SIZES) and counts and max(profile.read) > 1


def _dated(profiles: Mapping[str, Profile]) -> Match | None:
    """When it was shown: a column of dates, the one whose header says so first."""
    dates = [own for own, p in profiles.items() if p.filled and (p.dates > 0.95 or (
        p.clocks > 0.95 and {"date", "time"} & read(own).concepts))]  # fmt: skip
    shown = listed("exposed exposure exposicion expuesto assigned asignado first primera")
    best = max(dates, key=lambda own: bool(set(split(own)) & shown), default=None)
    return None if best is None else Match(best, LIKELY, (Why("dates", "exposed_at", 1.0),))


def _cluster(profiles: Mapping[str, Profile], arm: Profile) -> dict[str, Match]:
    """Accounts that share a version among their users: the lot may have been drawn for them."""
    for own, profile in profiles.items():
        if not set(split(own)) & ACCOUNT or profile.distinct > 0.8:
            continue
        seen: dict[str, set[str]] = {}
        for account, version in zip(profile.cells, arm.cells, strict=True):
            if account is not None and version is not None:
                seen.setdefault(account, set()).add(version)
        if len(seen) >= ROWS and all(len(versions) == 1 for versions in seen.values()):
            return {"cluster_id": Match(own, PERHAPS, (Why("accounts", "cluster_id"),))}
    return {}


def _experiment(profiles: Mapping[str, Profile]) -> dict[str, Match]:
    """Which experiment, where the header says so and values are names."""
    words = listed("experiment experimento test prueba campaign campana")
    for own, profile in profiles.items():
        if set(split(own)) & words and profile.words == 1 and profile.distinct < 0.2:
            return {"experiment": Match(own, LIKELY, (Why("header", "experiment"),))}
    return {}


def _counts(own: str, profile: Profile) -> bool:
    """Whether totals count users who did something: whole numbers, no money in the header."""
    return profile.whole == 1 and not is_money(own)


def is_money(header: str) -> bool:
    """Whether a header says an amount of money.

    >>> [is_money(own) for own in ("Margen", "Ingresos", "spend_after", "pedidos")]
    [True, True, True, False]
    """
    amounts = {"amount", "total", "price", "revenue", "cost"} & read(header).concepts
    return bool(amounts or set(split(header)) & MONEY)


def _facts(profile: Profile) -> identities.Facts:
    return identities.Facts.of([cell for cell in profile.cells if cell is not None])
