"""Which concepts in a header speak for which canonical column, and how loudly.

``PATTERNS[table][column]`` holds alternatives ``concepts: weight``. A header fits an alternative
when it holds all its concepts. Concepts beyond it weaken the fit, save those that only say what
the whole file is about (``pedido_fecha`` in a file of orders).
"""

from __future__ import annotations

from functools import cache

from taller.data.propose.kinds import saas
from taller.data.propose.words.words import Header, listed, split

_ORDER_ID = (
    "payment id .5, "
    "order reference .95, reference .5, order id .98, order .85, parent order id .5, id .4, "
    "name .2, document id .9, document reference .9, document .6, billing document .9"
)
_USER_ID = (
    "customer id .98, customer reference .95, customer .86, customer email .66, email .6, "
    "email address .6, customer taxid .75, taxid .65, taxid id .65, customer name .48, "
    "billing email .6, card id .75, card .45, customer card .9, customer card id .96"
)
_ITEM_ID = (
    "item id .98, item reference .98, reference .75, stock id .95, variant id .6, item .68, "
    "barcode id .8, item barcode id .8, item variant id .7"
)
_ITEM_NAME = (
    "item name .98, item description .98, description .9, name .45, item .62, stock description .9"
)
_CATEGORY = (
    "item category .98, category .95, item type .9, item category name .97, category name .93"
)
_CURRENCY = "currency .97, currency id .98, order currency .97"
_COUNTRY = "country .97, country region .93, country name .97, country id .93, country region id .9"
_SOURCE = (
    "source .9, campaign source .93, parent source .93, traffic source .95, "
    "session source .9, first source .9, source name .85, customer source .9, "
    "last source .6, report source .8, source medium .6, "
    "source created .85, source traffic .93, source id .6"
)
_MEDIUM = (
    "medium .93, traffic medium .95, session medium .93, source type .5, first medium .9, "
    "campaign medium .93, source medium .8, first source medium .85, last source medium .55"
)
_CAMPAIGN = "campaign .93, campaign name .97, session campaign .9, traffic campaign .93, "
_CAMPAIGN += "campaign id .5, first campaign .85"
_DEVICE = "category .35, device category .98, device .93, device type .93, category device .98"
_SHARED = {"source": _SOURCE, "medium": _MEDIUM, "campaign": _CAMPAIGN}
_VISIT = {
    **_SHARED,
    "device_category": _DEVICE,
    "country": _COUNTRY,
    "user_pseudo_id": "pseudo id .97, pseudo customer id .98, pseudo .85, customer pseudo .9, "
    "customer client id .975, "
    "device id .8, browser id .7",
    "user_id": "customer id .97, customer reference .93, customer .8, customer email .6, email .55",
}
PATTERNS: dict[str, dict[str, str]] = {
    "orders": {
        "transaction_id": _ORDER_ID,
        "user_id": _USER_ID,
        "item_id": _ITEM_ID,
        "event_timestamp": "order date .98, document date .96, date .93, created date .94, "
        "created .9, "
        "date time .95, order created date .98, order day .93, day .88, order time .85, "
        "payment date .5, payment .37, order date time .98, time .4, completed date .55, "
        "completed time .55, sale date .95, "
        "order created .96, billing date .7, conversion .8",
        "quantity": "quantity .97, unit .88, sold .5, quantity unit .97, item quantity .98, "
        "line quantity .98, quantity conversion .93, order quantity .93, unit order .85",
        "price": "unit price .98, price .92, unit each .9, "
        "item price .95, unit amount .93, net price .85, "
        "unit cost .35, item cost .35, item amount .6, amount .5, list price .6, gross price .85,"
        " tax price .8, "
        "sold .5, unit net price .93, unit gross price .93, unit tax price .9, line price .7, "
        "gross unit price .93, "
        "unit amount net .9, unit amount gross .85",
        "value": "line total .98, line amount .96, total .85, amount .8, total amount .9, "
        "total price .9, net amount .85, gross amount .85, order total .82, order amount .82, "
        "net total .85, gross total .85, line price .8, item total .93, total net .85, "
        "amount net line .95, payment amount .6, payment total .7, order .1, gross .6, net .6, "
        "tax total .45, "
        "tax amount .3, order net .85, order gross .85, item net .6, item gross .6, "
        "tax line total .9, tax line amount .9",
        "tax": "tax .95, item tax .98, quota tax .97, tax amount .97, tax total .93, line tax "
        ".96, tax line "
        "amount .95, "
        "order tax .93, tax net .6",
        "shipping": "shipping .93, shipping cost .97, shipping amount .97, shipping total .96, "
        "shipping price .96, shipping payment .95, shipping fee .95, shipping cost tax .85, "
        "shipping amount total .96, shipping payment total .95, shipping payment amount .95",
        "currency": _CURRENCY,
        "refund": "refund .9, refund amount .97, refund total .95, line refund amount .96, "
        "amount refund .97, order refund .85",
        "status": "status .9, order status .97, payment status .9, stage .7, order stage .8, "
        "state .38, order state .93, revenue total status .9",
        "delivered_timestamp": "shipped date .95, shipped order date .96, shipped .6, "
        "shipped customer date .95, shipped date time .95",
        "test": "test .93, order test .96, test order .96, live .4",
        "item_name": _ITEM_NAME,
        "item_category": _CATEGORY,
        "country": f"{_COUNTRY}, customer country .97, shipping country .9, billing country .88",
    },
    "customers": {
        "user_id": f"{_USER_ID}, id .9, customer id number .98",
        "created_timestamp": "created date .97, created .93, customer created date .98, date .6, "
        "customer date .8, first order date .45, accepts date .3, accepts time .85, "
        "first seen .8, first date .5, customer active date .5, day .4, customer created .98, "
        "customer created date .99",
        "ended_timestamp": "end date .93, customer end date .95, cancelled date .93, "
        "customer cancelled date .95, suppressed date .93, customer suppressed date .95, "
        "cancelled .5",
        "country": f"{_COUNTRY}, customer country .97",
        "region": "region .97, state .93, region state .97, state name .93, customer state .93, "
        "region name .95, status .35, region status .97, customer region .97,"
        " region id .85",
        "city": "city .97, city name .95, customer city .97",
        **_SHARED,
        "lifecycle_stage": "lifecycle stage .98, lifecycle .9, stage .75, lifecycle status .93, "
        "customer stage .85, segment .3, customer status .5, status .4",
        "accepts_marketing": "accepts marketing .98, accepts promo .85, accepts .9, marketing .8,"
        " accepts email .9, "
        "accepts email marketing .98, email marketing .85",
    },
    "items": {
        "item_id": f"{_ITEM_ID}, id .88, reference .93",
        "item_name": f"{_ITEM_NAME}, name .93",
        "item_category": f"{_CATEGORY}, type .45, line .7, item line .7",
        "item_brand": "brand .97, item brand .98, brand name .96, vendor .3",
        "item_variant": "variant .95, variant amount .95, item variant .96, variant name .93, "
        "variant id .5, "
        "variant item .9",
        "price": "price .95, unit price .96, list price .9, gross unit price .93, net unit price "
        ".85, item price .96, gross price .85, "
        "net price .8, amount .5, variant price .95, tax price .85, price total .5",
        "cost": "cost .95, unit cost .98,  item cost .97, cost price .93, order price .85, cost "
        "total .4, "
        "average cost .93, average cost price .93, "
        "order cost .9, cost net .85",
        "stock": "stock .95, available stock .95, stock quantity .97, quantity .85, balance "
        "quantity .9, unit .65, "
        "available unit .9, unit stock .97, available .7, variant stock quantity .97, "
        "available quantity .93",
    },
    "events": {
        "event_name": "event name .98, event .9, event type .95, name .4, type .4",
        "event_timestamp": "event date time .98, event date .9, date time .95, event time .93, "
        "date .85, created .8, created date .88, time .7, day .5, event day .6",
        **_VISIT,
        "session_id": "session id .98, session .85, session number .7",
        "item_id": _ITEM_ID,
        "transaction_id": "order id .96, order reference .95, order .8",
        "value": "event amount .96, amount .88, total .7, total amount .8, order total .75, price"
        " .4, "
        "order amount .85, conversion amount .8",
        "currency": _CURRENCY,
    },
    "sessions": {
        "session_id": "session id .98, session .8, id .55",
        "session_start": "session start .96, start .92, first seen .85, first event date .9, "
        "first event .6, start date .95, start date time .96, "
        "session date .8, date .7, session start date .98, date time .85, start time .93, "
        "session start time .98, created .6, session day .6, day .5, "
        "session created .85",
        "session_end": "session end .96, end .92, last seen .85, last event date .9, session last"
        " date .9, last date .85, last event "
        ".6, end date .95, session end date .98, "
        "end date time .95, end time .93, session end time .98",
        "events": "event .85, event quantity .93, hits .93, session event .9, number_of event "
        ".93, hits .9",
        **_VISIT,
        "converted": "conversion .95, session conversion .93, order .5, completed order .5, "
        "conversion completed .9, session order .4, goal completed .6",
    },
    "spend": {
        "date": "date .95, cost date .9, campaign date .9, start date .8, day .95, report start "
        ".9, report date .93,  date time .8,"
        " report day .93, start .6",
        "source": f"{_SOURCE}, ad source .85",
        "medium": f"{_MEDIUM}, campaign type .45, type .35",
        "campaign": f"{_CAMPAIGN}, campaign ad name .4",
        "region": "region .97, geo .93, state .9, market .85, region name .95, city .85, dma .93",
        "cost": "cost .96, cost amount .98, amount .6, total cost .95, ad cost .95, "
        "campaign cost .93, total .5, media cost .9",
        "impressions": "impressions .97, ad impressions .95",
        "clicks": "clicks .95, clicks link .93, clicks all .93, ad clicks .93",
        "currency": _CURRENCY,
    },
}  # fmt: skip
PATTERNS |= saas.PATTERNS
NEUTRAL: dict[str, frozenset[str]] = {
    **{table: listed(concepts) for table, concepts in saas.NEUTRAL.items()},
    "orders": listed("order item line sold revenue client"),
    "customers": listed("customer client"),
    "items": listed("item"),
    "events": listed("event revenue client"),
    "sessions": listed("session client"),
    "spend": listed("campaign ad report"),
}
"""What a whole file is about says nothing about one of its columns."""
MILD: dict[str, frozenset[str]] = {
    "country": listed("customer shipping billing address id"),
    "region": listed("customer shipping billing address"),
    "city": listed("customer shipping billing address"),
    "price": listed("net gross currency each amount"),
    "item_id": listed("barcode variant vendor"),
    "value": listed("net gross tax currency"),
    "tax": listed("total amount rate"),
    "shipping": listed("net gross currency customer"),
    "cost": listed("amount currency net each average"),
    "stock": listed("total"),
    "quantity": listed("each invoiced"),
    "session_end": listed("date time"),
    "impressions": listed("payment sold all total quantity"),
    "events": listed("total quantity"),
    "item_brand": listed("name"),
    "campaign": listed("utm"),
    "clicks": listed("all link quantity total"),
    "event_timestamp": listed("time created"),
    "created_timestamp": listed("time"),
    "session_start": listed("date time"),
    "date": listed("time start report"),
    "user_id": listed("id barcode billing"),
    "item_name": listed("ad"),
    "transaction_id": listed("id"),
    "source": listed("name session customer id"),
    "medium": listed("session name"),
    "status": listed("order payment id"),
    "item_category": listed("name id stock total description"),
    "currency": listed("document"),
    "accepts_marketing": listed("email customer"),
}
"""Concepts that a column may well hold beside its own."""
SHADES = frozenset({"account", "user", "ticket", "plan"})
"""What a word means besides, which says nothing against the column."""
EVERYWHERE = frozenset({"store", "customer"})  # often a prefix of the system, not of the column
PENALTY = {"neutral": 0.985, "mild": 0.93, "everywhere": 0.55, "other": 0.3, "unknown": 0.82}


