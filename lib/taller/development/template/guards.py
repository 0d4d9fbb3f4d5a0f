"""Guards: what is wrong with a column, found before any model sees it, shown and acted on.

A column's strength is how well it alone tells the target: learned on one half of the rows and
judged on the other, both ways. For a target of two values it is the area under the ROC curve (0.5:
nothing, 1: everything); for an amount the rank correlation on the same scale, (1 + r) / 2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.data.contract import identities
from taller.development.template.messages import say
from taller.development.template.protocol import Finding, Severity
from taller.language import listing

if TYPE_CHECKING:
    from taller.development.template.protocol import Rows

DISGUISE = 0.995  # strength at which a column is the target by another name
TOO_STRONG = 0.95
ALONE, AHEAD = 0.85, 0.1  # strong, and so far ahead of every other column
SUSPECT = 0.75  # strong and ahead, but perhaps rightly so: kept, with a warning
NAMED = 0.65  # strength that suffices where the name already says "afterwards"
NUMERIC_TEXT = 0.8  # share of a text's cells that are numbers
MANY_LEVELS = 0.5  # different texts, as a share of rows, beyond which they name rows
BINS, FEWEST_IN_BIN = 32, 20
FEWEST_ALWAYS, CHANCE = 20, 1e-9
NAMED_FEW, TOLD = 5, 12  # columns that a finding names, findings that a sentence or table tells
_AFTERWARDS = re.compile(
    r"\b(duration|duracion|call length|talk time|outcome|resultado|result|cancel\w*|churn\w*|"
    r"baja|closed?|cierre|end date|fecha fin|reason|motivo|razon|refund\w*|reembolso\w*|"
    r"converted|conversion|won|lost|status final|final status|estado final)\b"
)


@dataclass(frozen=True)
class Looked:
    """What is wrong with the columns, and how well each of the others alone tells the target."""

    findings: tuple[Finding, ...]
    strengths: pd.Series

    @property
    def dropped(self) -> list[str]:
        """Columns that no model gets."""
        return sorted(_dropped(self.findings))


def look(
    rows: Rows, *, keep: Collection[str] = (), exclude: Collection[str] = (), built: bool = False
) -> Looked:
    """What is wrong with the columns of the training rows.

    Parameters
    ----------
    keep : columns that are known in time, whatever they look like
    exclude : columns that are known only afterwards, as the engagement says
    built : whether the features were built as of a date, so that none can know what came later
    """
    frame = rows.features
    found = [_excluded(name) for name in exclude if name in frame]
    rest = [name for name in frame.columns if name not in set(exclude)]
    found += _empty_or_constant(frame[rest])
    gone = _dropped(found)
    found += _identifiers(frame[[n for n in rest if n not in gone]])
    gone = _dropped(found)
    left = frame[[n for n in rest if n not in gone]]
    found += [*_numeric_texts(left), *_infinite(left), *_many_levels(left)]
    repeated = _duplicates(left, rows.target)
    found += repeated
    gone = _dropped(found)
    left = left[[n for n in left.columns if n not in gone]]
    strength = strengths(left, rows.target)
    leaks = _leaks(strength, built=built)
    found += leaks
    if not built:
        found += _always(left.drop(columns=sorted(_dropped(leaks))), rows.target)
    found += _cut_levels(left.drop(columns=sorted(_dropped(found) & set(left.columns))))
    held = [f for f in found if not (set(f.columns) & set(keep) and f.severity == "dropped")]
    gone = _dropped(held)
    known = {name: strength.get(str(name)) for name in frame.columns if name not in gone}
    kept = frame[[name for name, value in known.items() if value is None]]
    known |= strengths(kept, rows.target).to_dict()
    return Looked(tuple(held), pd.Series(known, dtype="float64"))


def alike(findings: Collection[Finding]) -> list[Finding]:
    """Findings that say the same of several columns, as one each, in the order they first come."""
    found: dict[tuple[str, str, str], Finding] = {}
    for f in findings:
        key = (f.code, f.severity, f.detail)
        before = found[key].columns if key in found else ()
        found[key] = replace(f, columns=(*before, *f.columns))
    return list(found.values())


def in_words(findings: Collection[Finding]) -> str:
    """What was found, of a few columns by name."""
    told = alike(findings)
    said = [f"{listing(list(f.columns), NAMED_FEW)}: {f.detail}" for f in told[:TOLD]]
    if len(told) > TOLD:
        said.append(say("column-more", n=len(told) - TOLD))
    return "; ".join(said)


def _dropped(findings: Collection[Finding]) -> set[str]:
    return {name for f in findings if f.severity == "dropped" for name in f.columns}


def _excluded(name: str) -> Finding:
    return Finding("excluded", (name,), "dropped", say("column-fault.excluded"))


def _empty_or_constant(frame: pd.DataFrame) -> list[Finding]:
    found = []
    for name in frame.columns:
        values = frame[name]
        if values.isna().all():
            found.append(Finding("empty", (name,), "dropped", say("column-fault.empty")))
        elif values.nunique(dropna=False) == 1:
            found.append(Finding("constant", (name,), "dropped", say("column-fault.constant")))
    return found


def _identifiers(frame: pd.DataFrame) -> list[Finding]:
    """Texts that are different in nearly every row, and whole numbers that number the rows."""
    found = []
    for name in frame.columns:
        values = frame[name].dropna()
        distinct, n = values.nunique(), len(values)
        if n < 20:
            continue
        text = not pd.api.types.is_numeric_dtype(values) and not _is_time(values)
        counted = _counts_rows(values) if not text and distinct == n else False
        named = _words(name).endswith(" id") or _words(name) in ("id", "uuid", "row", "index")
        if (text and distinct > 0.9 * n) or counted or (named and distinct > 0.9 * n):
            detail = say("column-fault.identifier", distinct=distinct, n=n)
            found.append(Finding("identifier", (name,), "dropped", detail))
    return found


def _counts_rows(values: pd.Series) -> bool:
    """Whether different whole numbers lie so close that a measurement would have repeated some."""
    numbers = values.to_numpy(dtype="float64")
    if not np.isfinite(numbers).all() or (numbers != np.trunc(numbers)).any():
        return False
    return identities.numbered(len(numbers), float(np.ptp(numbers)))


def _numeric_texts(frame: pd.DataFrame) -> list[Finding]:
    found = []
    for name in frame.columns:
        values = frame[name]
        if pd.api.types.is_numeric_dtype(values) or _is_time(values):
            continue
        texts = values.dropna().astype(str).str.strip()
        if texts.nunique() < 20:
            continue
        numbers = pd.to_numeric(texts.str.replace(",", ".", regex=False), errors="coerce")
        share = float(numbers.notna().mean())
        if share >= NUMERIC_TEXT:
            examples = list(texts[numbers.isna()].unique()[:3]) or ["–"]
            detail = say("column-fault.numeric-text", share=share, examples=examples)
            found.append(Finding("numeric_text", (name,), "warned", detail))
    return found


def _infinite(frame: pd.DataFrame) -> list[Finding]:
    found = []
    for name in frame.select_dtypes("number").columns:
        endless = int(np.isinf(frame[name].to_numpy(dtype="float64")).sum())
        if endless:
            detail = say("column-fault.infinite", n=endless)
            found.append(Finding("infinite", (name,), "warned", detail))
    return found


def _many_levels(frame: pd.DataFrame) -> list[Finding]:
    found = []
    for name, levels in _levels(frame).items():
        if levels > MANY_LEVELS * len(frame):
            detail = say("column-fault.many-levels", n=levels)
            found.append(Finding("many_levels", (name,), "dropped", detail))
    return found


def _cut_levels(frame: pd.DataFrame) -> list[Finding]:
    """Texts of which only the commonest values are told apart, of those that models get."""
    from taller.development.template.encoding import most_levels

    found, most = [], most_levels(frame)
    for name, levels in _levels(frame).items():
        if levels > most:
            detail = say("column-fault.cut-levels", n=levels, most=most)
            found.append(Finding("many_levels", (name,), "told", detail))
    return found


def _levels(frame: pd.DataFrame) -> dict[str, int]:
    """Different values of each text."""
    return {
        name: frame[name].nunique()
        for name in frame.columns
        if not pd.api.types.is_numeric_dtype(frame[name]) and not _is_time(frame[name])
    }


def _duplicates(frame: pd.DataFrame, target: np.ndarray) -> list[Finding]:
    """Columns that say the same as an earlier one, cell by cell or value by value."""
    found = []
    seen: dict[int, list[str]] = {}
    coded = {name: _codes(frame[name]) for name in frame.columns}
    for name, codes in coded.items():
        key = hash(codes.tobytes())
        twin = next((e for e in seen.get(key, ()) if np.array_equal(coded[e], codes)), None)
        if twin is None:
            seen.setdefault(key, []).append(name)
            continue
        detail = say("column-fault.duplicate", other=str(twin))
        found.append(Finding("duplicate", (name,), "dropped", detail))
    return found


def _codes(values: pd.Series) -> np.ndarray:
    """Values numbered in the order they first come, so that only equality counts.

    Where most values are different, as in amounts, equality says nothing: then by rank.
    """
    codes, distinct = pd.factorize(values, use_na_sentinel=False)
    if len(distinct) > MANY_LEVELS * len(values) and pd.api.types.is_numeric_dtype(values):
        codes = pd.factorize(values, sort=True, use_na_sentinel=False)[0]
    return codes.astype("int32")


def _leaks(strength: pd.Series, *, built: bool) -> list[Finding]:
    ordered = strength.sort_values(ascending=False)
    best, next_best = (*ordered.iloc[:2], 0.5, 0.5)[:2]
    found = []
    for place, (name, value) in enumerate(ordered.items()):
        second = float(best if place else next_best)
        if value >= DISGUISE:
            why = "disguise"
        elif built:
            continue
        elif value >= TOO_STRONG:
            why = "leak"
        elif value >= NAMED and _AFTERWARDS.search(_words(name)):
            why = "afterwards"
        elif place == 0 and value >= ALONE and value - second >= AHEAD:
            why = "ahead"
        elif place == 0 and value >= SUSPECT and value - second >= AHEAD:
            why = "suspect"
        else:
            continue
        done: Severity = "warned" if why == "suspect" else "dropped"
        code = "leak" if why == "ahead" else why
        detail = say(f"column-telling.{why}", value=value, second=second)
        found.append(Finding(code, (str(name),), done, detail))
    return found


def _always(frame: pd.DataFrame, target: np.ndarray) -> list[Finding]:
    """Columns one of whose values never comes without a rare target: `conversion` tells a visit."""
    found = []
    base = float(target.mean())
    if len(np.unique(target)) != 2 or target.min() != 0 or target.max() != 1 or base > 0.5:
        return found
    least = max(FEWEST_ALWAYS, int(np.ceil(np.log(CHANCE) / np.log(base))))
    for name in frame.columns:
        values = frame[name]
        codes = pd.factorize(values, use_na_sentinel=False)[0]
        if pd.api.types.is_numeric_dtype(values) or _is_time(values):
            # The far end of a good column may be pure; all but its usual value being so may not.
            codes = (codes != np.bincount(codes).argmax()).astype(int)
        count, positive = np.bincount(codes), np.bincount(codes, target)
        sure = int(count[(positive == count) & (count >= least)].sum())
        if sure:
            detail = say("column-fault.always", n=sure)
            found.append(Finding("leak", (str(name),), "dropped", detail))
    return found


def strengths(frame: pd.DataFrame, target: np.ndarray) -> pd.Series:
    """How well each column alone tells the target, 0.5 to 1 (below 0.5: chance)."""
    half = np.random.default_rng(0x6A17).random(len(target)) < 0.5
    halves = [
        _Half.of(target, learned) for learned in (half, ~half) if 0 < learned.sum() < len(half)
    ]
    found = {str(name): _strength(_binned(frame[name]), halves) for name in frame.columns}
    return pd.Series(found, dtype="float64")


@dataclass(frozen=True)
class _Half:
    """What one half of the rows teaches, and the other judges; the same for all columns."""

    learned: np.ndarray
    taught: np.ndarray
    judged: np.ndarray
    ranks: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, target: np.ndarray, learned: np.ndarray) -> _Half:
        """The half that these rows teach."""
        from scipy.stats import rankdata

        judged = target[~learned]
        return cls(learned, target[learned], judged, rankdata(judged), np.unique(judged))

    def concordance(self, codes: np.ndarray) -> float:
        """Of the target's mean per bin with the target of the other rows.

        Area under the ROC curve for two values of the target, else (1 + rank correlation) / 2.
        """
        bins = codes.max() + 1
        count = np.bincount(codes[self.learned], minlength=bins)
        total = np.bincount(codes[self.learned], self.taught, minlength=bins)
        mean = (total + FEWEST_IN_BIN * self.taught.mean()) / (count + FEWEST_IN_BIN)
        held = codes[~self.learned]
        # Rows of a bin, and bins of one mean, share a rank: no row need be sorted.
        _means, place = np.unique(mean, return_inverse=True)
        rows = np.bincount(place, np.bincount(held, minlength=bins))
        ranks = (np.cumsum(rows) - (rows - 1) / 2)[place][held]
        if len(self.values) == 2:
            positive = self.judged == self.values[1]
            n, m = int(positive.sum()), int((~positive).sum())
            return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))
        if len(self.values) < 2 or np.ptp(ranks) == 0:
            return 0.5
        return float((1 + np.corrcoef(ranks, self.ranks)[0, 1]) / 2)


def _binned(values: pd.Series) -> np.ndarray:
    """Numbers and times cut into about 32 parts, texts as they are; missing is its own part."""
    if _is_time(values):
        values = values.astype("int64").where(values.notna())
    if pd.api.types.is_numeric_dtype(values):
        numbers = values.to_numpy(dtype="float64")
        ends = np.unique(np.quantile(_finite(numbers), np.linspace(0, 1, BINS + 1)[1:-1]))
        return np.where(np.isnan(numbers), -1, np.searchsorted(ends, numbers, side="left"))
    return pd.factorize(values, use_na_sentinel=False)[0]


def _finite(numbers: np.ndarray) -> np.ndarray:
    held = numbers[np.isfinite(numbers)]
    return held if len(held) else np.zeros(1)


def _strength(bins: np.ndarray, halves: list[_Half]) -> float:
    """Means of the target per bin from one half, ranked against the target in the other."""
    codes = bins - bins.min()
    return float(np.mean([half.concordance(codes) for half in halves])) if halves else 0.5


def _is_time(values: pd.Series) -> bool:
    return bool(pd.api.types.is_datetime64_any_dtype(values))


def _words(name: object) -> str:
    plain = (c for c in unicodedata.normalize("NFKD", str(name)) if not unicodedata.combining(c))
    text = re.sub(r"([a-z])([A-Z])", r"\1 \2", "".join(plain))
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
