"""The week: progress as it was reported, what stands in the way, what is next, what is said."""

from __future__ import annotations

import pytest

from taller import language
from taller.monitoring import weekly_report
from taller.monitoring.monitoring.result import ModelFit
from taller.monitoring.optimisation.result import Earlier
from taller.monitoring.optimisation.result import Result as Optimised
from taller.monitoring.template.letter import writing
from taller.monitoring.weekly_report import tables
from taller.monitoring.weekly_report.features.progress import follow
from taller.monitoring.weekly_report.params import Params
from taller.phase import Check, Decision, Estimate
from taller.planning.plan.result import Feared
from tests.monitoring.weeks import (
    alert,
    before,
    day,
    estimate,
    found,
    gathered,
    plan,
    task,
    watched,
)


def _week(earlier=None, *, most: int = 5, broken=None, **results):
    held = gathered(earlier, **results)
    if broken:
        from dataclasses import replace

        held = replace(held, broken=broken, titles={**held.titles, **{b: b for b in broken}})
    return weekly_report.conclude(weekly_report.look(held, Params(most=most)))


TASKS = (
    task("old", -40, -30, done=-30), task("this", -9, -3, done=-3), task("today", -2, 0, done=0),
    task("late", -9, -1, slack=3.0), task("held", -5, 0, critical=True), task("now", -1, 4),
    task("next", 2, 6), task("far", 20, 30),
)  # fmt: skip


def test_progress_is_counted_by_hand():
    """Three of eight done; five were due by today, two of them are missing."""
    followed = follow(gathered(plan=plan(*TASKS)))
    progress = followed.progress
    assert (progress.tasks, progress.done, progress.due, progress.missing) == (8, 3, 5, 2)
    assert progress.reported_on == day(0)
    assert progress.moved is None
    assert [line.key for line in followed.done] == ["today", "this"]
    assert [line.key for line in followed.late] == ["held", "late"]
    assert [line.key for line in followed.under_way] == ["now"]
    assert [line.key for line in followed.coming] == ["next"]


def test_a_week_begins_on_the_day_after_the_earlier_report():
    """What was done on that day itself stood in the earlier one."""
    followed = follow(gathered(plan=plan(task("a", -9, -7, done=-7), task("b", -9, -6, done=-6))))
    assert [line.key for line in followed.done] == ["b"]


def test_a_target_is_beside_the_whole_interval():
    """Above or below it only with all of the interval; of what was assumed nothing is measured."""
    now = [estimate(5, 1)] * 3 + [estimate(5, 1, level=None)]
    shop = found(*now)
    figures = [f.model_copy(update={"target": t})
               for f, t in zip(shop.figures, (3.0, 5.5, 9.0, 9.0), strict=True)]  # fmt: skip
    week = _week(shop=shop.model_copy(update={"figures": tuple(figures)}))
    assert [line[-1] for line in tables.sections(week)["metrics"].lines] == [
        "3.00: measured above it", "5.50: within the interval", "9.00: measured below it",
        "9.00: below it, whatever is assumed"]  # fmt: skip


def test_what_was_due_is_told_by_the_earlier_plan():
    """This one has moved what is not done to tomorrow; a week ago it was due yesterday."""
    moved = plan(task("a", -5, 1), task("b", -20, -12, done=-12), ends=64)
    was = plan(task("a", -5, -1), task("b", -20, -12, done=-12), ends=60)
    alone, told = follow(gathered(plan=moved)), follow(gathered(before(plan=was), plan=moved))
    assert (alone.progress.missing, told.progress.missing, told.progress.moved) == (0, 1, 4)


def test_an_end_is_told_as_the_plan_tells_it():
    """By the likely time of each task, which is no likely end of them all; and by four of five."""
    held = plan(task("a", -20, -12, done=-12), task("b", -5, 8), ends=60)
    told = _week(plan=held).headline
    assert (
        f"If each task takes its likely time, all is in use by {language.date(held.ends_on)}"
        in told
    )
    assert f"in four of five simulated schedules by {language.date(held.ends_by)}." in told


