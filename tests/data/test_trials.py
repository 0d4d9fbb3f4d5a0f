"""A client's log of experiments in three shapes; what cannot be used is set apart and told."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from pydantic import TypeAdapter, ValidationError

from taller.data.settings.sources import DataSettings
from taller.data.snapshot import snapshot
from taller.errors import DataError

NOW = dt.datetime(2026, 5, 1)
LOG = """\
usuario;version;fecha;compra;importe;edad;pais
u1;A;2026-03-01 10:00;0;0;31;ES
u1;A;2026-03-02 10:00;1;19,90;31;ES
u1;A;2026-03-02 10:00;1;19,90;31;ES
u2;B;2026-03-01 11:00;0;-4,5;44;MX
u3;a;2026-03-01 11:00;1;10;20;ES
u4;A;2026-03-01 11:30;0;;;ES
u4;B;2026-03-02 11:00;0;5,5;;ES
;B;2026-03-02 11:00;0;5,5;;ES
u6;;2026-03-02 11:00;0;5,5;;ES
u7;B;nunca;0;5,5;;ES
u8;B;2027-03-02 11:00;0;5,5;;ES
u9;B;2026-02-02 11:00;0;5,5;;ES
"""
OWN = {"user_id": "usuario", "arm": "version", "exposed_at": "fecha"}


def read(folder, text, **trials):
    (folder / "log.csv").write_text(text, encoding="utf-8")
    given = {"source": "files", "trials": {"path": "log.csv", **trials}}
    settings = TypeAdapter(DataSettings).validate_python(given)
    out = folder / "out"
    return snapshot.take(settings, root=folder, folder=out, seed=1, currency="EUR", now=NOW)


def rows(tables, *columns):
    return tables.trials.select(*columns).execute().astype(object).values.tolist()


def test_an_exposure_log_becomes_a_row_per_user(tmp_path):
    """Amounts add up over a user's rows; an age that no user's rows differ in is taken once."""
    tables = read(tmp_path, LOG, columns=OWN, starts_on=dt.date(2026, 3, 1))
    found = rows(tables, "user_id", "rows", "compra", "importe")
    assert found[:3] == [["u1", 2, 1, 19.9], ["u2", 1, 0, -4.5], ["u3", 1, 1, 10.0]]
    assert tables.trials.edad.execute().tolist()[:3] == [31, 44, 20]


def test_labels_that_differ_by_case_are_one_arm_and_a_user_of_two_belongs_to_none(tmp_path):
    tables = read(tmp_path, LOG, columns=OWN, starts_on=dt.date(2026, 3, 1))
    table = tables.trials.execute()
    assert table.arm.tolist()[:3] == ["A", "B", "A"]
    assert table.arm.isna().tolist() == [False, False, False, True]
    assert table.arms.tolist()[3] == "A + B"


def test_every_row_that_cannot_be_used_is_told_with_its_reason(tmp_path):
    tables = read(tmp_path, LOG, columns=OWN, starts_on=dt.date(2026, 3, 1))
    ledger = tables.ledger("trials")
    assert (ledger.read, ledger.accepted, ledger.rejected) == (12, 6, 6)
    assert {reason.code: reason.rows for reason in ledger.reasons} == {
        "duplicate_row": 1, "future_date": 1, "missing_arm": 1, "missing_user": 1,
        "outside_test": 1, "unreadable_date": 1,
    }  # fmt: skip
    assert all(reason.label != reason.code for reason in ledger.reasons)
    assert all(told.label != told.code for told in ledger.treatments)
    apart = tables.connection.read_parquet(tmp_path / "out" / "quarantine" / "trials.parquet")
    assert "nunca" in apart.fecha.execute().tolist()


def test_visits_of_a_day_may_look_alike_and_each_counts(tmp_path):
    """Without a time of day a repeated row is another visit, and a visit's 1 is no trait."""
    text = "user,arm,day,visits\nu1,A,2026-03-01,1\nu1,A,2026-03-01,1\nu2,B,2026-03-01,1\n"
    tables = read(tmp_path, text, columns={"user_id": "user", "arm": "arm", "exposed_at": "day"})
    assert rows(tables, "user_id", "visits") == [["u1", 2], ["u2", 1]]


def test_a_renamed_arm_is_the_arm_it_was(tmp_path):
    text = "user,arm\nu1,B\nu1,B_v2\nu2,A\n"
    tables = read(tmp_path, text, columns={"user_id": "user", "arm": "arm"},
                  arm_names={"B_v2": "B"})  # fmt: skip
    assert rows(tables, "user_id", "arm") == [["u1", "B"], ["u2", "A"]]


def test_without_ids_each_row_is_a_user(tmp_path):
    tables = read(tmp_path, "arm,buys\nA,yes\nA,yes\nB,no\n", columns={"arm": "arm"})
    assert rows(tables, "arm", "buys") == [["A", 1], ["A", 1], ["B", 0]]
    assert tables.ledger("trials").treatments[0].code == "trial_row_users"


