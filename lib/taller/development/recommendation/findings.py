"""What the recommendation means: headline, key figures, decisions, checks and limits."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development.recommendation import artifacts as saving
from taller.development.recommendation.artifacts import Kept
from taller.development.recommendation.evaluation.breadth import Step, cheapest
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.features import Gathered
from taller.development.recommendation.model.reasons import Explained
from taller.development.recommendation.model.rules import Applied
from taller.development.recommendation.model.training import Trained
from taller.development.recommendation.result import Result
from taller.development.template.comparison import demanded
from taller.language import _, number, percent
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
    limits = (*saving.limits(gathered), *_limits(tested))
    if simulated:
        limits = (_("The data is simulated: the figures say nothing about a real shop."), *limits)
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
    reason = gathered.reason or _("nobody bought anything new in the last window")
    what = _("Give what is missing, and run this notebook again")
    effect = _("then it can be said what to suggest to whom")
    return Result(
        headline=_("Not assessed: {reason}.").format(reason=reason),
        decisions=(Decision(what=what, owner=_("Data owner"), effect=effect),),
        limits=(_("Nothing was learned and nothing was tested."),),
        assessed=False,
    )


def _headline(tested: Tested) -> str:
    ruled, p = tested.ruled, tested.trained.gathered.p
    said = {"k": number(p.k), "hit": percent(ruled.hit.value, 0), "n": number(tested.people),
            "days": number(p.horizon_days), "popular": percent(ruled.popular.value, 0),
            **_of_100(ruled.more)}  # fmt: skip
    if tested.signal:
        text = _("With {k} suggestions each, {hit} of the {n} customers who bought something new "
                 "to them in the {days} days tested would have found some of it: {more} more of "
                 "100 than with the best-sellers ({low} to {high}).")  # fmt: skip
        return text.format(**said)
    if tested.sells:
        text = _("No model is shown to foresee what customers buy better than the best-sellers, in "
                 "which {popular} of the {n} customers who bought something new to them in the "
                 "{days} days tested would have found some of it; suggest these.")  # fmt: skip
        return text.format(**said)
    text = _("No signal here: for the {n} customers who bought something new to them in the {days} "
             "days tested, neither a model nor the best-sellers are shown to be better than items "
             "drawn by lot.")  # fmt: skip
    return text.format(**said)


def _of_100(found: Estimate) -> dict[str, str]:
    """A difference of shares in customers of 100."""
    ends = {"more": found.value, "low": found.low, "high": found.high}
    return {name: number(100 * value, 1) for name, value in ends.items()}


def _listed(applied: Applied) -> Estimate:
    """Share of the items sold so far that somebody is shown, by the lists as they are; counted."""
    now = applied.trained.gathered.now
    assert now is not None
    sold = max(1, int((now.bought.getnnz(axis=0) > 0).sum()))
    text = _("counted over {n} lists").format(n=number(int(applied.suggested.sum())))
    share = min(1.0, ranking.coverage(applied.lists, sold))
    return Estimate.exact(share, unit="share", n=sold, method=text)


def _figures(tested: Tested, listed: Estimate) -> tuple[Figure, ...]:
    ruled = tested.ruled
    if not tested.signal:
        label = _("Customers who would have found something among the best-sellers")
        shown = tested.sells
        return (Figure(key="popular", label=label, estimate=ruled.popular),) if shown else ()
    found = [
        ("hit", _("Customers who would have found something in their list"), ruled.hit),
        ("more", _("Customers more than with the best-sellers, of all"), ruled.more),
        ("precision", _("Suggestions that came true"), ruled.precision),
        ("recall", _("Purchases that were suggested"), ruled.recall),
        ("coverage", _("Items suggested to somebody"), listed),
    ]
    return tuple(Figure(key=k, label=label, estimate=e) for k, label, e in found)


def _decisions(study: Study) -> tuple[Decision, ...]:
    tested, explained = study.tested, study.explained
    assert tested is not None
    assert explained is not None
    if not tested.signal:
        return (_without_a_model(tested),)
    applied, catalogue = explained.applied, study.gathered.catalogue
    own, all_ = int(applied.own.sum()), int(applied.suggested.sum())
    what = _("Use the lists of the {n} customers of whom something is known, in e-mails and in the "
             "shop; show the other {m} the best-sellers")  # fmt: skip
    if own == all_:
        what = _("Use the lists of the {n} customers in e-mails and in the shop")
    effect = _("in the test, {more} more of 100 customers would have found something they bought "
               "than with the best-sellers ({low} to {high})")  # fmt: skip
    first = Decision(
        what=what.format(n=number(own), m=number(all_ - own)), owner=_("CRM"),
        effect=effect.format(**_of_100(tested.ruled.more)),
    )  # fmt: skip
    trial = Decision(
        what=_("Show the best-sellers to a tenth of customers drawn by lot, and compare sales"),
        owner=_("CRM"),
        effect=_("shows what suggestions sell, which no past purchase can"),
    )
    stocked = catalogue is not None and catalogue.knows("stock")
    again = Decision(
        what=_("Make the lists again each week"), owner=_("Data owner"),
        effect=_("stock, new items and last purchases count at once") if stocked else _(
            "new items and last purchases count at once"),
    )  # fmt: skip
    found, new = [first, trial, again, *_broaden(study)], explained.new
    if new is not None and len(new.items) and new.told:
        text = _("Present the {n} new items to the customers named for them")
        what = text.format(n=number(len(new.items)))
        effect = _("new items get their first buyers, from whom the model then learns")
        found.append(Decision(what=what, owner=_("CRM"), effect=effect))
    return tuple(found)


def _without_a_model(tested: Tested) -> Decision:
    """What is left where no model is shown to beat the best-sellers."""
    ruled = tested.ruled
    what = _("Suggest the best-sellers to everybody, and no model yet")
    effect = _("in the test, {more} more of 100 customers would have found something they bought "
               "than among items drawn by lot ({low} to {high})")  # fmt: skip
    if not tested.sells:
        what = _("Choose what to show by margin, stock or season, not by past purchases")
        effect = _("past purchases are not shown to tell what is bought next")
    return Decision(what=what, owner=_("Marketing director"),
                    effect=effect.format(**_of_100(ruled.lot)))  # fmt: skip


def _broaden(study: Study) -> list[Decision]:
    """More of the catalogue, where lists are narrow and it costs little."""
    step = cheapest(study.broader, SMALL_COST)
    if step is None or study.broader[0].covered >= NARROW or study.gathered.p.breadth:
        return []
    plain = study.broader[0]
    assert step.lost is not None
    what = _("Consider showing more of the shop (recommendation.breadth: {breadth})")
    effect = _("in the test, somebody was shown {after} of the items, and not {before}; it cost at "
               "most {cost} of how well the lists foresee purchases")  # fmt: skip
    cost = max(-step.lost.low / plain.ndcg.value, 0.0)
    effect = effect.format(
        after=percent(step.covered, 0), before=percent(plain.covered, 0), cost=percent(cost, 1)
    )
    what = what.format(breadth=f"{step.breadth:g}")
    return [Decision(what=what, owner=_("E-commerce"), effect=effect)]


def _checks(study: Study) -> tuple[Check, ...]:
    tested, kept = study.tested, study.kept
    assert tested is not None
    ndcg, ruled = tested.score("ndcg"), tested.ruled
    found: list[tuple[str, bool, str]] = [
        (_("Better than the best-sellers"), tested.signal, _difference(ndcg.over_popularity)),
        (_("The best-sellers find more than items drawn by lot"), tested.sells,
         _("{more} more of 100 customers would have found something ({low} to {high})").format(
             **_of_100(ruled.lot))),
    ]  # fmt: skip
    if ndcg.over_copurchase is not None:
        found.append(
            (_("Better than what is bought together"), estimates.above(ndcg.over_copurchase),
             _difference(ndcg.over_copurchase))
        )  # fmt: skip
    cost = 1 - ruled.ndcg.value / max(ndcg.estimate.value, 1e-12)
    text = _("under the rules nDCG is {ruled}, without them {free} (how high in the lists what was "
             "bought stands; 1 is a perfect list)")  # fmt: skip
    found.append(
        (_("The rules cost little accuracy"), cost <= LARGE_COST,
         text.format(ruled=number(ruled.ndcg.value, 3), free=number(ndcg.estimate.value, 3)))
    )  # fmt: skip
    if kept is not None:
        text = _("read back from its files, it gives the same scores to the last digit")
        found.append((_("The saved model is the one that made the lists"), kept.same, text))
    return tuple(Check(name=name, passed=bool(ok), detail=text) for name, ok, text in found)


def _difference(found: Estimate | None) -> str:
    if found is None:
        return _("it is the naive answer itself")
    text = _("nDCG (how high in the lists what was bought stands; 1 is a perfect list) less the "
             "other's, on the same customers: {value} ({low} to {high})")  # fmt: skip
    text = text.format(
        value=number(found.value, 3), low=number(found.low, 3), high=number(found.high, 3)
    )
    return demanded(text, found)


def _limits(tested: Tested) -> tuple[str, ...]:
    """What this data cannot tell."""
    found = []
    cold = next((p for p in tested.parts if p.name == "cold"), None)
    if cold is not None and cold.customers:
        text = _("{n} of the {all} tested customers had bought nothing before: whoever has not "
                 "even looked gets the best-sellers.")  # fmt: skip
        if not tested.trained.chosen.events:
            text = _("{n} of the {all} tested customers had bought nothing before, and were shown "
                     "the best-sellers.")  # fmt: skip
        if not tested.own:
            text = _("All {all} tested customers were new: no purchase of theirs could tell what "
                     "they buy next.")  # fmt: skip
        found.append(text.format(n=number(cold.customers), all=number(tested.people)))
    notes = tested.trained.gathered.notes
    found += [f"{note[:1].upper()}{note[1:]}." for note in notes]
    return tuple(found)
