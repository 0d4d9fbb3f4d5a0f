"""Shadow: two versions' answers to the same requests, before anybody is answered by the new one.

Requests are the live ones, so the comparison is paired: what differs is the versions, not who
asked. A user who asks often is counted once, by their first request, so that intervals are of
users.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taller.deployment.deployment.model.pipeline.messages import say
from taller.phase import Estimate, Record

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

FEWEST = 10
"""Users below which nothing is told of how answers differ."""
QUARTERS, DRAWS, MOST = 4, 500, 5_000


class Shadow(Record):
    """What the requests tell that both versions answered.

    Attributes
    ----------
    users : who were answered by the live version while the other answered unseen
    failed : share of them whom the other could not have answered
    late : share of the answered whom it would have let wait longer than is promised
    difference : mean of its answers less the live one's, in their unit; None for lists, or too few
    moved : share whose answer lies in another quarter of the live version's answers; of lists,
        share whose first item is another
    correlation : how alike both put them in order (Spearman); None where either answers all alike
    """

    version: int
    live_version: int
    users: int
    failed: Estimate
    late: Estimate | None = None
    difference: Estimate | None = None
    moved: Estimate | None = None
    correlation: Estimate | None = None


def compare(folder: Path, *, milliseconds: float, seed: int = 0) -> Shadow | None:
    """Compare the version that answers unseen with the live one, of the model's request log.

    Parameters
    ----------
    folder : of the model, ``.deployment/<model>``
    milliseconds : within which an answer has to come

    Returns
    -------
    None where no request was answered by both
    """
    both = pairs(folder)
    if both.empty:
        return None
    from taller.measurement import estimates

    failed = both["status_shadow"].ge(500)
    answered = both[~failed]
    late = int((answered["seconds_shadow"] * 1000 > milliseconds).sum())
    return Shadow(
        version=int(both["version_shadow"].iloc[-1]), live_version=int(both["version"].iloc[-1]),
        users=len(both), failed=estimates.share(int(failed.sum()), len(both)),
        late=estimates.share(late, len(answered)) if len(answered) else None,
        **_answers(answered, seed),
    )  # fmt: skip


def pairs(folder: Path) -> pd.DataFrame:
    """The last two versions' answers side by side, a row per user, their first request.

    Requests that the live version failed are left out: nobody can say what both would have done.
    """
    from taller.deployment.deployment.model import service

    log = service.requests(folder).to_pandas()
    keys = ["request_id", "row"]
    unseen = log[log["shadow"]]
    if unseen.empty:
        return unseen
    told = log[~log["shadow"] & log["answered"] & log["status"].lt(500)]
    both = told.merge(unseen, on=keys, suffixes=("", "_shadow")).sort_values("at")
    last = both.iloc[-1:][["version", "version_shadow"]]
    both = both.merge(last, on=["version", "version_shadow"])
    single = both["request_id"] + "#" + both["row"].astype(str)
    return both.assign(who=both["user"].fillna(single)).drop_duplicates("who", ignore_index=True)


def _answers(both: pd.DataFrame, seed: int) -> dict[str, Estimate | None]:
    """How the answers differ."""
    from taller.measurement import estimates

    if len(both) < FEWEST:
        return {}
    if both["score"].isna().all():
        other = sum(_first(a) != _first(b) for a, b in zip(both["items"], both["items_shadow"],
                                                           strict=True))  # fmt: skip
        return {"moved": estimates.share(other, len(both))}
    live, unseen = both["score"].to_numpy(float), both["score_shadow"].to_numpy(float)
    rng = estimates.generator(seed, "shadow")
    moved = int((_quarters(live, live) != _quarters(unseen, live)).sum())
    return {
        "difference": estimates.mean(unseen - live, rng, unit="number"),
        "moved": estimates.share(moved, len(both)),
        "correlation": _alike(live, unseen, rng),
    }  # fmt: skip


def _quarters(scores: np.ndarray, live: np.ndarray) -> np.ndarray:
    """In which quarter of the live version's answers each lies."""
    import numpy as np

    edges = np.quantile(live, np.linspace(0, 1, QUARTERS + 1)[1:-1])
    return np.searchsorted(edges, scores, side="left")


def _alike(live: np.ndarray, unseen: np.ndarray, rng: np.random.Generator) -> Estimate | None:
    """Rank correlation, over the last `MOST` users; None where either answers all alike."""
    import numpy as np

    from taller.measurement import amounts, estimates

    live, unseen = live[-MOST:], unseen[-MOST:]
    if not np.ptp(live) or not np.ptp(unseen):
        return None
    n = len(live)
    of_weights = amounts.spearman(live, unseen)
    drawn = np.concatenate([of_weights(w) for w in estimates.resample_weights(n, DRAWS, rng)])
    value = float(of_weights(np.ones((1, n)))[0])
    method = say("pipeline-shadow-ranks", n=n, draws=DRAWS)
    return estimates.of_draws(value, drawn, unit="index", n=n, method=method)


def _first(items: Sequence[str] | None) -> str | None:
    return items[0] if items is not None and len(items) else None
