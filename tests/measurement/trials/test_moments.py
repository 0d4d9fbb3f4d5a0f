"""Moments: worked by hand, alike from values, sums, frames and queries."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
import pytest

from taller.measurement.trials.moments import MEMBERS, Moments, by_arm


@pytest.fixture
def log() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    spend = rng.exponential(3, 300) * (rng.random(300) < 0.4)
    return pd.DataFrame(
        {"arm": rng.choice(["a", "b"], 300), "account": rng.integers(0, 40, 300), "spend": spend,
         "bought": spend > 0}
    )  # fmt: skip


def alike(first: Moments, second: Moments) -> bool:
    return (
        first.columns == second.columns
        and first.n == second.n
        and np.allclose(first.means, second.means, rtol=1e-12)
        and np.allclose(first.covariance, second.covariance, rtol=1e-10)
        and (first.carriers == second.carriers).all()
    )


def test_sums_and_products_give_what_the_values_give():
    """1, 2 and 6: sum 9, of squares 41; mean 3, variance (4 + 1 + 9) / 2."""
    values = Moments.of([[1.0], [2.0], [6.0]], ["v"])
    sums = Moments.of_sums(["v"], 3, [9.0], [[41.0]], carriers=[3])
    assert alike(values, sums)
    assert (values.means.tolist(), values.covariance.tolist()) == ([3.0], [[7.0]])


@pytest.mark.parametrize("cluster", [None, "account"])
def test_a_query_gives_what_a_frame_gives(log, cluster):
    of_frame = by_arm(log, ["spend", "bought"], cluster=cluster)
    of_query = by_arm(ibis.memtable(log), ["spend", "bought"], cluster=cluster)
    assert list(of_frame) == list(of_query) == ["a", "b"]
    assert all(alike(of_frame[arm], of_query[arm]) for arm in of_frame)


def test_members_are_summed_to_their_cluster_and_counted():
    """Account 1 of two users spends 3 and 4, account 2 of one user 5."""
    log = pd.DataFrame({"arm": "a", "account": [1, 1, 2], "spend": [3.0, 4.0, 5.0]})
    found = by_arm(log, ["spend"], cluster="account")["a"]
    assert found.columns == ("spend", MEMBERS)
    assert (found.n, found.means.tolist()) == (2, [6.0, 1.5])
    assert found.clustered


@pytest.mark.parametrize("cluster", [None, "account"])
@pytest.mark.parametrize("asked", [lambda log: log, ibis.memtable], ids=["frame", "query"])
def test_a_missing_value_is_refused(log, asked, cluster):
    """Left out, it would be a unit less; as a 0, a purchase less: the caller has to say."""
    log.loc[7, "spend"] = None
    with pytest.raises(ValueError, match="none missing"):
        by_arm(asked(log), ["spend"], cluster=cluster)


@pytest.mark.parametrize("column", ["arm", "account"])
@pytest.mark.parametrize("asked", [lambda log: log, ibis.memtable], ids=["frame", "query"])
def test_a_row_without_arm_or_cluster_is_refused(log, asked, column):
    log[column] = log[column].astype(object)
    log.loc[7, column] = None
    with pytest.raises(ValueError, match="name its arm and cluster"):
        by_arm(asked(log), ["spend"], cluster="account")


def test_an_arm_of_one_unit_has_no_variance(log):
    log.loc[0, "arm"] = "c"
    one = by_arm(ibis.memtable(log), ["spend"])["c"]
    assert alike(one, by_arm(log, ["spend"])["c"])
    assert one.covariance.tolist() == [[0.0]]


def test_the_query_is_one_that_postgres_knows(log):
    """Whatever is asked compiles, a yes or no cast by way of whole numbers."""
    from taller.measurement.trials.moments import number_of

    table = ibis.memtable(log)
    asked = number_of(table["bought"]).cov(number_of(table["spend"]), how="sample")
    assert "COVAR_SAMP(CAST(CAST(" in str(ibis.to_sql(asked, dialect="postgres"))
