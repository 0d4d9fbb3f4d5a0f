"""Whether a column looks drawn by lot: versions even over users and over time.

A lot is told by how it falls, whatever its column and its versions are called, in a file of one row
per user (`drawn`), of several in all of which a user has one version (`kept`), or of totals of each
version's users by day (`counted`). What a header says of a customer (gender, country, plan,
channel) may fall as evenly, and is none; nor is there a lot in a list of people, which tells names
and addresses, nor in orders, which have their own numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np

from taller.data.contract import identities
from taller.data.propose.columns.values import Profile
from taller.data.propose.words.vocabulary import listed
from taller.data.propose.words.words import read, split

WHOM = {"customer", "user", "pseudo", "id", "email"}  # of a user's header, none else beside them
UNSAID = {"variant", "category", "campaign", "test", "cost", "url", "note", "name"}
"""What a header may say and still name versions; "version" is itself read as a cost."""
BESIDE = {"device", "country", "region", "city", "source", "medium", "language", "gender", "age"}
GOODS = {"item", "barcode", "price", "quantity", "unit", "stock", "brand"}
VERSION = listed("arm bucket treatment tratamiento brazo abtest variant variante variation "
                 "variacion version")  # fmt: skip
PERSONAL = listed("vip premium marketing newsletter optin consent perfil profile season "
                  "temporada")  # fmt: skip
LEFT = listed("churn churned attrition exited left baja abandono fuga cancelo")
RELEASE = re.compile(r"^v?\d+(\.\d+)+$")  # of a program, which a device keeps as a user a version
MOST_ARMS, FEWEST, MANY = 6, 20, 100
ONCE, EVEN, UNEVEN, CHANCE, SPANS = 0.95, 0.8, 0.05, 0.001, 4


def whom(profiles: Mapping[str, Profile]) -> str | None:
    """The column of users, where each row is another one and nothing else is told apart by row."""
    numbers = [own for own, p in profiles.items() if p.filled and _tells_apart(own, p)]
    one = numbers[0] if len(numbers) == 1 else None
    if one is None or not (said := read(one).concepts) & WHOM or said - WHOM:
        return None
    profile = profiles[one]
    return one if profile.distinct >= ONCE and not profile.missing else None


def drawn(profiles: Mapping[str, Profile], user: str | None) -> frozenset[str]:
    """Columns that look drawn by lot over users, which `whom` found.

    A header that says a version may have uneven shares. Where none does, the one even column is
    taken of which nothing is said, if the file is long and tells neither goods nor who left.
    """
    if user is None:
        return frozenset()
    rest = {own: p for own, p in profiles.items() if own != user}
    found = {o for o, p in rest.items() if set(split(o)) & VERSION and _falls(p, even=False)}
    if not found and not _is_of_others(rest):
        even = {o for o, p in rest.items() if not read(o).concepts & BESIDE and _falls(p)}
        found = {own for own in even if len(even) == 1 and _may_be(own, profiles)}
    return frozenset(own for own in found if _at_any_time(profiles[own], profiles))


def kept(profiles: Mapping[str, Profile], named: Collection[str]) -> frozenset[str]:
    """Columns of which each user has one value in all their rows, as in a log of what was shown.

    Parameters
    ----------
    named : words of a header that may say a version; any but `VERSION` has to fall evenly
    """
    users = [own for own, p in profiles.items() if p.missing < 0.2 and p.distinct < ONCE
             and len(p.counts) >= FEWEST and read(own).concepts & WHOM]  # fmt: skip
    found = set()
    for own, profile in profiles.items():
        may_say = set(split(own)) & {*VERSION, *named}
        if own in users or not may_say or not _falls(profile, even=False):
            continue
        for user in users:
            shown = _versions(profiles[user], profile)
            again = [len(each) for each in shown.values() if each.total() > 1]
            once = Counter(max(each) for each in shown.values() if len(each) == 1)
            if len(again) < FEWEST or again.count(1) < ONCE * len(again):
                continue
            if set(split(own)) & VERSION or _is_even(once):
                found.add(own)
    return frozenset(own for own in found if _at_any_time(profiles[own], profiles))


def _versions(user: Profile, arm: Profile) -> dict[str, Counter[str]]:
    """How often each user had each version."""
    shown: dict[str, Counter[str]] = {}
    for whom_, version in zip(user.cells, arm.cells, strict=True):
        if whom_ is not None and version is not None:
            shown.setdefault(whom_, Counter())[version] += 1
    return shown


def counted(
    profiles: Mapping[str, Profile], sizes: Collection[str], named: Collection[str]
) -> frozenset[str]:
    """Columns over whose values users fall evenly, in totals of each by day.

    Parameters
    ----------
    sizes : columns that may count users
    named : words of a header that may say a version
    """
    days = [own for own, p in profiles.items() if p.dates > ONCE]
    found = set()
    for own, profile in profiles.items():
        if not set(split(own)) & {*VERSION, *named} or not _falls(profile, even=False):
            continue
        pairs = [set(zip(profile.cells, profiles[day].cells, strict=True)) for day in days]
        for size in sizes:
            users: Counter[str] = Counter()
            for version, n in zip(profile.cells, profiles[size].read, strict=False):
                users[str(version)] += int(n)
            if any(len(each) == profile.filled for each in pairs) and _is_even(users):
                found.add(own)
    return frozenset(found)


def _is_even(counts: Counter[str]) -> bool:
    """Whether so many of each are what a lot of equal shares gives, and not merely near it."""
    from scipy.stats import chisquare

    numbers = list(counts.values())
    return sum(numbers) >= MANY and bool(chisquare(numbers).pvalue > CHANCE)


def _tells_apart(own: str, profile: Profile) -> bool:
    """Whether a column numbers or names something: not a date, nor what is measured."""
    if profile.dates > 0.5 or profile.distinct < 0.2:
        return False
    facts = identities.Facts.of([cell for cell in profile.cells if cell is not None])
    return profile.numbers < 0.99 or facts.counts or facts.drawn


def _falls(profile: Profile, *, even: bool = True) -> bool:
    """Whether few values share all rows, and evenly: as a lot would, or nearly so."""
    from scipy.stats import chisquare

    counts = np.array(list(profile.counts.values()))
    if all(RELEASE.match(value) for value in profile.counts):
        return False
    if not 2 <= len(counts) <= MOST_ARMS or profile.missing or counts.sum() < FEWEST:
        return False
    if not even:
        return bool(counts.min() >= UNEVEN * counts.sum())
    return bool(counts.min() >= EVEN * counts.max() or chisquare(counts).pvalue > CHANCE)


def _is_of_others(profiles: Mapping[str, Profile]) -> bool:
    """Whether a file tells of goods, of who left, or when customers were first entered."""
    heads = [(read(own).concepts, set(split(own)), p) for own, p in profiles.items()]
    return any(said & GOODS or words & LEFT or (p.dates > ONCE and "created" in said)
               for said, words, p in heads)  # fmt: skip


def _may_be(own: str, profiles: Mapping[str, Profile]) -> bool:
    """Whether a header says nothing of a customer, and values are no answers of yes and no."""
    profile = profiles[own]
    dated = any(p.dates > ONCE for p in profiles.values())
    answers = profile.booleans == 1 and not (profile.numbers == 1 and dated)
    said = read(own).concepts - UNSAID or set(split(own)) & PERSONAL
    return not said and not answers and profile.filled >= MANY


def _at_any_time(arm: Profile, profiles: Mapping[str, Profile]) -> bool:
    """Whether the versions' shares are the same in each quarter of the time, by every date."""
    import pandas as pd
    from scipy.stats import chi2_contingency

    from taller.data.contract import row_order

    dated = {own: p.cells for own, p in profiles.items() if p.dates > ONCE}
    for when in dict(row_order.typed(dated)).values():
        if not pd.api.types.is_datetime64_any_dtype(when) or when.nunique() < SPANS:
            continue
        spans = pd.qcut(when.rank(method="first"), SPANS, labels=False)
        if chi2_contingency(pd.crosstab(spans, pd.Series(arm.cells))).pvalue <= CHANCE:
            return False
    return True