@cache
def _alternatives(table: str, column: str) -> tuple[tuple[frozenset[str], float], ...]:
    found = []
    for alternative in PATTERNS[table].get(column, "").split(","):
        *concepts, weight = alternative.split() or ("", "0")
        found.append((frozenset(concepts), float(weight)))
    return tuple(found)


def score(header: Header, table: str, column: str) -> float:
    """How loudly a header speaks for a canonical column, 0 to 1."""
    best = 0.99 if "_".join(split(header.text)) == column else 0.0  # GA4's own name
    for concepts, weight in _alternatives(table, column):
        if concepts and concepts <= header.concepts:
            best = max(best, weight * _beyond(header, concepts, table, column))
    return best


def _beyond(header: Header, concepts: frozenset[str], table: str, column: str) -> float:
    """What is left of a fit after the words that the pattern does not speak of."""
    left = PENALTY["unknown"] ** min(len(header.unknown), 3)
    for concept in header.concepts - concepts - SHADES:
        if concept == "event" and column == "transaction_id":
            left *= PENALTY["other"]  # the event's own number
        elif concept == "line" and column == "transaction_id" and "id" in header.concepts:
            left *= PENALTY["other"]  # the line's own key
        elif concept == "order" and column == "item_id" and "item" not in header.concepts:
            left *= PENALTY["other"]  # the order's reference
        elif concept in NEUTRAL[table]:
            left *= PENALTY["neutral"]
        elif concept in MILD.get(column, ()):
            left *= PENALTY["mild"]
        elif concept in EVERYWHERE and not (column.startswith("item_") and concept == "customer"):
            left *= PENALTY["everywhere"]
        else:
            left *= PENALTY["other"]
    return left
