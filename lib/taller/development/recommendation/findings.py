"""What the recommendation means: headline, key figures, decisions, checks and limits."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development.recommendation.evaluation.breadth import Step, cheapest
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.features import Gathered
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.reasons import Explained
from taller.development.recommendation.model.rules import Applied
from taller.development.recommendation.model.training import Trained
from taller.development.recommendation.result import Result
from taller.development.recommendation.words import limits as known_limits
from taller.development.template.comparison import demanded
from taller.development.template.saving import Kept
from taller.measurement import estimates, ranking
from taller.phase import Check, Decision, Estimate, Figure

LARGE_COST = 0.1  # share of the nDCG that the rules may cost before it is said
SMALL_COST, NARROW = 0.05, 0.25  # what breadth may cost; share of the items below which it is told


@dataclass(frozen=True)
class Study:
    """All that the steps found; None but for `gathered` where nothing could be learned."""

    gathered: Gathered
    trained: Trained | None = None
    tested: Tested | None = None
    explained: Explained | None = None
    kept: Kept | None = None
    broader: tuple[Step, ...] = ()


def conclude(study: Study, *, simulated: bool = False) -> Result:
    """Put everything found into one result."""
    gathered, trained, tested = study.gathered, study.trained, study.tested
    if trained is None or tested is None or study.explained is None:
        return _not_assessed(gathered)
    applied, new = study.explained.applied, study.explained.new
    limits = (*known_limits(gathered), *_limits(tested))
    if simulated:
        limits = (say("limit-simulated"), *limits)
    assert gathered.now is not None
    bought, listed = gathered.now.bought, _listed(applied)
    return Result(
        headline=_headline(tested), figures=_figures(tested, listed), decisions=_decisions(study),
        checks=_checks(study), limits=limits,
        artifacts=study.kept.artifacts if study.kept else (),
        assessed=True, customers=int((bought.getnnz(axis=1) > 0).sum()),
        items=int((bought.getnnz(axis=0) > 0).sum()), pairs=int(bought.nnz),
        test_customers=tested.people, model=applied.kind,
        settings={k: float(v) for k, v in trained.chosen.options.items()},
        events=trained.chosen.events, signal=tested.signal, scores=tested.scores,
        parts=tested.parts, suggested=int(applied.suggested.sum()),
        coverage=listed, new_items=0 if new is None else len(new.items),
        new_item_ranking=None if new is None else new.ranking,
    )  # fmt: skip


def _not_assessed(gathered: Gathered) -> Result:
    reason = gathered.reason or say("reason.new")
    return Result(
        headline=say("not-assessed", reason=reason),
        decisions=(
            Decision.told("give", say.parts("decision-give"), effort="days", within_days=30),
        ),
        limits=(say("limit-nothing"),),
        assessed=False,
    )


def _headline(tested: Tested) -> str:
    ruled, p = tested.ruled, tested.trained.gathered.p
    more, low, high = _of_100(ruled.more)
    return say(
        "headline", best="model" if tested.signal else "popularity" if tested.sells else "none",
        k=p.k, n=tested.people, of=tested.drawn_from, days=p.horizon_days, hit=ruled.hit,
        popular=ruled.popular, more=more, low=low, high=high,
    )  # fmt: skip


def _of_100(found: Estimate) -> tuple[float, float, float]:
    """A difference of shares and its interval's ends, in customers of 100."""
    return 100 * found.value, 100 * found.low, 100 * found.high


def _listed(applied: Applied) -> Estimate:
    """Share of the items sold so far that somebody is shown, by the lists as they are; counted."""
    now = applied.trained.gathered.now
    assert now is not None
    sold = max(1, int((now.bought.getnnz(axis=0) > 0).sum()))
    method = say("method-counted", n=int(applied.suggested.sum()))
    share = min(1.0, ranking.coverage(applied.lists, sold))
    return Estimate.exact(share, unit="share", n=sold, method=method)


def _figures(tested: Tested, listed: Estimate) -> tuple[Figure, ...]:
    ruled = tested.ruled
    found = {"popular": ruled.popular} if tested.sells else {}
    if tested.signal:
        found = {"hit": ruled.hit, "more": ruled.more, "precision": ruled.precision,
                 "recall": ruled.recall, "coverage": listed}  # fmt: skip
    return tuple(Figure(key=k, label=say(f"figure.{k}"), estimate=e) for k, e in found.items())


