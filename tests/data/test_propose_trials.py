"""A log of experiments is told by its versions, whatever their column is called."""

from __future__ import annotations

import random
import re

import pandas as pd
import pytest

from taller.data.propose.columns.values import Profile
from taller.data.propose.kinds import experiments, regional
from taller.data.propose.proposal import NoTableError, propose
from taller.data.settings.sources import TableFile
from taller.workbench.begin import text as new_text


def proposed(folder, cells):
    pd.DataFrame(cells).to_csv(folder / "test.csv", index=False)
    return propose(TableFile(path="test.csv"), root=folder)


def log(arm: str = "variant", labels=("control", "new"), rows: int = 120) -> dict[str, list]:
    rng = random.Random(1)
    return {
        "user_id": [f"u{n % 90:03}" for n in range(rows)],
        arm: [labels[n % 90 % len(labels)] for n in range(rows)],
        "exposed_at": [f"2026-03-{n % 27 + 1:02} 10:00:{n % 60:02}" for n in range(rows)],
        "converted": [rng.randrange(2) for n in range(rows)],
        "revenue": [round(rng.random() * 90, 2) for n in range(rows)],
    }


@pytest.mark.parametrize(
    ("arm", "labels"),
    [("variant", ("control", "new")), ("grupo", ("A", "B")), ("zurr", ("Control", "Azul")),
     ("zzz_7", ("Original", "Nueva cabecera")),
     ("bucket", ("blau", "grün")), ("version", ("no e-mail", "mens e-mail", "womens e-mail"))],
)  # fmt: skip
def test_an_exposure_log_is_told_from_orders(tmp_path, arm, labels):
    table = proposed(tmp_path, log(arm, labels)).tables[0]
    assert table.table == "trials"
    assert table.columns == {"arm": arm, "exposed_at": "exposed_at", "user_id": "user_id"}
    assert [(m.column, m.kind) for m in table.measures] == [
        ("converted", "share"), ("revenue", "mean")
    ]  # fmt: skip


HEADS = ("usuario", "primera_visita", "compras", "importe")


def per_user(arm: str, labels, heads=HEADS, rows: int = 400) -> dict[str, list]:
    """One row per user, in versions that were drawn by lot."""
    rng = random.Random(3)
    user, day, bought, money = heads
    some = [rng.choice([0, 0, 0, 0, 1, 2]) for _ in range(rows)]
    return {
        user: [f"u{n * 7:05}" for n in range(rows)],
        arm: [rng.choice(labels) for _ in range(rows)],
        day: [f"2026-03-{rng.randrange(28) + 1:02}" for _ in range(rows)],
        bought: some, money: [round(n * rng.uniform(15, 90), 2) for n in some],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arm", "labels", "heads"),
    [("version", ("Original", "Nueva cabecera"), HEADS), ("zzz", (0, 1), HEADS),
     ("landing", ("red", "green", "blue"), ("customer_id", "date", "orders", "amount")),
     ("grupo", ("variante 1", "variante 2"), ("id_cliente", "fecha", "pedidos", "ventas")),
     ("version", ("Azul", "Azul", "Azul", "Verde"), HEADS)],
)  # fmt: skip
def test_versions_are_told_by_the_lot_that_was_drawn(tmp_path, arm, labels, heads):
    """Whatever they are called, and though counts of orders might be an order's number."""
    table = proposed(tmp_path, per_user(arm, labels, heads)).tables[0]
    assert table.columns == {"arm": arm, "exposed_at": heads[1], "user_id": heads[0]}
    assert [m.column for m in table.measures] == list(heads[2:])


@pytest.mark.parametrize(
    ("arm", "day", "more"),
    [("sexo", "visto", {}), ("tier", "visto", {}), ("color", "fecha_alta", {}),
     ("color", "visto", {"pedido": [*range(9000, 9400)]}),
     ("color", "visto", {"unidades": [1, 2, 3, 9] * 100}),
     ("color", "visto", {"baja": [0, 0, 0, 1] * 100}),
     ("color", "visto", {"color": ["rojo"] * 200 + ["azul"] * 200,
                         "visto": [f"2026-0{n // 100 + 1}-0{n % 9 + 1}" for n in range(400)]})],
)  # fmt: skip
def test_what_falls_evenly_is_no_lot_in_another_kind_of_file(arm, day, more):
    """A customer's gender, a list of customers, orders; versions that took turns in time."""
    heads = ("usuario", day, "compras", "importe")
    cells = per_user(arm, ("rojo", "azul"), heads) | more
    profiles = {own: Profile.of([str(v) for v in values]) for own, values in cells.items()}
    assert experiments.find(profiles) == {}


def test_totals_of_an_arm_and_day_are_told_from_users(tmp_path):
    cells = {
        "variant": ["control", "treatment"] * 10,
        "date": [f"2026-03-{n // 2 + 1:02}" for n in range(20)],
        "users": [900 + n for n in range(20)],
        "conversions": [80 + n for n in range(20)],
    }
    table = proposed(tmp_path, cells).tables[0]
    assert table.columns == {"arm": "variant", "exposed_at": "date", "users": "users"}
    assert [(m.column, m.kind) for m in table.measures] == [("conversions", "share")]


