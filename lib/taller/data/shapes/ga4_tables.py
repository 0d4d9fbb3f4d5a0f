"""The canonical tables that GA4's events make; see `taller.data.shapes.ga4`.

Both forms of the export are first brought into one relation of events, and of events and items.
"""

from __future__ import annotations

from taller.data.reading import ROW
from taller.data.settings.schemas import MONEY
from taller.data.shapes.inputs import Inputs, units
from taller.data.shapes.shape import Query
from taller.data.shapes.spreading import spread

ITEM = ("item_id", "item_name", "item_category", "item_brand", "item_variant")
NUMBERS = ("price", "quantity", "item_revenue")
PARAMS = (
    '[{"key": "VARCHAR", "value": {"string_value": "VARCHAR", "int_value": "VARCHAR", '
    '"float_value": "VARCHAR", "double_value": "VARCHAR"}}]'
)
NOTHING = "('(not set)', '')"
WHO = "coalesce(x_user_id, x_user_pseudo_id)"
OF_ORDER = "OVER (PARTITION BY order_key)"


def happened(inputs: Inputs) -> str:
    """SQL of the events: what each table needs of them under ``x_<name>``, and ``moment`` in UTC.

    In a flattened file an event of several items has a row for each.
    """
    micro = "TRY_CAST(regexp_extract(event_timestamp, '^(\\d{16})(\\.0*)?$', 1) AS BIGINT)"
    moment = (
        f"coalesce(strftime(make_timestamp({micro}), '%Y-%m-%dT%H:%M:%S.%fZ'), "
        "regexp_replace(event_timestamp, ' ?UTC$', 'Z'))"
    )
    made = [f"{sql} AS x_{name}" for name, sql in _told(inputs).items()]
    opened = inputs.base()
    if inputs.has("event_params"):
        opened = f"SELECT *, from_json(event_params, '{PARAMS}') AS params FROM ({opened})"
    return f"SELECT *, {moment} AS moment, {', '.join(made)} FROM ({opened})"


def _told(inputs: Inputs) -> dict[str, str]:
    """SQL of all that an event tells: in a column of its own, or among its parameters."""

    def param(key: str) -> str:
        if not inputs.has("event_params"):
            return "NULL"
        found = f"list_filter(params, lambda p: p.key = '{key}')[1].value"
        kinds = ("string", "int", "double", "float")
        return f"coalesce({', '.join(f'{found}.{kind}_value' for kind in kinds)})"

    def first(*ways: str) -> str:
        said = (f"CASE WHEN {way} NOT IN {NOTHING} THEN {way} END" for way in ways)
        return f"coalesce({', '.join(said)})"

    def money(name: str, key: str) -> str:
        return f"coalesce({name}_number, TRY_CAST({param(key)} AS {MONEY}))"

    session = f"nullif({first('session_id', param('ga_session_id'))}, '')"
    came = {
        name: first(f"collected_{name}", name, param(name), f"first_{name}")
        for name in ("source", "medium", "campaign")
    }
    plain = ("device_category", "country", "region", "city")
    return {
        "user_id": "user_id",
        "user_pseudo_id": "user_pseudo_id",
        "session_id": f"user_pseudo_id || '.' || {session}",
        **{name: first(name, param(name)) for name in ("transaction_id", "currency")},
        **came,
        **{name: first(name) for name in plain},
        "event_value": money("event_value", "value"),
        "tax_value": money("tax_value", "tax"),
        "revenue": "revenue_number",
        "refund_value": "refund_value_number",
    }


