"""What the page says of data made to mislead it, in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from taller import language
from taller.monitoring import monitoring
from taller.monitoring.monitoring.features.collecting import Collected, collect
from taller.monitoring.monitoring.model.watching import Watched, watch
from taller.monitoring.monitoring.params import Params
from tests.monitoring.monitoring.made import DAY, Row, at, run_of, sale, tables, visits

ONE = dt.timedelta(days=1)
DAYS = 80


def looked(folder: Path, p: Params | None = None, **held: list[Row]) -> tuple[Collected, Watched]:
    found = collect(run_of(tables(folder, **held), folder), p or Params())
    return found, watch(found)


def sales(days: int, level: float = 20, fall: int | None = None, seed: int = 1) -> list[Row]:
    """Orders of 50 a day, by chance about `level`; from the day `fall` half as many."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson([level / 2 if fall and n >= fall else level for n in range(days)])
    return [sale(n, f"{n}-{k}", f"u{k}", 50, hour=9 + 12 * k / max(each, 1))
            for n, each in enumerate(counts) for k in range(each)]  # fmt: skip


def test_steady_days_are_told_as_usual_and_nothing_is_to_be_looked_into(tmp_path: Path) -> None:
    found, watched = looked(tmp_path, orders=sales(DAYS))
    result = monitoring.conclude(found, watched)
    assert result.headline.startswith(
        "In the four weeks to 20 May 2026 no figure changed beyond chance. "
        "For sales a day, anything from €441 to"
    )
    assert [each.key for each in result.decisions] == ["monitoring.daily"]
    assert result.changes == ()


def test_a_fall_is_dated_and_told_with_what_it_comes_to_if_it_stays(tmp_path: Path) -> None:
    found, watched = looked(tmp_path, orders=sales(DAYS, 40, fall=66))
    result = monitoring.conclude(found, watched)
    change = next(each for each in result.changes if each.series.metric == "sales")
    assert change.first <= DAY + dt.timedelta(days=66) <= change.last
    assert change.low < change.after - change.before < change.high < 0
    assert result.headline.startswith("Sales a day fell from")
    told = next(each for each in result.decisions if each.key == "monitoring.look_sales")
    assert "a season or a campaign’s end may be behind it" in told.effect
    # Why it fell is not known, nor what would bring it back: what is at stake, and no gain.
    assert told.worth is not None
    assert told.worth.of == "stake"
    stake = told.worth.estimate
    assert stake is not None
    assert stake.value == pytest.approx(28 * (change.before - change.after))
    assert (stake.low, stake.high) == pytest.approx((-28 * change.high, -28 * change.low))


def test_a_change_is_told_by_what_was_counted_on_either_side_of_it(tmp_path: Path) -> None:
    """A long memory or a trend can put a regression's level where nothing ever was."""
    found, watched = looked(tmp_path, orders=sales(DAYS, 40, fall=66))
    change = next(each for each in watched.changes if each.series.metric == "sales")
    rows = found.of("sales").set_index("day")["value"]
    before, since = rows[change.day - 14 * ONE : change.day - ONE], rows[change.day :]
    assert (len(before), len(since)) == (14, 14)
    assert (change.before, change.after) == pytest.approx((before.mean(), since.mean()))


def test_a_day_that_did_not_arrive_is_no_fall_of_sales(tmp_path: Path) -> None:
    rows = [row for row in sales(DAYS, 40) if row["event_timestamp"].date()
            != DAY + dt.timedelta(days=77)]  # fmt: skip
    found, watched = looked(tmp_path, orders=rows)
    result = monitoring.conclude(found, watched)
    assert result.changes == result.odd == ()
    assert result.headline == (
        "The data of the week to 20 May 2026 are not whole: orders, on 1 day."
    )
    assert not result.checks[0].passed
    assert [each.key for each in result.decisions] == ["monitoring.mend_orders", "monitoring.daily"]


def test_figures_that_go_to_zero_or_are_not_known_break_nothing(tmp_path: Path) -> None:
    """Nothing is bought any more for ten days; conversion of no visits is not known."""
    rows = [row | {"converted": None} for row in visits(30)]
    found, watched = looked(tmp_path, sessions=rows, orders=sales(20, 40), spend=[
        {"date": DAY, "source": "google", "cost": None},
    ])  # fmt: skip
    assert "conversion" not in found.metrics
    result = monitoring.conclude(found, watched)
    monitoring.tables.weeks(found, watched)
    monitoring.charts.course(found, watched)
    assert result.as_of == DAY + dt.timedelta(days=29)  # people still come: that day is over
    assert {(gap.table, gap.why) for gap in result.gaps} == {("orders", "absent")}
    assert "not whole: orders, on 7 days" in result.headline


