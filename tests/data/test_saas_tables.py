"""The tables of a business of subscriptions: read, held against each other, proposed."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from taller.cases import saas_b2b
from taller.data.settings.sources import FilesSettings
from taller.data.snapshot import snapshot
from taller.workbench.begin import sources as new_sources

NOW = dt.datetime(2026, 6, 1)
FILES = {
    "accounts": "id,since,seats,left\n"
    "ana,2025-01-01,5,no\nben,2025-01-01,2,yes\nidle,2025-01-01,9,no\n",
    # ana changes plan; ben leaves; idle's contract ends ahead of today; zoe is no account
    "subscriptions": "sub,id,from,to,mrr,arr,left\n"
    "s1,ana,2025-01-01,2025-06-30,100,1200,no\n"
    "s2,ana,2025-07-01,,,2400,no\n"
    "s3,ben,2025-01-01,2025-03-31,50,900,yes\n"
    "s4,idle,2025-01-01,2026-12-31,70,840,no\n"
    "s5,zoe,2025-01-01,,10,120,yes\n"
    "s6,idle,2025-01-01,,-3,,no\n",
    "usage": "sub,user,day,feature,n\n"
    "s1,u1,2025-02-01,board,3\n"
    "s1,u1,2024-12-30,board,3\n"  # before its subscription
    "s3,u2,2025-04-05,chart,1\n"  # after the last one ended
    "s9,u3,2025-02-01,chart,1\n"  # of a subscription that nobody told of
    "s5,u4,2025-02-02,chart,1\n"
    ",u5,2025-02-02,chart,1\n",
}  # fmt: skip
COLUMNS = {
    "accounts": {"account_id": "id", "created_timestamp": "since", "seats": "seats",
                 "churned": "left"},
    "subscriptions": {"subscription_id": "sub", "account_id": "id", "start_timestamp": "from",
                      "ended_timestamp": "to", "mrr": "mrr", "arr": "arr", "churned": "left"},
    "usage": {"subscription_id": "sub", "user_id": "user", "event_timestamp": "day",
              "feature": "feature", "events": "n"},
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return _taken(FILES, tmp_path_factory.mktemp("saas"))


def _taken(files: dict[str, str], folder: Path):
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    given = {name: {"path": f"{name}.csv", "columns": columns} for name, columns in COLUMNS.items()}
    settings = FilesSettings(source="files", **given)
    return snapshot.take(settings, root=folder, folder=folder / "run", seed=1, currency="EUR",
                         now=NOW, client="prueba")  # fmt: skip


def test_a_month_and_a_year_are_told_of_each_other_and_negative_revenue_is_none(tables):
    found = tables.subscriptions.order_by("subscription_id").to_pandas()
    assert found["mrr"].tolist() == [Decimal(n) for n in (100, 200, 50, 70, 10)]
    assert found["arr"].tolist() == [Decimal(n) for n in (1200, 2400, 900, 840, 120)]
    assert [r.code for r in tables.ledger("subscriptions").reasons] == ["negative_mrr"]


def test_a_contract_may_end_ahead_of_today(tables):
    ends = tables.subscriptions.filter(tables.subscriptions.subscription_id == "s4").to_pandas()
    assert ends["ended_timestamp"].dt.year.tolist() == [2026]


def test_whose_a_use_is_follows_from_its_subscription(tables):
    found = tables.usage.order_by("user_id", "event_timestamp").to_pandas()
    assert found["account_id"].fillna("?").tolist() == ["ana", "ana", "ben", "?", "zoe"]
    assert [(r.code, r.rows) for r in tables.ledger("usage").reasons] == [("missing_account", 1)]


def test_what_the_tables_contradict_each_other_in_is_counted(tables):
    told = {
        (name, e.code): (e.failed, e.asked, e.examples)
        for name in COLUMNS
        for e in tables.quality(name).dimensions["consistency"].evidence
    }
    assert told == {
        ("subscriptions", "unknown_account"): (1, 5, ("zoe",)),
        ("subscriptions", "never_used"): (1, 4, ("idle",)),
        ("subscriptions", "year_is_no_twelve_months"): (1, 4, ()),
        ("subscriptions", "churned_without_end"): (1, 2, ()),
        ("usage", "unknown_account"): (2, 5, ("zoe",)),
        ("usage", "before_subscription"): (1, 4, ("ana",)),
        ("usage", "after_subscription"): (1, 1, ("ben",)),
    }


def test_a_few_rows_of_long_ago_are_not_the_beginning_of_the_log(tmp_path):
    """Of ben, who left in between, the log of 2025 can tell nothing."""
    files = FILES | {
        "accounts": "id,since,seats,left\nana,2020-01-01,5,no\nben,2020-01-01,2,yes\n",
        "subscriptions": "sub,id,from,to,mrr,arr,left\ns1,ana,2020-01-01,,100,1200,no\n"
        "s2,ben,2020-01-01,2023-01-01,50,600,yes\n",
        "usage": "sub,user,day,feature,n\ns1,u1,2020-02-01,board,3\n"
        + "".join(f"s1,u{n},2025-02-01,board,3\n" for n in range(2000)),
    }
    found = _taken(files, tmp_path)
    asked = found.quality("subscriptions").dimensions["consistency"].evidence
    assert [each.code for each in asked if each.failed] == []
    gathered = saas_b2b.gather(found)
    assert (str(gathered.begins.date()), gathered.never_used) == ("2025-02-01", 0)


def test_usage_names_an_account_or_a_subscription():
    columns = {"event_timestamp": "day", "feature": "feature"}
    with pytest.raises(ValidationError, match="neither account_id nor subscription_id; name one"):
        FilesSettings(source="files", usage={"path": "u.csv", "columns": columns})


# --- a five-file export, as `taller new` proposes it ----------------------------------------------

ENGLISH = {
    "accounts": "account_id=account_id account_name industry=industry country=country "
    "created_timestamp=signup_date source=referral_source plan=plan_tier seats=seats is_trial "
    "churned=churn_flag",
    "subscriptions": "subscription_id=subscription_id account_id=account_id "
    "start_timestamp=start_date ended_timestamp=end_date plan=plan_tier seats=seats "
    "mrr=mrr_amount arr=arr_amount is_trial upgrade_flag churned=churn_flag "
    "billing_period=billing_frequency auto_renew_flag",
    "usage": "usage_id subscription_id=subscription_id event_timestamp=usage_date "
    "feature=feature_name events=usage_count usage_duration_secs error_count",
    "tickets": "ticket_id=ticket_id account_id=account_id created_timestamp=submitted_at "
    "closed_timestamp=closed_at resolution_time_hours priority=priority "
    "satisfaction=satisfaction_score escalation_flag",
    "campaigns": "campaign=campaign account_id=account_id action=arm event_timestamp=sent_at "
    "cost=cost",
}
SPANISH = {
    "accounts": "account_id=ID_cuenta industry=Sector country=País created_timestamp=Fecha_alta "
    "plan=Plan seats=Licencias churned=Baja",
    "subscriptions": "subscription_id=ID_suscripción account_id=ID_cuenta "
    "start_timestamp=Fecha_inicio ended_timestamp=Fecha_fin plan=Plan seats=Licencias mrr=MRR "
    "billing_period=Periodicidad",
    "usage": "account_id=ID_cuenta user_id=ID_usuario event_timestamp=Fecha feature=Función "
    "events=Eventos",
    "tickets": "ticket_id=N.º_incidencia account_id=ID_cuenta created_timestamp=Fecha_apertura "
    "closed_timestamp=Fecha_resolución priority=Prioridad satisfaction=Satisfacción",
    "campaigns": "campaign=Campaña account_id=ID_cuenta action=Acción "
    "event_timestamp=Fecha_envío cost=Coste",
}
OTHER = {  # without plan or seats, accounts are told by the subscriptions beside them
    "accounts": "account_id=workspace_id created_timestamp=created_at country=country",
    "subscriptions": "subscription_id=id account_id=workspace_id start_timestamp=started_at "
    "ended_timestamp=canceled_at plan=plan mrr=monthly_recurring_revenue billing_period=interval",
    "usage": "account_id=workspace_id user_id=user_id event_timestamp=timestamp feature=event "
    "blank",
    "tickets": "ticket_id=Ticket_ID account_id=workspace_id created_timestamp=Created_at "
    "closed_timestamp=Solved_at priority=Priority satisfaction=Satisfaction_score",
    "campaigns": "campaign=Campaign account_id=workspace_id action=Variant event_timestamp=Sent_at",
}
VALUES = {
    "account_id": lambda n: f"A-{n % 60:04d}", "subscription_id": lambda n: f"S-{n % 60:04d}",
    "ticket_id": lambda n: f"T-{n:05d}", "user_id": lambda n: f"u{n % 90}",
    "industry": lambda n: ("Fintech", "EdTech", "Salud")[n % 3],
    "country": lambda n: ("ES", "MX", "FR")[n % 3], "source": lambda n: ("organic", "ads")[n % 2],
    "plan": lambda n: ("Basic", "Pro", "Max")[n % 3], "seats": lambda n: 3 + 7 * (n % 5),
    "mrr": lambda n: 57 * (1 + n % 5), "arr": lambda n: 684 * (1 + n % 5),
    "churned": lambda n: ("no", "no", "no", "yes")[n % 4],
    "created_timestamp": lambda n: dt.date(2025, 1, 1) + dt.timedelta(n),
    "start_timestamp": lambda n: dt.date(2025, 1, 1) + dt.timedelta(n),
    "ended_timestamp": lambda n: dt.date(2025, 9, 1) + dt.timedelta(n) if n % 4 == 3 else "",
    "closed_timestamp": lambda n: dt.date(2025, 1, 3) + dt.timedelta(n),
    "event_timestamp": lambda n: dt.date(2025, 2, 1) + dt.timedelta(n),
    "feature": lambda n: f"feature_{n % 17}", "events": lambda n: 1 + n % 8,
    "priority": lambda n: ("low", "high", "urgent")[n % 3], "satisfaction": lambda n: 1 + n % 5,
    "billing_period": lambda n: ("monthly", "annual")[n % 2], "campaign": lambda n: "spring",
    "action": lambda n: ("control", "call", "discount")[n % 3], "cost": lambda n: 40 * (n % 3),
    "is_trial": lambda n: n % 9 == 0, "blank": lambda n: "",
    "account_name": lambda n: f"Company {n}",
}  # fmt: skip


@pytest.mark.parametrize("export", [ENGLISH, SPANISH, OTHER])
def test_a_five_file_export_is_understood_in_one_command(tmp_path, export):
    for name, columns in export.items():
        pairs = [pair.partition("=") for pair in columns.split()]
        heads = [(own or canonical).replace("_", " ") if export is SPANISH else own or canonical
                 for canonical, _mark, own in pairs]  # fmt: skip
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(heads)
            one = {"accounts": 60, "subscriptions": 60}.get(name, 180)
            out.writerows(
                [VALUES.get(canonical, lambda n: n * 37)(n) for canonical, _mark, _own in pairs]
                for n in range(one)
            )
    found, unused = new_sources.of_files(
        [str(tmp_path / f"{name}.csv") for name in export], tmp_path
    )
    told = {table.table: table.columns for proposal in found for table in proposal.tables}
    wanted = {
        name: {
            canonical: own.replace("_", " ") if export is SPANISH else own
            for canonical, mark, own in (pair.partition("=") for pair in columns.split())
            if mark
        }
        for name, columns in export.items()
    }
    assert not unused
    assert told == wanted


def test_a_shops_customers_stay_customers(tmp_path):
    """A column called account does not make a shop's customers accounts of subscriptions."""
    text = "account_id,created_at,country\n" + "".join(
        f"{VALUES['account_id'](n)},2025-01-{1 + n % 28:02d},ES\n" for n in range(60)
    )
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    (proposal,), _unused = new_sources.of_files([str(tmp_path / "c.csv")], tmp_path)
    assert [table.table for table in proposal.tables] == ["customers"]
