"""What collectors count of days with known content, worked by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.measurement import estimates
from taller.monitoring.monitoring.artifacts.store import Store
from taller.monitoring.monitoring.features import collecting, rows
from taller.monitoring.monitoring.features.collecting import Collected, collect
from taller.monitoring.monitoring.params import Params
from tests.monitoring.monitoring.made import DAY, Row, at, run_of, sale, tables, visits


def collected(folder: Path, p: Params | None = None, **held: list[Row]) -> Collected:
    return collect(run_of(tables(folder, **held), folder), p or Params())


def day(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


def of(found: Collected, metric: str, n: int, channel: str = "", segment: str = "") -> float:
    series = found.of(metric, channel, segment).set_index("day")["value"]
    return float(series.loc[day(n)])


@settings(deadline=None)
@given(n=st.integers(1, 10_000), part=st.floats(0, 1))
def test_shares_have_the_interval_of_one_by_one(n: int, part: float) -> None:
    import pandas as pd

    hits = round(part * n)
    one = estimates.share(hits, n)
    many = rows.wilson(pd.Series([float(hits)]), pd.Series([float(n)])).iloc[0]
    assert many["value"] == pytest.approx(one.value, abs=1e-12)
    assert max(many["low"], 0) == pytest.approx(one.low, abs=1e-9)
    assert min(many["high"], 1) == pytest.approx(one.high, abs=1e-9)


def test_sales_are_net_of_what_came_back_that_day(tmp_path: Path) -> None:
    """100 + 50 sold by two orders, 30 sent back: 120 of 2 orders."""
    back = sale(1, "r", "a", -30) | {"kind": "cancellation", "quantity": -1}
    found = collected(tmp_path, orders=[
        sale(0, "x", "a", 10), sale(1, "y", "a", 100), sale(1, "z", "b", 50), back,
        sale(2, "w", "c", 10),
    ])  # fmt: skip
    assert of(found, "sales", 1) == 120
    assert of(found, "orders", 1) == 2
    assert of(found, "new_customers", 1) == 1  # b; a had bought before


def test_a_day_without_a_new_customer_is_a_day_of_none(tmp_path: Path) -> None:
    """Orders go on, all by who had bought before: zero is a figure that can be watched."""
    found = collected(tmp_path, orders=[
        sale(0, "x", "a", 10), sale(1, "y", "a", 10), sale(2, "z", "a", 10)
    ])  # fmt: skip
    assert [of(found, "new_customers", n) for n in (0, 1, 2)] == [1, 0, 0]


def test_visits_and_conversion_by_channel_and_segment_add_up(tmp_path: Path) -> None:
    """48 visits by google of which 12 buy, and 24 others on a phone of which none do."""
    other = [row | {"session_id": f"o{row['session_id']}", "source": None, "medium": None,
                    "device_category": "desktop", "converted": False}
             for row in visits(3, 24)]  # fmt: skip
    found = collected(tmp_path, sessions=[*visits(3), *other])
    assert of(found, "visits", 1) == 72
    assert of(found, "visits", 1, "google / cpc") == 48
    assert of(found, "visits", 1, "(not set)", "desktop") == 24
    assert of(found, "conversion", 1) == pytest.approx(12 / 72)
    assert of(found, "conversion", 1, "google / cpc", "mobile") == 0.25
    assert of(found, "active", 1) == 48  # the same people by both channels
    assert of(found, "active", 1, "(not set)") == 24


def test_who_is_back_within_a_week_is_told_a_week_later(tmp_path: Path) -> None:
    """Of 48 people of the first day 24 are there on the sixth: half, told on the eighth."""
    days = [0, 5, 30]
    held = [
        row for row in visits(31) if (at(0) + dt.timedelta(0)).date() <= row["session_start"].date()
    ]
    kept = [row for row in held if (n := (row["session_start"].date() - DAY).days) in days
            and (n != 5 or int(row["user_pseudo_id"][1:]) < 24)]  # fmt: skip
    found = collected(tmp_path, sessions=kept)
    assert of(found, "back", 7) == 0.5
    assert of(found, "back", 12) == 0


def test_a_renamed_channel_is_one_channel(tmp_path: Path) -> None:
    late = [row | {"source": "adwords"} for row in visits(4) if row["session_start"] >= at(2, 0)]
    early = [row for row in visits(4) if row["session_start"] < at(2, 0)]
    named = Params(renamed={"google / cpc": "adwords / cpc"})
    found = collected(tmp_path, named, sessions=[*early, *late])
    assert found.channels("visits") == ("adwords / cpc",)


def test_new_and_silent_channels_are_told_and_neither_is_one_that_comes_and_goes(
    tmp_path: Path,
) -> None:
    def by(source: str, when: range) -> list[Row]:
        return [row | {"source": source, "session_id": source + row["session_id"]}
                for row in visits(90, 8)
                if (row["session_start"].date() - DAY).days in when]  # fmt: skip

    found = collected(tmp_path, sessions=[
        *by("google", range(90)), *by("new", range(75, 90)), *by("gone", range(80)),
        *by("rare", range(0, 90, 30)),
    ])  # fmt: skip
    assert found.new == ("new / cpc",)
    assert found.silent == ("gone / cpc",)


def test_spend_is_shared_by_the_customers_won_that_day(tmp_path: Path) -> None:
    """90 spent and 3 won: 30 each; a day on which nobody was won has no such figure."""
    spend = [{"date": day(n), "source": "google", "medium": "cpc", "cost": Decimal(90)}
             for n in range(3)]  # fmt: skip
    found = collected(tmp_path, spend=spend, orders=[
        *(sale(0, f"o{k}", f"u{k}", 10) for k in range(3)), sale(1, "p", "u0", 10),
        sale(2, "q", "new", 10),
    ])  # fmt: skip
    assert of(found, "cost_per_new_customer", 0) == 30
    assert found.of("cost_per_new_customer")["value"].isna().tolist() == [False, True, False]
    assert of(found, "spend", 0, "google / cpc") == 90


def subscription(account: str, first: int, last: int | None, mrr: float, **more: object) -> Row:
    ends = None if last is None else at(last, 0)
    return {"account_id": account, "start_timestamp": at(first, 0), "ended_timestamp": ends,
            "mrr": Decimal(str(mrr)), "plan": "Team", **more}  # fmt: skip


def test_recurring_revenue_counts_a_change_of_plan_as_neither_lost_nor_new(tmp_path: Path) -> None:
    """a pays 10, then 25 from day 30; b pays 10 and leaves on day 35: 20, then 35, then 25."""
    use = [{"account_id": "a", "user_id": f"u{k}", "event_timestamp": at(n)}
           for n in range(40) for k in range(3)]  # fmt: skip
    found = collected(tmp_path, usage=use, subscriptions=[
        subscription("a", 0, 30, 10), subscription("a", 30, None, 25, plan="Business"),
        subscription("b", 0, 35, 10),
    ])  # fmt: skip
    assert [of(found, "mrr", n) for n in (29, 30, 35)] == [20, 35, 25]
    assert [of(found, "accounts", n) for n in (29, 30, 35)] == [2, 2, 1]
    assert found.of("lost_accounts")["value"].sum() == 1
    assert found.of("new_accounts")["value"].sum() == 2
    assert of(found, "churn", 36) == 0.5  # one of two who paid four weeks before
    assert of(found, "mrr", 35, "", "Business") == 25
    assert of(found, "active", 3) == 3


def test_churn_counts_who_left_since_the_same_day_of_the_month_before(tmp_path: Path) -> None:
    """Of four accounts one left on day 10, one on 70: a third by day 75, none by 50."""
    use = [{"account_id": "a", "user_id": "u", "event_timestamp": at(n)} for n in range(80)]
    ends = {"a": None, "b": None, "c": 10, "d": 70}
    found = collected(tmp_path, usage=use, subscriptions=[
        subscription(account, 0, end, 10) for account, end in ends.items()
    ])  # fmt: skip
    assert of(found, "churn", 75) == pytest.approx(1 / 3)
    assert of(found, "churn", 50) == 0


def test_a_funnel_takes_each_step_of_the_one_before(tmp_path: Path) -> None:
    """Of 4 visits 3 look, 2 of them fill a basket, 1 buys."""
    reached = {"v1": ["view_item", "add_to_cart", "purchase"], "v2": ["view_item", "add_to_cart"],
               "v3": ["view_item"], "v4": ["page_view"]}  # fmt: skip
    events = [{"event": 1, "event_name": name, "session_id": visit, "event_timestamp": at(n, k)}
              for n in range(2) for visit, names in reached.items()
              for k, name in enumerate(["session_start", *names])]  # fmt: skip
    found = collected(tmp_path, events=events)
    assert of(found, "viewed", 1) == 0.75
    assert of(found, "carted", 1) == pytest.approx(2 / 3)
    assert of(found, "bought", 1) == 0.5


def test_tickets_and_texts_are_counted_by_what_they_are_about(tmp_path: Path) -> None:
    tickets = [{"ticket_id": f"t{k}", "account_id": "a", "created_timestamp": at(k % 2),
                "priority": "urgent" if k else None, "satisfaction": k or None}
               for k in range(4)]  # fmt: skip
    texts = [{"text_id": "x", "written_at": at(1), "text": "late", "label": "Delivery"}]
    found = collected(tmp_path, tickets=tickets, texts=texts)
    assert of(found, "requests_for_help", 0) == 2
    assert of(found, "satisfaction", 1) == 2  # of 1 and 3
    assert of(found, "requests_for_help", 1, segment="urgent") == 2
    assert of(found, "written", 1, segment="Delivery") == 1


def test_a_plain_run_leaves_nothing_beside_the_runs(tmp_path: Path) -> None:
    collected(tmp_path, sessions=visits(3))
    assert not (tmp_path / "reports").exists()


def test_kept_days_stay_when_they_leave_the_export_and_late_data_correct_the_last(
    tmp_path: Path,
) -> None:
    keep = Params(keep=True, late_days=2, as_of=day(10))
    first = collected(tmp_path, keep, sessions=visits(10))
    assert first.last == day(9)
    assert first.revised == 0
    # The next export holds the last five days alone, one more, and an hour less of the ninth.
    later = [row for row in visits(11) if row["session_start"] >= at(6, 0)
             and not at(9, 23) <= row["session_start"] < at(10, 0)]  # fmt: skip
    second = collected(tmp_path, Params(keep=True, late_days=2, as_of=day(11)), sessions=later)
    assert of(second, "visits", 2) == 48  # no longer in the export
    assert of(second, "visits", 9) == 46
    assert of(second, "visits", 10) == 48
    assert second.revised > 0
    told = second.revisions
    told = told[(told["metric"] == "visits") & (told["channel"] == "") & (told["segment"] == "")]
    assert told[["day", "before", "after"]].values.tolist() == [[day(9), 48.0, 46.0]]
    assert Store.of(run_of(None, tmp_path)).days("business") == {day(n) for n in range(11)}


def test_days_before_the_export_are_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten days are kept; on the eleventh only it and the two before are collected."""
    keep = Params(keep=True, late_days=2, as_of=day(10))
    collected(tmp_path, keep, sessions=visits(10))
    asked: list[dt.date] = []
    seen = lambda _tables, _p, since, _last: asked.append(since) or []  # noqa: E731
    monkeypatch.setattr(collecting, "users", seen)
    collected(tmp_path, Params(keep=True, late_days=2, as_of=day(11)), sessions=visits(11))
    assert asked == [day(8)]


def test_without_dates_nothing_is_collected(tmp_path: Path) -> None:
    found = collected(tmp_path, customers=[{"user_id": "a"}])
    assert found.last is None
    assert found.rows.empty
    assert found.metrics == ()