SHOWN = ("top ventas", "recomendaciones")


def shown_often(arm: str = "Versión", labels=SHOWN, again: int = 3) -> dict[str, list]:
    """An exposure log in Spanish: users seen several times, each with one version."""
    rng = random.Random(5)
    users = [n for n in range(200) for _ in range(rng.randrange(1, again + 1))]
    drawn = [rng.choice(labels) for _ in range(200)]
    return {
        "Fecha y hora": [f"{rng.randrange(28) + 1:02}/03/2026 10:{n % 60:02}:{n % 59:02}"
                         for n in range(len(users))],
        "Cliente": [f"C{n * 7:05}" for n in users], arm: [drawn[n] for n in users],
        "Página": [rng.choice(["portada", "ficha", "cesta"]) for _ in users],
        "Compró": [rng.choice(["sí", "no", "no"]) for _ in users],
        "Margen": [f"{rng.random() * 9:.2f}".replace(".", ",") for _ in users],
    }  # fmt: skip


def test_an_exposure_log_is_told_by_the_one_version_of_each_user(tmp_path):
    table = proposed(tmp_path, shown_often()).tables[0]
    assert table.columns == {"arm": "Versión", "exposed_at": "Fecha y hora", "user_id": "Cliente"}
    assert [(m.column, m.kind) for m in table.measures] == [("Compró", "share"), ("Margen", "mean")]
    assert table.control == "top ventas"


@pytest.mark.parametrize(
    ("arm", "labels"),
    [("sexo", ("mujer", "hombre")), ("versión", ("5.1.0", "5.2.0")),
     ("grupo", ("particular", "empresa", "particular", "particular"))],
)  # fmt: skip
def test_what_users_keep_is_no_version_where_it_says_something_else(arm, labels):
    """Their gender, the release of their app, a group that is not even; or one that changes."""
    cells = shown_often(arm, labels)
    profiles = {own: Profile.of([str(v) for v in values]) for own, values in cells.items()}
    assert experiments.find(profiles) == {}
    rng = random.Random(6)
    moving = shown_often() | {"Versión": [rng.choice(SHOWN) for _ in cells["Cliente"]]}
    profiles = {own: Profile.of([str(v) for v in values]) for own, values in moving.items()}
    assert experiments.find(profiles) == {}


@pytest.mark.parametrize(
    ("arm", "users", "found"),
    [("Versión", (40, 41), True), ("Versión", (40, 90), False), ("Grupo", (40, 41), True),
     ("Segmento", (40, 90), False), ("Canal", (40, 41), False)],
)  # fmt: skip
def test_totals_by_day_are_told_by_users_that_fall_evenly(tmp_path, arm, users, found):
    cells = {
        arm: [*SHOWN] * 20, "Fecha": [f"{n // 2 + 1:02}/03/2026" for n in range(40)],
        "Visitantes": [users[n % 2] + n % 5 for n in range(40)],
        "Compradores": [3 + n % 4 for n in range(40)],
        "Ingresos": [f"{100 + n},50" for n in range(40)],
    }  # fmt: skip
    profiles = {own: Profile.of([str(v) for v in values]) for own, values in cells.items()}
    told = experiments.find(profiles)
    assert bool(told) == found
    if found:
        table = proposed(tmp_path, cells).tables[0]
        assert table.columns == {"arm": arm, "exposed_at": "Fecha", "users": "Visitantes"}
        assert [(m.column, m.kind) for m in table.measures] == [
            ("Compradores", "share"), ("Ingresos", "mean")]  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "control"),
    [(("actual", "nueva"), "actual"), (SHOWN, "top ventas"), (("Azul", "Verde"), None),
     (("Más vendidos", "Para ti"), "Más vendidos"), (("control", "actual"), "control"),
     (("cabecera antigua", "cabecera actual"), None)],
)  # fmt: skip
def test_control_is_the_one_that_was_there_before_where_names_say_so(labels, control):
    assert experiments.control(labels) == control


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_shops_case_is_told_which_version_recommends(tmp_path, language):
    """With orders beside it; without them there is no case to tell."""
    log = proposed(tmp_path, shown_often())
    orders = {
        "Pedido": [7000 + n for n in range(60)], "Cliente": [f"C{n % 20:05}" for n in range(60)],
        "Fecha": [f"{n % 27 + 1:02}/02/2026" for n in range(60)],
        "Referencia": [f"A{n % 9:03}" for n in range(60)], "Unidades": [1, 2] * 30,
        "Precio": ["9,50", "12,00"] * 30,
    }  # fmt: skip
    pd.DataFrame(orders).to_csv(tmp_path / "orders.csv", index=False, sep=";")
    sold = propose(TableFile(path="orders.csv"), root=tmp_path)
    text = new_text.engagement("X", language, "x.yaml", [sold, log])
    (case,) = re.findall(r"\necommerce_b2c:.*\n(?:  .*\n)+", text)
    assert "control: top ventas" in case
    assert "treatment: recomendaciones" in case
    assert case.count("REVISAR" if language == "es" else "CHECK") == 3
    assert "unit: money" in text
    assert "ecommerce_b2c" not in new_text.engagement("X", language, "x.yaml", [log])