def _decisions(study: Study) -> tuple[Decision, ...]:
    tested, explained = study.tested, study.explained
    assert tested is not None
    assert explained is not None
    if not tested.signal:
        return (_without_a_model(tested),)
    applied, catalogue = explained.applied, study.gathered.catalogue
    own = int(applied.own.sum())
    more, low, high = _of_100(tested.ruled.more)
    stocked = catalogue is not None and catalogue.knows("stock")
    days = study.gathered.p.horizon_days
    lists = say.parts("decision-lists", n=own, others=int(applied.suggested.sum()) - own,
                      more=more, low=low, high=high, days=days)  # fmt: skip
    found = [
        Decision.told("lists", lists, effort="days", within_days=30),
        Decision.told("trial", say.parts("decision-trial", days=days), effort="days",
                      within_days=30),
        Decision.told("again", say.parts("decision-again", stocked=stocked), effort="hours",
                      within_days=7),
        *_broaden(study),
    ]  # fmt: skip
    new = explained.new
    if new is not None and len(new.items) and new.told:
        told = say.parts("decision-new-items", n=len(new.items))
        found.append(Decision.told("new_items", told, effort="hours", within_days=30))
    return tuple(found)


def _without_a_model(tested: Tested) -> Decision:
    """What is left where no model is shown to beat the best-sellers."""
    if not tested.sells:
        told = say.parts("decision-otherwise")
        return Decision.told("otherwise", told, effort="hours", within_days=30)
    more, low, high = _of_100(tested.ruled.lot)
    told = say.parts("decision-best-sellers", more=more, low=low, high=high)
    return Decision.told("best_sellers", told, effort="hours", within_days=30)


def _broaden(study: Study) -> list[Decision]:
    """More of the catalogue, where lists are narrow and it costs little."""
    step = cheapest(study.broader, SMALL_COST)
    if step is None or study.broader[0].covered >= NARROW or study.gathered.p.breadth:
        return []
    plain = study.broader[0]
    assert step.lost is not None
    cost = max(-step.lost.low / plain.ndcg.value, 0.0)
    said = say.parts(
        "decision-broaden", breadth=step.breadth, after=step.covered, before=plain.covered,
        cost=cost,
    )  # fmt: skip
    return [Decision.told("broaden", said, effort="hours", within_days=90)]


def _checks(study: Study) -> tuple[Check, ...]:
    tested, kept = study.tested, study.kept
    assert tested is not None
    ndcg, ruled = tested.score("ndcg"), tested.ruled
    more, low, high = _of_100(ruled.lot)
    found = [
        Check(name=say("check-popularity"), passed=tested.signal,
              detail=_difference(ndcg.over_popularity)),
        Check(passed=tested.sells, **say.parts("check-lot", more=more, low=low, high=high)),
    ]  # fmt: skip
    if ndcg.over_copurchase is not None:
        found.append(
            Check(name=say("check-copurchase"), passed=estimates.above(ndcg.over_copurchase),
                  detail=_difference(ndcg.over_copurchase))
        )  # fmt: skip
    cost = 1 - ruled.ndcg.value / max(ndcg.estimate.value, 1e-12)
    said = say.parts("check-rules", ruled=ruled.ndcg, free=ndcg.estimate)
    found.append(Check(passed=cost <= LARGE_COST, **said))
    if kept is not None:
        found.append(Check(passed=kept.same, **say.parts("check-saved")))
    return tuple(found)


def _difference(found: Estimate | None) -> str:
    if found is None:
        return say("check-itself")
    return demanded(say("check-difference", found=found), found)


def _limits(tested: Tested) -> tuple[str, ...]:
    """What this data cannot tell."""
    found = []
    cold = next((p for p in tested.parts if p.name == "cold"), None)
    if cold is not None and cold.customers:
        known = "looks" if tested.trained.chosen.events else "purchases"
        known = known if tested.own else "nothing"
        found.append(
            say("limit-new-customers", known=known, n=cold.customers, tested=tested.people)
        )
    found += [say("limit-lacking", lacking=note) for note in tested.trained.gathered.notes]
    return tuple(found)
