"""The simulated platform: its tables keep their schemas, its campaign and trials their laws."""

from __future__ import annotations

import numpy as np
import pytest

from taller.data.settings.schemas import SAAS
from taller.data.settings.sources import SaasPlatformSettings
from taller.data.simulators import saas_platform
from taller.data.simulators.saas_platform import laws, trial, use
from taller.data.simulators.saas_platform.world import world


def chosen(**more) -> SaasPlatformSettings:
    more = {"accounts": 400, "usage_months": 2, **more}
    return SaasPlatformSettings(source="saas_platform", **more)


@pytest.fixture(scope="module")
def tables():
    return saas_platform.simulate(chosen(), seed=3, currency="EUR")


def test_each_table_has_the_columns_of_its_schema_and_full_required_ones(tables):
    for schema in SAAS:
        frame = tables[schema.name].to_pandas()
        assert list(frame) == [column.name for column in schema.canonical]
        for column in schema.columns:
            if column.given == "required":
                assert frame[column.name].notna().all(), (schema.name, column.name)
            if column.key:
                assert frame[column.name].is_unique


def test_spells_of_an_account_follow_each_other_and_its_use_lies_within(tables):
    spells = tables["subscriptions"].to_pandas().sort_values(["account_id", "start_timestamp"])
    following = spells.groupby("account_id")["start_timestamp"].shift(-1)
    inside = following.notna()
    assert (spells["ended_timestamp"][inside] == following[inside]).all()
    used = tables["usage"].to_pandas().groupby("account_id")["event_timestamp"].max()
    ends = spells.drop_duplicates("account_id", keep="last").set_index("account_id")
    assert not (used > ends["ended_timestamp"].reindex(used.index)).any()


def test_chances_to_leave_by_hand():
    """At 10 % a month, a year's contract that ends leaves at 1 - .9^6; log odds less 3: .0055."""
    unskilled = np.array([1])
    assert laws.leaving(unskilled, 0.0, np.array([1]))[0] == pytest.approx(0.1)
    assert laws.leaving(unskilled, 0.0, np.array([laws.RENEWALS]))[0] == pytest.approx(1 - 0.9**6)
    assert laws.leaving(unskilled, 0.0, np.array([0]))[0] == 0
    helped = laws.leaving(unskilled, -3.0, np.array([1]))[0]
    assert helped == pytest.approx(np.exp(-3) / 9 / (1 + np.exp(-3) / 9))


@pytest.mark.parametrize("effects", ["mixed", "none", "unrelated"])
def test_what_happens_in_the_campaign_is_as_its_chances_say(effects):
    made = world(chosen(accounts=6000, effects=effects), 5)
    kept = made.left >= made.campaign + laws.LASTS
    chance = made.kept(made.campaign)
    for arm, name in enumerate(laws.ACTIONS):
        given = made.arm == arm
        told = chance[given, arm]
        error = np.sqrt((told * (1 - told)).sum()) / given.sum()
        assert abs(kept[given].mean() - told.mean()) < 4 * error, name
    moved = np.abs(chance[:, 1:] - chance[:, :1])[made.arm >= 0]
    assert (moved.max() == 0) == (effects == "none")


def test_actions_help_some_do_nothing_for_most_and_hurt_a_few():
    made = world(chosen(accounts=3000), 5)
    here = made.arm >= 0
    gained = (made.kept(made.campaign)[:, 1:] - made.kept(made.campaign)[:, :1])[here]
    assert 0.03 < (gained > 0.05).mean() < 0.3
    assert 0.01 < (gained < -0.05).mean() < 0.2
    assert (np.abs(gained) < 0.05).mean() > 0.5


def test_a_trial_differs_from_another_by_what_its_actions_do_alone():
    settings = chosen(effects="none")
    made = world(settings, 5)
    given = dict.fromkeys(made.ids[made.there(made.months)].tolist(), "call")
    one, other = trial.play(settings, 5, given), trial.play(settings, 5, {})
    assert one.accounts["kept"].equals(other.accounts["kept"])
    assert one.users["active_days"].equals(other.users["active_days"])
    helped = trial.play(chosen(), 5, given)
    assert not helped.accounts["kept"].equals(other.accounts["kept"])


def test_people_are_as_many_as_seats():
    made = world(chosen(), 5)
    account, place, eager = use.people(made, np.array([2, 0, 3] + [0] * (made.n - 3)))
    assert account.tolist() == [0, 0, 2, 2, 2]
    assert place.tolist() == [0, 1, 0, 1, 2]
    assert ((eager >= 0.4) & (eager <= 1.6)).all()