def test_variants_of_goods_are_no_arms(tmp_path):
    cells = {
        "order": [f"o{n}" for n in range(60)], "customer": [f"c{n % 20}" for n in range(60)],
        "date": [f"2026-03-{n % 27 + 1:02}" for n in range(60)], "sku": ["s1", "s2"] * 30,
        "variant": ["A", "B", "A"] * 20, "qty": [1, 2] * 30, "price": [9.5, 12.0] * 30,
    }  # fmt: skip
    assert proposed(tmp_path, cells).tables[0].table == "orders"


def test_accounts_that_share_a_version_are_asked_about(tmp_path):
    """Where all users of an account have one version the lot may have been drawn for accounts."""
    cells = log(rows=240) | {"user_id": [f"u{n:03}" for n in range(240)]}
    cells["account"] = [f"acc{n // 6}" for n in range(240)]
    cells["variant"] = [("control", "new")[n // 6 % 2] for n in range(240)]
    assert proposed(tmp_path, cells).tables[0].columns["cluster_id"] == "account"


def test_a_database_table_that_is_none_is_refused(tmp_path):
    pd.DataFrame({"a": [1, 2], "b": [3, 4]}).to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(NoTableError, match="no column of versions shown"):
        propose(TableFile(path="x.csv"), root=tmp_path, only="trials")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_new_file_names_a_primary_and_asks_for_the_rule(tmp_path, language):
    cells = log() | {"refunds": [0, 1] * 60, "spend_before": [n / 7 for n in range(120)]}
    text = new_text.engagement("X", language, "x.yaml", [proposed(tmp_path, cells)])
    assert "workflow: [experiment]" in text
    assert "control: control" in text
    assert "shares: {control: 1, new: 1}" in text
    assert "column: converted, unit: share, role: primary}" in text
    assert "column: refunds, unit: share, role: guardrail, better: down}" in text
    assert "column: spend_before" not in text
    assert "# spend_before: " in text
    assert "ends_on: ..." in text


def grid(days=30, **more):
    """Sales of four shops by day, and what else a file tells of them."""
    dates = pd.date_range("2026-01-01", periods=days).strftime("%Y-%m-%d")
    frame = pd.DataFrame([(day, shop) for day in dates for shop in "abcd"], columns=["fecha", "x"])
    return frame.assign(**more)


@pytest.mark.parametrize(
    ("header", "more", "found"),
    [("tienda", {"ventas": 120.5}, {"region": "tienda", "date": "fecha", "value": "ventas"}),
     ("location", {"Y": 3}, {"region": "location", "date": "fecha", "value": "Y"}),
     ("provincia", {"gasto": 5, "ingresos": 9.5}, {"region": "provincia", "date": "fecha",
                                                   "value": "ingresos", "cost": "gasto"}),
     ("tienda", {"coste": 5, "clics": 3}, {}),
     ("campaña", {"ingresos": 9.5}, {})],
)  # fmt: skip
def test_sales_by_place_and_day_are_told_by_their_grid(header, more, found):
    """Money spent alone is none, nor is a grid of campaigns."""
    frame = grid(**more).rename(columns={"x": header}).astype(str)
    profiles = {name: Profile.of(list(values)) for name, values in frame.items()}
    assert {name: m.column for name, m in regional.find(profiles).items()} == found


@pytest.mark.parametrize(
    "more",
    [{"pedido": range(5000, 5120)}, {"cliente": [f"c{n % 40}" for n in range(120)]},
     {"folio": [f"F{n}" for n in range(120)]}, {"sku": [f"S{n % 9}" for n in range(120)]}],
)  # fmt: skip
def test_orders_of_every_town_and_day_are_no_grid(more):
    frame = grid(importe=5).assign(**more).rename(columns={"x": "ciudad"}).astype(str)
    profiles = {name: Profile.of(list(values)) for name, values in frame.items()}
    assert regional.find(profiles) == {}


def test_rows_that_may_be_orders_are_asked_about():
    frame = grid(importe=5, canal="web", pedidos=3).rename(columns={"x": "ciudad"}).astype(str)
    profiles = {name: Profile.of(list(values)) for name, values in frame.items()}
    found = regional.find(profiles)
    assert found["value"].column == "importe"
    assert found["region"].confidence < 0.7
    assert "may it be one order" in found["region"].reason


def test_customers_of_few_towns_are_no_grid():
    frame = grid(ventas="3").sample(40, random_state=1).assign(id=range(40)).astype(str)
    frame = frame.rename(columns={"x": "city"})
    profiles = {name: Profile.of(list(values)) for name, values in frame.items()}
    assert regional.find(profiles) == {}
