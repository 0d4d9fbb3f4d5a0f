"""Media files with a column per channel: proposed, read, and faults of them told."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from taller.data.propose.columns.values import Profile
from taller.data.propose.kinds import channels
from taller.data.propose.proposal import propose
from taller.data.settings.sources import FILES, DataSettings, TableFile
from taller.errors import DataError
from tests.data.conftest import rejected, take

pytestmark = pytest.mark.usefixtures("unmeasured")

HEADER = "DATE,revenue,tv_S,search_S,search_clicks_P,total_spend,competitor_sales,tv_I"
WEEKS = [f"2025-{1 + n // 4:02d}-{1 + 7 * (n % 4):02d}" for n in range(44)]
ROWS = [f"{day},{1000 + n},{n},{'' if n % 2 else 5.5},{7 * n},{n + 5},900,{90 * n}"
        for n, day in enumerate(WEEKS)]  # fmt: skip
WIDE = {"columns": {"date": "DATE"}, "channels": ["tv_S", "search_S"]}


def taken(folder, **tables):
    """A snapshot of those tables."""
    chosen = TypeAdapter(DataSettings).validate_python({"source": "files", **tables})
    return take(folder / "run", folder, chosen)


@pytest.fixture
def media(tmp_path):
    """Write a file of those lines; its path as an engagement file gives it."""

    def write(*lines: str, header: str = HEADER) -> str:
        (tmp_path / "media.csv").write_text("\n".join((header, *lines)), encoding="utf-8")
        return "media.csv"

    return write


def test_robyns_file_is_spend_in_a_column_per_channel_and_sales_of_the_whole(media, tmp_path):
    """Money that ends in S, as Robyn names it; neither clicks nor what all of them come to."""
    spend, sales = propose(TableFile(path=media(*ROWS)), root=tmp_path).tables
    assert (spend.table, sales.table) == ("spend", "regions")
    assert spend.rules["channels"].value == ("tv_S", "search_S")
    assert (spend.columns, sales.columns) == (
        {"date": "DATE"}, {"date": "DATE", "value": "revenue"}
    )  # fmt: skip


def test_meridians_file_is_spend_and_units_sold_by_region_which_are_to_be_looked_at(
    media, tmp_path
):
    """What one conversion brings is not what was sold, nor what competitors sold."""
    header = ",geo,time,tv_spend,social_spend,competitor_sales_control,conversions," \
             "revenue_per_conversion"  # fmt: skip
    lines = [f"{3 * n + g},g{g},{day},{n},{2 * n},-1.5,{100 * g + n},0.02"
             for n, day in enumerate(WEEKS) for g in range(3)]  # fmt: skip
    spend, sales = propose(TableFile(path=media(*lines, header=header)), root=tmp_path).tables
    assert spend.columns == {"date": "time", "region": "geo"}
    assert sales.columns == {"date": "time", "region": "geo", "value": "conversions"}
    assert sales.matches["value"].confidence < 0.7


@pytest.mark.parametrize(
    ("header", "row"),
    [("order_id,date,customer,ad_cost,media_cost,amount", "{900n},{day},c1,{n}.5,{n}.1,7"),
     ("day,unit_cost,shipping_cost,amount", "{day},{n}.5,{n}.1,7"),
     ("day,tv_cost_per_click,search_cost_per_click,amount", "{day},{n}.5,{n}.1,7")],
    ids=["orders", "of goods", "of a click"],
)  # fmt: skip
def test_costs_that_are_not_of_channels_are_none(header, row):
    """Of an order, of goods, of one click."""
    lines = [row.replace("{900n}", f"{900 + n}").format(n=n, day=day).split(",")
             for n, day in enumerate(WEEKS)]  # fmt: skip
    cells = dict(zip(header.split(","), zip(*lines, strict=True), strict=True))
    assert channels.find({name: Profile.of(values) for name, values in cells.items()}) == ()


def test_each_channel_gets_a_row_a_week_and_a_blank_cell_is_none(media, tmp_path):
    """Of 44 weeks of television and 22 of search: 66 rows; 0 + … + 43 and 22 times 5.50."""
    path = media(*ROWS)
    found = taken(
        tmp_path,
        spend={"path": path, **WIDE},
        regions={"path": path, "columns": {"date": "DATE", "value": "revenue"}},
    )
    frame = found.spend.execute()
    assert frame.groupby("campaign")["cost"].sum().astype(float).to_dict() == {
        "tv_S": 946.0, "search_S": 121.0
    }  # fmt: skip
    assert len(frame) == 66
    sold = found.regions.execute()
    assert sold["region"].isna().all()
    assert float(sold["value"].sum()) == 44 * 1000 + 946


def test_a_cell_that_is_no_amount_is_told_by_its_line(media, tmp_path):
    lines = [*ROWS[:3], ROWS[3].replace(",3,", ",n/d?,"), *ROWS[4:]]
    found = taken(tmp_path, spend={"path": media(*lines), **WIDE})
    assert len(found.spend.execute()) == 65
    (row,) = rejected(found, "spend").to_dict("records")
    assert (row["source_row"], row["campaign"], row["cost"]) == (4, "tv_S", "n/d?")


@pytest.mark.parametrize(
    ("changed", "what"),
    [({"columns": {"date": "DATE", "cost": "tv_S"}}, "name cost, which channels tell"),
     ({"columns": {"region": "DATE"}}, "name no date"),
     ({"channels": ["tv_S", "tv_S"]}, "name tv_S more than once")],
    ids=["told-twice", "no-date", "named-twice"],
)  # fmt: skip
def test_channels_and_columns_that_do_not_go_together_are_refused(changed, what):
    with pytest.raises(ValidationError, match=what):
        FILES["spend"].model_validate({"path": "media.csv", **WIDE, **changed})


def test_a_channel_that_the_file_lacks_is_told_with_the_nearest(media, tmp_path):
    wrong = {**WIDE, "channels": ["tv_S", "serch_S"]}
    with pytest.raises(DataError, match="no column 'serch_S'; did you mean 'search_S'"):
        taken(tmp_path, spend={"path": media(*ROWS), **wrong})