def test_what_changed_weeks_ago_is_no_news_and_not_called_usual(tmp_path: Path) -> None:
    """Half as many orders since day 40 of 100: the table says since when, the headline nothing."""
    found, watched = looked(tmp_path, orders=sales(100, 40, fall=40))
    assert "no figure changed beyond chance" in monitoring.conclude(found, watched).headline
    assert "no; another level since about" in str(monitoring.tables.weeks(found, watched))


def test_christmas_and_new_year_are_no_alarm_where_the_country_keeps_them(tmp_path: Path) -> None:
    """Sales of a made shop: a quarter on 25 December, a third on 1 January; 100 days to the 8th.

    A locale of no country knows of no holiday, and tells both days.
    """
    begin = dt.date(2025, 10, 1)
    rng = np.random.default_rng(7)
    fewer = {dt.date(2025, 12, 25): 25, dt.date(2026, 1, 1): 33}
    level = [fewer.get(begin + dt.timedelta(n), 100) for n in range(100)]
    orders = [
        sale(n, f"{n}-{k}", f"u{k}", 50) | {"event_timestamp": at(n, 9 + k % 12, begin)}
        for n, each in enumerate(rng.poisson(level)) for k in range(each)
    ]  # fmt: skip
    found = collect(run_of(tables(tmp_path, orders=orders), tmp_path), Params())
    watched = watch(found, Params(holidays="ES"))
    result = monitoring.conclude(found, watched)
    assert (result.odd, result.changes) == ((), ())
    assert "eves of Christmas and New Year are not judged" in " ".join(result.limits)
    # Nobody named the country: the one that the report is written for is an assumption.
    assert "(United Kingdom, as the report is written for it" in " ".join(result.limits)
    with language.speaking("es", "es_419"):
        days = {each.day.day for each in watch(found).odd}
    assert days == {25, 1}
    with pytest.raises(ValidationError, match="no such country"):
        Params(holidays="XX")