def test_what_is_reported_for_a_later_day_is_not_done_yet():
    followed = follow(gathered(plan=plan(task("a", -3, 1, done=1))))
    assert followed.progress.done == 0
    assert [line.key for line in followed.under_way] == ["a"]


def test_working_days_ahead_by_hand():
    """Of ten days from the last day ahead on, one falls there: half a day at half of Ana's time."""
    followed = follow(
        gathered(plan=plan(task("a", 7, 18, days=10.0), task("b", 7, 11, owner="role_1")))
    )
    assert [(each.who, each.days, each.named) for each in followed.needed] == [
        ("Ana Ruiz", 0.5, True), ("CRM", 0.5, False)]  # fmt: skip


def test_without_a_plan_nothing_is_said_of_tasks():
    week = _week(shop=found(estimate(5, 1)))
    assert week.progress is None
    assert week.headline.startswith("The run has no plan")
    assert (
        tables.sections(week)["done"].note == "The run has no plan, so nothing is known of tasks."
    )


def test_where_nobody_reported_it_is_said_that_nothing_is_known():
    """And that is one problem, not one for each task."""
    week = _week(plan=plan(task("a", -20, -10), task("b", -20, -9)))
    assert "nobody has reported any: where the project stands is not known" in week.headline
    assert [each.kind for each in week.problems] == ["untold"]
    assert week.decisions[0].owner == "Ana Ruiz"


def test_problems_are_told_with_what_solves_them():
    """What makes the rest unreliable first; a check only where it passed a week ago."""
    checks = [Check(name=f"c{n}", passed=n == 1, detail="") for n in range(3)]
    was = found(estimate(1, 1), checks=tuple(Check(name=c.name, passed=n < 2, detail="")
                                             for n, c in enumerate(checks)))  # fmt: skip
    week = _week(before(shop=was), broken={"crm": "timed out"}, data=found(withheld=True),
                 shop=found(estimate(1, 1), checks=tuple(checks)), plan=plan(*TASKS))  # fmt: skip
    kinds = [each.kind for each in week.problems]
    assert kinds == ["failed", "withheld", "late", "late", "check"]
    assert "ran out of time" in week.problems[0].what
    assert "the end waits for it" in week.problems[2].what
    assert "3 working days" in week.problems[3].what
    assert "“c0” no longer holds" in week.problems[4].what
    assert all(each.solution and each.owner for each in week.problems)
    assert [each.key for each in week.decisions] == ["failed.crm", "withheld", "late.held"]


def test_next_steps_come_by_worth_and_say_its_interval():
    """What rests on data that do not add up proposes nothing."""

    def decide(key: str, worth: Estimate | None, days: int) -> Decision:
        said = {"what": key, "owner": "CRM", "effect": "e", "measured": "m", "period": "a year",
                "population": "all"}  # fmt: skip
        return Decision.told(key, said, effort="days", within_days=days, worth=worth,
                             confidence="estimated" if worth else None)  # fmt: skip

    shop = found(decisions=(decide("soon", None, 3), decide("later", None, 30),
                            decide("worth", estimate(50, 80, "money"), 30)))  # fmt: skip
    bad = found(decisions=(decide("bad", estimate(99, 1, "money"), 3),), withheld=True)
    week = _week(before(shop=found(decisions=(decide("soon", None, 3),))), shop=shop, bad=bad)
    assert [step.what for step in week.steps] == ["worth", "soon", "later"]
    lines = tables.sections(week)["steps"].lines
    assert lines[0][3] == "€50.00 (−€30 to €130)"
    assert lines[1][2] == "decide within 3 days; proposed before"


def test_what_was_decided_is_done_and_no_longer_proposed():
    """As the list of recommendations knows it: taken on in the week, refused, or repeated."""
    said = {"what": "w", "owner": "o", "effect": "e", "measured": "m"}
    shop = found(decisions=tuple(
        Decision.told(key, said | {"what": key}, effort="days", within_days=9)
        for key in ("taken", "refused", "open")))  # fmt: skip
    earlier = tuple(
        Earlier(key=f"shop.{key}", notebook="shop", what=key, first=day(-9), on=day(-2), by="Eva",
                state=state)
        for key, state in (("taken", "taken"), ("refused", "refused"), ("open", "repeated"))
    )  # fmt: skip
    week = _week(shop=shop, optimisation=Optimised(headline="h", earlier=earlier))
    assert [step.what for step in week.steps] == ["open"]
    assert tables.sections(week)["done"].lines == [["Decided: taken", "Eva", "7\u00a0Mar"]]