def lines(inputs: Inputs) -> str:
    """SQL of events and items: ``x_item_id`` …, ``worth`` of the item, and ``place`` among them.

    An event without items has one row without an item.
    """
    events = happened(inputs)
    if not inputs.has("item_list"):
        own = [f"CASE WHEN {name} NOT IN {NOTHING} THEN {name} END AS x_{name}" for name in ITEM]
        own += [f"{name}_number AS x_{name}" for name in NUMBERS]
        return _worth(f"SELECT *, 1 AS place, {', '.join(own)} FROM ({events})")
    fields = ", ".join(f'"{name}": "VARCHAR"' for name in (*ITEM, *NUMBERS))
    listed = f"from_json(item_list, '[{{{fields}}}]')"
    own = [f"CASE WHEN _item.{n} NOT IN {NOTHING} THEN _item.{n} END AS x_{n}" for n in ITEM]
    own += [f"TRY_CAST(_item.{n} AS {MONEY}) AS x_{n}" for n in NUMBERS]
    exploded = (
        f"SELECT *, generate_subscripts(_items, 1) AS place, unnest(_items) AS _item FROM "
        f"(SELECT *, CASE WHEN len(_list) > 0 THEN _list ELSE [NULL] END AS _items FROM "
        f"(SELECT *, {listed} AS _list FROM ({events})))"
    )
    return _worth(f"SELECT *, {', '.join(own)} FROM ({exploded})")


def _worth(rows: str) -> str:
    worth = f"coalesce(x_item_revenue, x_price * coalesce(x_quantity, 1))::{MONEY}"
    return f"SELECT *, coalesce(x_item_id, x_item_name) AS code, {worth} AS worth FROM ({rows})"


def events(inputs: Inputs) -> Query:
    """A row per event and item; the event's own value where its items tell none."""
    value = "coalesce(worth, CASE WHEN place = 1 THEN coalesce(x_event_value, x_revenue) END)"
    columns = {name: f"x_{name}" for name in (
        "user_id", "user_pseudo_id", "session_id", "transaction_id", "currency", "source",
        "medium", "campaign", "device_category", "country",
    )}  # fmt: skip
    columns |= {"event_name": "event_name", "event_timestamp": "moment", "item_id": "code",
                "value": inputs.plain(value)}  # fmt: skip
    return Query(lines(inputs), columns)


def sessions(inputs: Inputs) -> Query:
    """One row per device and ``ga_session_id``; what its first event that tells it says."""
    first = ("user_id", "user_pseudo_id", "source", "medium", "campaign", "device_category",
             "country")  # fmt: skip
    made = [f"arg_min(x_{name}, (moment, {ROW})) AS x_{name}" for name in first]
    made += [f"arg_min({name}, {ROW}) AS {name}" for name in inputs.extra]
    relation = (
        f"SELECT min({ROW}) AS {ROW}, x_session_id, min(moment) AS began, max(moment) AS ended, "
        "count(DISTINCT (event_name, moment)) AS happenings, "
        f"bool_or(event_name = 'purchase') AS bought, {', '.join(made)} "
        f"FROM ({happened(inputs)}) WHERE x_session_id IS NOT NULL GROUP BY x_session_id"
    )
    columns = {name: f"x_{name}" for name in ("session_id", *first)}
    columns |= {"session_start": "began", "session_end": "ended", "events": "happenings",
                "converted": "CASE WHEN bought THEN 'true' ELSE 'false' END"}  # fmt: skip
    return Query(relation, columns, ordered=False)


def items(inputs: Inputs) -> Query:
    """One row per item, with the latest of each detail."""
    details = (*ITEM[1:], "price")
    made = [f"arg_max(x_{name}, (moment, {ROW})) AS x_{name}" for name in details]
    made += [f"arg_min({name}, {ROW}) AS {name}" for name in inputs.extra]
    relation = (
        f"SELECT min({ROW}) AS {ROW}, code, {', '.join(made)} FROM ({lines(inputs)}) "
        "WHERE code IS NOT NULL GROUP BY code"
    )
    columns = {"item_id": "code"} | {name: f"x_{name}" for name in details}
    columns["price"] = inputs.plain("x_price")
    return Query(relation, columns, ordered=False)


def customers(inputs: Inputs) -> Query:
    """One row per customer, or device where the customer is not known: first seen when and how."""
    details = ("country", "region", "city", "source", "medium")
    made = [f"arg_min(x_{name}, (moment, {ROW})) AS x_{name}" for name in details]
    made += [f"arg_min({name}, {ROW}) AS {name}" for name in inputs.extra]
    relation = (
        f"SELECT min({ROW}) AS {ROW}, {WHO} AS who, min(moment) AS since, {', '.join(made)} "
        f"FROM ({happened(inputs)}) WHERE {WHO} IS NOT NULL GROUP BY who"
    )
    columns = {"user_id": "who", "created_timestamp": "since"}
    return Query(relation, columns | {n: f"x_{n}" for n in details}, ordered=False)