def test_what_customers_do_is_told_before_what_was_spent(tmp_path: Path) -> None:
    """New customers and spend fall together: the headline begins with the customers."""
    cost = [100 + 9 * (n * 7 % 5) for n in range(DAYS)]
    spend = [
        {"date": DAY + dt.timedelta(days=n), "source": "google", "medium": "cpc",
         "cost": Decimal(each if n < 66 else each // 3)}
        for n, each in enumerate(cost)
    ]  # fmt: skip
    orders = [row | {"user_id": f"{row['transaction_id']}"} for row in sales(DAYS, 40, fall=66)]
    found, watched = looked(tmp_path, orders=orders, spend=spend)
    told = monitoring.conclude(found, watched).headline
    assert told.index("ew customers a day") < told.index("advertising spend a day")


def test_today_is_not_over_and_no_clock_is_wrong(tmp_path: Path) -> None:
    p = Params(as_of=DAY + dt.timedelta(days=DAYS - 1))
    found, _watched = looked(tmp_path, p, orders=sales(DAYS, 40))
    assert found.volume.gaps == ()


def test_rows_of_days_to_come_are_a_clock_s_fault_and_are_not_asked_for_again(
    tmp_path: Path,
) -> None:
    stray = sale(DAYS + 40, "stray", "u", 50)
    found, watched = looked(tmp_path, orders=[*sales(DAYS, 40), stray])
    told = monitoring.conclude(found, watched).decisions[0]
    assert (told.key, told.what) == (
        "monitoring.clock_orders", "Have the clock set right of what dates orders for 30 June 2026"
    )  # fmt: skip


def test_who_is_told_each_morning_is_not_asked_to_look_each_morning(tmp_path: Path) -> None:
    found, watched = looked(tmp_path, orders=sales(30))
    named = Params.model_validate({"alerts": {"to": ["ana"]}})
    told = monitoring.conclude(found, watched, p=named).decisions[-1]
    assert told.what == "Let the figures be looked at every morning (“taller monitor”)"
    kept = named.model_copy(update={"keep": True})
    assert monitoring.conclude(found, watched, p=kept).decisions == ()


@pytest.mark.parametrize("days", [1, 7, 14])
def test_little_history_says_so(tmp_path: Path, days: int) -> None:
    found, watched = looked(tmp_path, orders=sales(days), sessions=visits(days))
    result = monitoring.conclude(found, watched)
    assert "too few days yet" in result.headline
    assert result.changes == result.odd == ()
    told = monitoring.tables.weeks(found, watched)
    assert "too few days to tell" in str(told)
    monitoring.charts.split(found)
    assert monitoring.charts.cohorts(found) is None


def test_without_dates_the_page_says_that_nothing_can_be_watched(tmp_path: Path) -> None:
    found, watched = looked(tmp_path, customers=[{"user_id": "a"}])
    assert monitoring.conclude(found, watched).headline == (
        "Nothing can be watched yet: no table of the client’s has a date."
    )
    monitoring.tables.collected(found)
    assert monitoring.tables.gaps(found) is None
    assert monitoring.charts.course(found, watched) is None


def test_data_that_stopped_long_ago_are_told_as_that(tmp_path: Path) -> None:
    p = Params(as_of=DAY + dt.timedelta(days=200))
    found, watched = looked(tmp_path, p, orders=sales(DAYS), sessions=visits(DAYS))
    result = monitoring.conclude(found, watched)
    assert "are not whole: orders and visits, on 7 days" in result.headline
    assert monitoring.charts.split(found) is None


def test_a_renamed_channel_is_asked_about(tmp_path: Path) -> None:
    rows = [row | ({"source": "meta"} if row["session_start"] >= at(70, 0) else {})
            for row in visits(DAYS)]  # fmt: skip
    found, watched = looked(tmp_path, sessions=rows)
    told = next(each for each in monitoring.conclude(found, watched).decisions
                if each.key == "monitoring.channels")  # fmt: skip
    assert (
        told.what == "Confirm the new “meta / pay per click” and that “google / pay per click” "
        "fell silent on purpose"
    )
    with language.speaking("es"):
        told = next(each for each in monitoring.conclude(found, watched).decisions
                    if each.key == "monitoring.channels")  # fmt: skip
    assert (
        told.what
        == "Confirmar «meta / pago por clic» como canal nuevo y que «google / pago por clic» "
        "calla a propósito"
    )


def test_a_channels_name_is_text_and_never_markup_or_an_expression(tmp_path: Path) -> None:
    """A chart's filter compares names as data; a table escapes them."""
    bad = "<script>alert(1)</script>' || true || '"
    rows = [*visits(30), *(row | {"source": bad, "session_id": f"b{row['session_id']}"}
                           for row in visits(30))]  # fmt: skip
    found, _watched = looked(tmp_path, sessions=rows)
    html = monitoring.tables.channels(found)._repr_html_()
    assert "<script>" not in html
    made = monitoring.charts.split(found).to_dict()
    filters = [layer["transform"] for layer in made["layer"]]
    assert all(bad not in str(each) for each in filters)


def test_more_accounts_leaving_than_a_month_before_is_told_beyond_chance_alone(
    tmp_path: Path,
) -> None:
    def accounts(lost: int) -> list[Row]:
        """400 accounts; eight leave each month, and `lost` in the last."""
        ends = [40 if k < 8 else 75 if k < 8 + lost else None for k in range(400)]
        return [{"account_id": f"a{k}", "start_timestamp": at(0, 0), "mrr": 10, "plan": "Team",
                 "ended_timestamp": None if end is None else at(end, 0)}
                for k, end in enumerate(ends)]  # fmt: skip

    use = [{"account_id": f"a{k}", "user_id": f"u{k}", "event_timestamp": at(n)}
           for n in range(DAYS) for k in range(30)]  # fmt: skip
    _found, few = looked(tmp_path / "a", subscriptions=accounts(14), usage=use)
    found, many = looked(tmp_path / "b", subscriptions=accounts(40), usage=use)
    assert few.changes == ()
    assert [each.series.metric for each in many.changes] == ["churn"]
    told = monitoring.conclude(found, many).headline
    assert told.startswith("Recurring revenue stands at €3,520 a month, 10.2% less than a month")
