"""Products below a head row that has the money and the buyer of all of them."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from taller.data.propose.columns import relations
from taller.data.propose.columns.values import Profile
from tests.data.conftest import COLUMNS

pytestmark = pytest.mark.usefixtures("unmeasured")

HEADER = "order,customer,sku,when,units,each,paid"
MAPPED = {**COLUMNS, "price": "each", "value": "paid"}
PACK = ("10,ana,,2026-01-05,,,30", "11,,hat,2026-01-05,2,10,", "12,,bag,2026-01-05,1,12,")
ALONE = "20,eva,cap,2026-01-06,1,7,7"


def of(shop, *lines: str, header: str = HEADER, **more):
    columns = MAPPED | more.pop("columns", {})
    return shop(*lines, header=header, orders={"columns": columns, "packs": True, **more})


def test_products_share_the_heads_money_by_units_times_price(shop):
    """Of 30, 20 parts of 32 and 12 parts: 18.75 and 11.25; they are one order of one buyer."""
    told = of(shop, *PACK, ALONE)
    frame = told.orders.order_by("line").execute()
    assert frame["value"].tolist() == [Decimal("18.75"), Decimal("11.25"), 7]
    assert frame["transaction_id"].tolist() == ["10", "10", "20"]
    assert frame["user_id"].nunique() == 2
    assert frame["quantity"].tolist() == [2, 1, 1]


def test_products_alike_in_all_but_their_number_are_two(shop):
    lines = ("10,ana,,2026-01-05,,,20", "11,,hat,2026-01-05,1,10,", "12,,hat,2026-01-05,1,10,")
    assert of(shop, *lines).orders.execute()["value"].sum() == 20


def test_a_product_without_a_head_above_it_takes_nothing_from_others(shop):
    """Below the order of eva, the product of nobody has no money and is rejected for that."""
    frame = of(shop, *PACK, ALONE, "31,,cap,2026-01-07,1,7,").orders.execute()
    assert frame["value"].sum() == 37
    assert len(frame) == 3


def test_a_head_without_products_is_no_line(shop):
    frame = of(shop, *PACK, "40,ana,,2026-01-08,,,9", ALONE).orders.execute()
    assert frame["value"].sum() == 37


def test_a_refund_and_a_discount_of_the_head_are_shared_as_well(shop):
    lines = [f"{line},{more}" for line, more in zip(PACK, ("8,2", ",", ","), strict=True)]
    told = of(shop, *lines, f"{ALONE},,", header=f"{HEADER},back,off",
              columns={"refund": "back", "discount": "off"})  # fmt: skip
    assert told.orders.execute()["value"].sum() == 30 - 8 - 2 + 7


@pytest.mark.parametrize("packs", [2, 3])
def test_three_packs_are_how_a_file_is_written_and_two_may_be_chance(packs):
    item, paid = [None, "hat", "bag"] * packs + ["cap"], ["30", None, None] * packs + ["7"]
    assert relations.are_packs(Profile.of(item), Profile.of(paid)) is (packs == 3)


@pytest.mark.slow
def test_a_marketplaces_packs_through_new_check_and_run(bench, shared_cases):
    """24 purchases, 3 of them cancelled (66700): 1302000 in the 34 lines of 21."""
    file = shared_cases / "money" / "two_level_header_and_packs" / "ventas.xlsx"
    assert bench.new("r", file).code == 0
    lines = bench.settings("r").read_text(encoding="utf-8").splitlines()
    (packs,) = [line for line in lines if line.lstrip().startswith("packs:")]
    assert "REVISAR" in packs
    assert any("'Entregado' 47 · 1.302.000,00" in line for line in lines)
    assert bench.check("r").code == 0
    bench.work("r", "data")
    ledger = bench.ledger()["orders"]
    assert (ledger["read"], ledger["accepted"]) == (37, 34)
    (apart,) = ledger["reasons"]
    assert (apart["code"], apart["rows"]) == ("not_completed", 3)
    frame = pd.read_parquet(bench.folder() / "artifacts" / "tables" / "orders.parquet")
    assert (frame["value"].sum(), frame["transaction_id"].nunique()) == (1302000, 21)