def test_what_monitoring_sees_is_a_problem_of_the_week():
    """An alert that is over is none, nor a day that was missing before the week."""
    worse = ModelFit(name="shop", columns=3, moved=1, costs=True,
                     earned=estimate(90, 5, "money"), earns=estimate(50, 9, "money"))  # fmt: skip
    seen = watched(alert("Orders fell"), alert("Gone", "over"), gaps=(-20, -2, -1), models=(worse,))
    week = _week(monitoring=seen, shop=found())
    assert [(each.kind, each.owner) for each in week.problems] == [
        ("incident", "CRM"), ("gap", "Owner of the data"), ("model", "Analyst")]  # fmt: skip
    assert week.problems[0].what == "Orders fell"
    assert (
        "2 days are not as the others, from 7 March 2026 to 8 March 2026" in week.problems[1].what
    )
    assert (
        "earn €50.00 (€41.00 to €59.00), less than the €90.00 of its test" in week.problems[2].what
    )


def test_sections_say_what_they_leave_out():
    week = _week(plan=plan(*(task(f"t{n}", -9, -1, done=-1) for n in range(8))), most=3)
    section = tables.sections(week)["done"]
    assert (len(section.lines), section.title) == (3, "8 tasks done since 2 March 2026")
    assert section.note == "And 5 more."


def test_an_earlier_run_of_another_kind_is_not_compared():
    from dataclasses import replace

    held = replace(gathered(before(shop=found(estimate(50, 1))), shop=found(estimate(90, 1))),
                   comparable=False)  # fmt: skip
    week = weekly_report.conclude(weekly_report.look(held, Params()))
    assert [metric.verdict for metric in week.metrics] == ["alone"]
    assert "cannot be compared with those of 2 March 2026" in week.headline


@pytest.mark.parametrize("code", ["en", "es"])
def test_everything_can_be_said_in_both_languages(code):
    """Each section and the letter, full and empty."""
    risk = Feared(name="<b>Rain</b>", probability=0.3, cost=900.0, mitigation="", owner="",
                  trigger="", computed=False)  # fmt: skip
    now = found(estimate(90, 2), estimate(51, 8), estimate(7, 1), estimate(12, 0, "count"))
    was = found(estimate(50, 2), estimate(50, 8), estimate(7, 1), estimate(10, 0, "count"))
    with language.speaking(code):
        for week in (
            _week(before(shop=was, plan=plan(*TASKS)), shop=now, plan=plan(*TASKS, risks=(risk,))),
            _week(), _week(plan=plan()), _week(before(), plan=plan(task("a", 1, 2))),
        ):  # fmt: skip
            letter = weekly_report.letter(week, client="Moda & Cía")
            text, html = writing.as_text(letter), writing.as_html(letter)
            for each in tables.sections(week).values():
                assert each.title in text
                assert each.lines or each.note
            assert "<b>Rain" not in html
            assert "http" not in html
            assert "{" not in text


def test_a_letter_carries_its_styles_and_no_markup_of_others():
    """A mail program that drops the style sheet still shows it; a task's name is text."""
    week = _week(plan=plan(task("a", -3, -1, done=-1, name="<script>x</script> & more")))
    letter = weekly_report.letter(week, client="C", standing="draft", colour="red;}")
    html = writing.as_html(letter)
    assert letter.subject == "C · Weekly report, 9 March 2026 (draft)"
    assert "&lt;script&gt;x&lt;/script&gt; &amp; more" in html
    assert "<script" not in html
    assert 'style="margin: 0 0 20px' in html
    assert "red;" not in html
    assert "* <script>x</script> & more" in writing.as_text(letter)
    left = weekly_report.letter(week, client="C", without={"done"})
    assert len(left.parts) == len(letter.parts) - 1
