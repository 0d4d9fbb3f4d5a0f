"""What the page says, draws and checks: each claim can fail, and no client's text is markup."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from types import SimpleNamespace
from xml.etree import ElementTree

import ibis
import pandas as pd
import pytest

from taller import language
from taller.planning import infrastructure
from taller.planning.infrastructure import charts, findings, tables
from taller.planning.infrastructure.artifacts import rendering
from taller.planning.infrastructure.evaluation import security
from taller.planning.infrastructure.model.load import Load, known
from taller.planning.infrastructure.model.study import study
from taller.planning.infrastructure.params import Params
from tests.planning.infrastructure_made import ORIGIN, SMALL, made

TOLD = {"alarm_emails": ["irene.soto@modaviva.example"]}
ALTERED = {  # what of each template is altered, and which claim must fall
    "aws": [
        ("private", "Database", "PubliclyAccessible", True),
        ("rest", "Database", "StorageEncrypted", False),
        ("transit", "DatabaseSettings", "Parameters", {"rds.force_ssl": "0"}),
        ("kept", "Database", "DeletionProtection", False),
        ("secrets", "Database", "MasterUserPassword", "hunter2"),
        ("tagged", "Bucket", "Tags", []),
        ("closed", "AppGroup", "SecurityGroupIngress",
         [{"CidrIp": "0.0.0.0/0", "FromPort": 443, "ToPort": 443}]),
        ("least", "MachineRole", "Policies",
         [{"PolicyDocument": {"Statement": [{"Action": "*", "Resource": "x"}]}}]),
    ],
    "azure": [
        ("private", "Microsoft.DBforPostgreSQL/flexibleServers", "network",
         {"publicNetworkAccess": "Enabled"}),
        ("transit", "Microsoft.Storage/storageAccounts", "minimumTlsVersion", "TLS1_0"),
        ("secrets", "Microsoft.DBforPostgreSQL/flexibleServers", "administratorLoginPassword", "x"),
        ("kept", "Microsoft.Storage/storageAccounts/blobServices", "isVersioningEnabled", False),
        ("least", "Microsoft.Authorization/roleAssignments", "roleDefinitionId", "owner"),
        ("closed", "Microsoft.Network/networkSecurityGroups", "securityRules", [{"properties": {
            "access": "Allow", "sourceAddressPrefix": "*", "destinationPortRange": "22"}}]),
    ],
    "gcp": [
        ("private", "google_storage_bucket", "public_access_prevention", "inherited"),
        ("kept", "google_sql_database_instance", "deletion_protection", False),
        ("secrets", "google_sql_user", "type", "BUILT_IN"),
        ("least", "google_storage_bucket_iam_member", "role", "roles/storage.admin"),
    ],
}  # fmt: skip


def worked(currency="EUR", load=SMALL, day=dt.date(2026, 3, 1), **given):
    """A study and what was looked for, as the notebook has them."""
    p = Params(**given)
    run = SimpleNamespace(
        engagement=SimpleNamespace(slug="moda-viva"), currency=currency,
        started=dt.datetime.combine(day, dt.time()),
    )  # fmt: skip
    topology = infrastructure.design(p, load, "moda-viva")
    return study(run, p, load, topology), infrastructure.inspect(topology)


def properties(template: dict, provider: str, kind: str) -> dict:
    """What a template says of the first resource of a name (AWS) or a type."""
    if provider == "aws":
        return template["Resources"][kind]["Properties"]
    if provider == "azure":
        return next(e for e in template["resources"] if e["type"] == kind)["properties"]
    return next(iter(template["resource"][kind].values()))


@pytest.mark.parametrize("provider", ["aws", "azure", "gcp"])
def test_everything_looked_for_is_so_in_what_is_rendered(provider):
    topology = made(provider, **TOLD, billing_account="012345-6789AB-CDEF01")
    assert security.inspect(topology) == dict.fromkeys(security.KEYS, True)
    nobody = security.inspect(made(provider))
    assert (nobody["told"], nobody["budget"]) == (False, False)


@pytest.mark.parametrize(
    ("provider", "key", "kind", "name", "value"),
    [(provider, *each) for provider, all_of in ALTERED.items() for each in all_of],
)  # fmt: skip
def test_a_template_that_is_not_safe_is_said_to_be_so(provider, key, kind, name, value):
    topology = made(provider, **TOLD)
    template = rendering.template(topology)
    properties(template, provider, kind)[name] = value
    assert security.inspected(template, topology)[key] is False


def test_where_no_budget_can_be_made_the_page_does_not_claim_one():
    found, safe = worked(region="eu-south-2", **TOLD)
    assert safe["budget"] is False
    result = findings.conclude(found, safe)
    check = result.checks[0]
    assert (check.passed, check.detail) == (
        False, "9 of 10 claims; not so: Somebody is told before the budget is spent",
    )  # fmt: skip
    assert any("by hand" in limit for limit in result.limits)


def test_the_headline_names_what_it_costs_for_which_load_and_what_is_assumed():
    """232.49 dollars at .85 are 197.62 euros."""
    load = Load(25_000, 15_000, 4, {**ORIGIN, "events_a_day": "lines", "models": "assumed"})
    found, safe = worked(load=load)
    with language.speaking("en"):
        result = findings.conclude(found, safe)
    assert "about €198 a month on AWS" in result.headline
    assert "15,000 events a day (assumed: ten for each order line) and 4 models (assumed)" in (
        result.headline
    )
    assert result.headline.endswith("Nothing has been made.")
    assert result.month.value == pytest.approx(232.49278 * 0.85, rel=1e-6)
    assert result.month.level is None
    assert [each.key for each in result.decisions] == ["approve", "load", "told", "standby"]


def test_what_was_given_and_is_told_asks_for_no_decision():
    origin = dict.fromkeys(ORIGIN, "given")
    found, safe = worked(load=Load(25_000, 15_000, 4, origin), availability="high", **TOLD)
    assert [each.key for each in findings.conclude(found, safe).decisions] == ["approve"]


@pytest.mark.parametrize(
    ("day", "age"),
    [(dt.date(2025, 9, 1), "fresh"), (dt.date(2026, 1, 15), "old"), (dt.date(2027, 1, 1), "stale")],
)
def test_the_page_says_how_old_the_prices_are(day, age):
    found, _safe = worked(day=day)
    assert found.age == age
    said = tables.cost(found).html
    assert ("more than half a year ago" in said, "more than a year ago" in said) == (
        age == "old", age == "stale",
    )  # fmt: skip


def test_the_lines_of_the_bill_add_up_to_the_month():
    found, _safe = worked()
    assert sum(line.usd.mid for line in found.cost.lines) == pytest.approx(found.cost.total.mid)
    assert found.more == pytest.approx(found.dearer.total.mid - found.cost.total.mid)
    assert found.more > 51.10  # a second database alone


def test_what_is_fixed_too_small_is_said_to_be_so():
    """A million events a day take 4.63 cores: two t3.medium have 4, and 32 GB hold no 615."""
    fixed = {"compute": {"type": "t3.medium", "machines": 2}, "database": {"storage_gb": 32}}
    origin = dict.fromkeys(ORIGIN, "given")
    found, safe = worked(load=Load(1_000, 1_000_000, 1, origin), **fixed)
    assert found.small == ("machines", "storage")
    with language.speaking("en"):
        result = findings.conclude(found, safe)
    assert result.headline.startswith("The machines, database or storage that the engagement file")
    assert "It is sized for" not in result.headline
    assert (result.checks[1].passed, result.checks[1].detail) == (
        False,
        "machines, database and storage; smaller: machines and storage of the database",
    )
    assert "small" in [each.key for each in result.decisions]
    enough, _safe = worked(load=Load(1_000, 10_000, 1, origin), **fixed)
    assert enough.small == ()


def test_where_more_cannot_be_had_no_standby_is_offered():
    load = Load(1_000, 100_000_000, 1, dict.fromkeys(ORIGIN, "given"))  # 463 of 640 cores
    found, _safe = worked(load=load, retention_days=3)
    assert found.dearer is None


def test_a_page_shows_no_address_of_a_person():
    found, safe = worked(**TOLD)
    html = tables.made(found.made, found.p).html
    assert "irene" not in html + findings.conclude(found, safe).model_dump_json()
    assert "i…@modaviva.example" in html


@pytest.mark.parametrize("provider", ["aws", "azure", "gcp"])
def test_the_drawing_shows_each_subnet_in_words_too_and_fits_a_phone(provider):
    topology = made(provider, zones=3, connected=["10.8.0.0/16"])
    drawing = charts.network(topology)
    picture = ElementTree.fromstring(drawing.svg)
    assert int(picture.get("width")) <= 400
    texts = [each.text for each in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {subnet.cidr for subnet in topology.subnets} <= set(texts)
    assert "10.8.0.0/16" in drawing.alt
    assert topology.compute.type in drawing.alt
    for box in picture.iter("{http://www.w3.org/2000/svg}rect"):
        if box.get("x"):
            assert float(box.get("x")) + float(box.get("width")) <= 400


def test_a_text_in_the_drawing_is_never_markup():
    evil = '</text><script>alert(1)</script><image href="https://e.example/x"/>'
    drawing = charts.network(made().model_copy(update={"name": evil, "region": evil}))
    picture = ElementTree.fromstring(drawing.svg)
    kinds = {each.tag.rpartition("}")[2] for each in picture.iter()}
    assert kinds == {"svg", "title", "style", "rect", "text", "path"}
    bundle, metadata = drawing._repr_mimebundle_()
    assert set(bundle) == {"image/svg+xml", "text/plain"}
    assert metadata["alt"] == drawing.alt


def tables_of(**frames):
    """A run whose tables are these frames, and which found no other result."""
    held = {name: ibis.memtable(frame) for name, frame in frames.items()}
    return SimpleNamespace(
        tables=SimpleNamespace(has=lambda name: name in held, **held), found=lambda _name: None
    )


def test_the_load_is_counted_in_the_data_or_called_assumed():
    """Three customers; 4 order lines on 2 days are 2 a day, ten requests each."""
    days = pd.to_datetime(["2026-01-01", "2026-01-01", "2026-01-02", "2026-01-02"])
    orders = pd.DataFrame({"user_id": ["a", "b", "c", "a"], "event_timestamp": days})
    load = known(tables_of(orders=orders), Params())
    assert (load.users, load.events_a_day) == (3, 20)
    assert load.origin == {"users": "data", "events_a_day": "lines", "models": "assumed"}
    events = pd.DataFrame({"event_timestamp": days})
    both = known(tables_of(orders=orders, events=events), Params(models=2))
    assert (both.users, both.events_a_day, both.models) == (3, 2, 2)
    assert both.origin == {"users": "data", "events_a_day": "data", "models": "given"}
    more = known(tables_of(orders=orders, events=events), Params(users=9))  # three times as many
    assert (more.users, more.events_a_day, more.origin["events_a_day"]) == (9, 6, "scaled")
    said = known(tables_of(orders=orders, events=events), Params(users=9, events_a_day=5))
    assert (said.events_a_day, said.origin["events_a_day"]) == (5, "given")
    assert said.shown == {"users": 3, "events_a_day": 2}
    told = tables.load(said, Params()).html
    assert "the engagement file; the data shows 2<" in told
    assert "the data shows" not in tables.load(both, Params()).html


def test_models_are_those_of_the_use_cases_chosen():
    pairs = [("a", "clustering"), ("b", "llm"), ("c", "regression"), ("d", "clustering")]
    ranking = [SimpleNamespace(key=key, notebook=notebook) for key, notebook in pairs]
    cases = SimpleNamespace(ranking=ranking, portfolio=SimpleNamespace(chosen=("a", "b", "d")))
    run = tables_of()
    run.found = lambda name: cases if name == "use_cases" else None
    load = known(run, Params())
    assert (load.models, load.origin["models"]) == (1, "results")


def test_no_machines_are_asked_for_where_no_model_was_kept():
    """Two were learned: as neither was kept, nothing would run there; one of them would."""
    left: list[str] = []
    run = tables_of()
    run.found = lambda name: name if name in ("classification", "regression") else None
    run.left = lambda name, file: file if name in left else None
    assert not known(run, Params()).kept
    assert known(run, Params(models=1)).kept
    found, safe = worked(load=replace(SMALL, origin=ORIGIN, kept=False))
    (asked,) = findings.conclude(found, safe).decisions
    assert asked.what.startswith("Prepare no machines yet, at about €")
    left.append("regression")
    assert known(run, Params()).kept


def test_the_commands_that_follow_name_the_file():
    html = tables.steps("params/moda.yaml", made()).html
    assert re.findall(r"taller ([a-z ]+) params/moda\.yaml", html) == [
        "check", "infra validate", "infra plan", "infra apply", "infra verify", "infra drift",
        "infra destroy",
    ]  # fmt: skip


def test_a_load_that_nothing_bears_is_told_before_the_run():
    """Half a billion events a day take 2,315 cores; of one million nothing is said."""
    from taller.planning.infrastructure import asked

    tables = tables_of().tables
    ((key, what),) = asked.faults(tables, Params(events_a_day=500_000_000))
    assert (key, what[:46]) == ("events_a_day", "no machine on offer bears this load: 2315 core")
    ((key, what),) = asked.faults(tables, Params(users=500_000_000))
    assert (key, "GiB in each of at most 20" in what) == ("users", True)
    assert list(asked.faults(tables, Params(events_a_day=1_000_000))) == []


def test_a_small_load_and_a_peak_are_sized_and_priced_beside_the_expected():
    """Half, one and three times the events; none costs less than the smaller one."""
    with language.speaking("en", currency="EUR"):
        found, _safe = worked()
        small, expected, peak = found.scenarios
        events = [each.load.events_a_day for each in found.scenarios]
        assert events == [SMALL.events_a_day // 2, SMALL.events_a_day, 3 * SMALL.events_a_day]
        assert expected.cost.total == found.cost.total
        assert small.cost.total.mid <= expected.cost.total.mid < peak.cost.total.mid
        shown = tables.scenarios(found)
        assert shown is not None
        assert "Peak" in shown.html