def test_totals_of_an_arm_and_day_keep_sums_and_their_squares(tmp_path):
    text = "v,d,n,buys,money,money2\nA,2026-03-01,100,10,250.5,9000\nB,2026-03-01,-5,1,1,1\n"
    tables = read(tmp_path, text, squares={"money": "money2"},
                  columns={"users": "n", "arm": "v", "exposed_at": "d"})  # fmt: skip
    assert rows(tables, "arm", "users", "buys", "money", "money squared") == [
        ["A", 100, 10, 250.5, 9000]
    ]
    assert [reason.code for reason in tables.ledger("trials").reasons] == ["negative_users"]


def test_own_columns_called_as_ours_keep_apart(tmp_path):
    text = "who,version,arm,rows\nu1,A,left,7\nu2,B,right,8\n"
    tables = read(tmp_path, text, columns={"user_id": "who", "arm": "version"})
    assert rows(tables, "arm", "rows", "arm (2)", "rows (2)") == [
        ["A", 1, "left", 7], ["B", 1, "right", 8]
    ]  # fmt: skip


def test_a_column_of_ids_is_no_column_of_arms(tmp_path):
    text = "who,arm\n" + "".join(f"u{n},x{n}\n" for n in range(60))
    with pytest.raises(DataError, match="more than 50 different arms"):
        read(tmp_path, text, columns={"user_id": "who", "arm": "arm"})


def test_a_log_of_which_no_row_can_be_used_says_why(tmp_path):
    with pytest.raises(DataError, match="no row tells of an experiment: 2 × nothing in column arm"):
        read(tmp_path, "who,arm\nu1,\nu2,\n", columns={"user_id": "who", "arm": "arm"})


def test_settings_that_contradict_each_other_are_all_named():
    given = {"source": "files", "trials": {
        "path": "x.csv", "columns": {"arm": "a", "user_id": "u", "users": "u"},
        "starts_on": "2026-03-02", "ends_on": "2026-03-01",
    }}  # fmt: skip
    with pytest.raises(ValidationError, match=r"both user_id .* more than once; ends_on comes"):
        TypeAdapter(DataSettings).validate_python(given)


def test_a_simulated_trial_knows_its_truth(tmp_path):
    """The lot gives half of the users each arm; lifts hold of every measure."""
    settings = TypeAdapter(DataSettings).validate_python({"source": "trial", "users": 400})
    tables = snapshot.take(settings, root=tmp_path, folder=tmp_path, seed=1, currency="EUR",
                           now=NOW)  # fmt: skip
    assert tables.trials.arm.execute().value_counts().to_dict() == {"control": 200, "new_page": 200}
    truth = tables.truth["trial"].set_index("column")
    assert truth.difference["bought"] == pytest.approx(0.06 * 0.15)


def test_a_simulated_campaign_adds_its_share_where_the_truth_says(tmp_path):
    """Half as much again in two of five regions on the last ten of 80 days."""
    settings = TypeAdapter(DataSettings).validate_python(
        {"source": "regions", "regions": 5, "days": 80, "campaign": 10, "treated": 2, "lift": 0.5}
    )
    tables = snapshot.take(settings, root=tmp_path, folder=tmp_path / "data", seed=3,
                           currency="EUR", now=NOW)  # fmt: skip
    truth = tables.truth["regions"]
    assert len(truth) == 2
    frame = tables.regions.to_pandas().astype({"value": float})
    late = pd.to_datetime(frame["date"]) >= pd.Timestamp(truth["start"][0])
    mean = frame.groupby([late, "region"])["value"].mean()
    change = mean[True] / mean[False]
    own = change.index.isin(truth["region"])
    assert change[own].mean() / change[~own].mean() == pytest.approx(1.5, rel=0.1)


@pytest.mark.parametrize("ids", [["1001", "1002"], ["ana@tienda.example", "ben@tienda.example"]])
def test_users_of_a_log_are_called_as_in_the_orders_beside_it(tmp_path, ids):
    """Customers' numbers stay, addresses are pseudonyms, and both are the same in either table."""
    log = "user,arm,day\n" + "".join(f"{who},A,2026-03-01\n" for who in ids)
    (tmp_path / "log.csv").write_text(log)
    rows = [f"{n},{who},2026-03-02,10" for n, who in enumerate(ids)]
    (tmp_path / "orders.csv").write_text("\n".join(["id,customer,day,total", *rows, ""]))
    orders = {"transaction_id": "id", "user_id": "customer", "event_timestamp": "day",
              "value": "total"}  # fmt: skip
    settings = TypeAdapter(DataSettings).validate_python({
        "source": "files",
        "orders": {"path": "orders.csv", "columns": orders},
        "trials": {"path": "log.csv",
                   "columns": {"user_id": "user", "arm": "arm", "exposed_at": "day"}},
    })  # fmt: skip
    tables = snapshot.take(settings, root=tmp_path, folder=tmp_path / "out", seed=1,
                           currency="EUR", now=NOW)  # fmt: skip
    named = sorted(tables.trials.user_id.execute())
    assert named == sorted(tables.orders.user_id.execute())
    assert ("@" in ids[0]) == (named[0] not in ids)