def orders(inputs: Inputs) -> Query:
    """Items of purchases, and of refunds as lines of negative quantity.

    A refund of a whole order stands on the order's first line. A purchase that is told again, as
    when its page is loaded anew, gets the time of the first telling, so that its rows are seen to
    repeat the first's.
    """
    summed = (
        f"SELECT *, sum(worth) FILTER (bought AND moment = first_at) {OF_ORDER} AS order_worth, "
        f"bool_or(all_back) {OF_ORDER} AS undone, "
        f"sum(coalesce(x_refund_value, x_event_value)) FILTER (all_back) {OF_ORDER} AS given_back, "
        "row_number() OVER (PARTITION BY order_key "
        f"ORDER BY bought AND moment = first_at DESC, {ROW}, place) = 1 AS is_first "
        f"FROM ({_traded(inputs)})"
    )
    kept = f"SELECT * FROM ({summed}) WHERE NOT all_back OR order_worth IS NULL"
    taxed = spread(
        kept, "taxed", amount=f"CASE WHEN bought THEN {units('x_tax_value')} END",
        weight=units("worth"), group="order_key, event_name, moment", currency="x_currency",
    )  # fmt: skip
    return Query(taxed, _of_orders(inputs), ordered=False)


def _traded(inputs: Inputs) -> str:
    """SQL of the items of purchases and refunds, and what each is worth."""
    told = (
        f"SELECT *, coalesce(x_transaction_id, concat('row ', {ROW})) AS order_key, "
        "event_name = 'purchase' AS bought, event_name = 'refund' AND code IS NULL AS all_back "
        f"FROM ({lines(inputs)}) WHERE event_name IN ('purchase', 'refund')"
    )
    of_item = "OVER (PARTITION BY order_key, code)"
    timed = (
        f"SELECT *, min(moment) FILTER (bought) {of_item} AS first_at, "
        f"max(worth / nullif(coalesce(x_quantity, 1), 0)) FILTER (bought) {of_item} AS each "
        f"FROM ({told})"
    )
    whole = "CASE WHEN place = 1 THEN coalesce(x_refund_value, x_revenue, x_event_value) END"
    worth = (
        "coalesce(worth, CASE WHEN NOT bought THEN each * coalesce(x_quantity, 1) END, "
        f"CASE WHEN bought OR all_back THEN {whole} END)"
    )
    return f"SELECT * REPLACE (CAST({worth} AS {MONEY}) AS worth) FROM ({timed})"


def _of_orders(inputs: Inputs) -> dict[str, str]:
    number = "coalesce(x_quantity, 1)"
    count = (
        f"CASE WHEN {number} % 1 = 0 THEN CAST(CAST({number} AS BIGINT) AS VARCHAR) "
        f"ELSE {inputs.plain(number)} END"
    )
    given_back = "coalesce(given_back, order_worth)"
    item = "CASE WHEN all_back THEN 'refund' WHEN bought THEN 'purchase' END"
    columns = {
        "transaction_id": "x_transaction_id",
        "user_id": WHO,
        "item_id": f"coalesce(code, {item})",
        "event_timestamp": "CASE WHEN bought THEN first_at ELSE moment END",
        "quantity": f"concat(CASE WHEN NOT bought THEN '-' END, {count})",
        "value": inputs.plain("CASE WHEN bought THEN worth ELSE -worth END"),
        "currency": "x_currency",
        "refund": f"CASE WHEN is_first AND bought AND undone THEN {inputs.plain(given_back)} END",
        "item_name": "x_item_name",
        "item_category": "x_item_category",
        "country": "x_country",
    }
    if inputs.has("tax_value", "event_params"):
        taxed = "bought AND x_tax_value IS NOT NULL"
        columns["tax"] = f"CASE WHEN {taxed} THEN {inputs.written('taxed')} END"
    return columns
