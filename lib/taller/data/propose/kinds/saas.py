"""What tells the tables of a business that lives by subscriptions, and when they are looked for.

A shop's "account" is a customer: these tables come into question only where a file has, by its
headers, a column of each of the groups that no shop's table has together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taller.data.propose.words.words import Header

_ACCOUNT = (
    "customer id .97, customer .85, company id .97, company .85, customer company id .97, "
    "customer reference .93, company reference .93"
)
_SUBSCRIPTION = "subscription id .98, subscription .85, subscription reference .93"
_PLAN = "plan .96, plan name .97, plan segment .96, subscription plan .96, plan type .96, "
_PLAN += "segment .6, subscription type .8, item .5"
_SEATS = "seat .97, seat quantity .98, quantity .6, customer quantity .6, seat sold .95, "
_SEATS += "quantity customer sold .8"
_CHURNED = "churn .97, churn status .95, customer churn .97, cancelled .6, suppressed .93"
_INDUSTRY = "industry .97, customer industry .97, company industry .97"
PATTERNS: dict[str, dict[str, str]] = {
    "accounts": {
        "account_id": f"{_ACCOUNT}, id .9",
        "created_timestamp": "created date .98, created .93, customer created date .98, "
        "customer created .97, start date .7, date .5",
        "industry": _INDUSTRY,
        "country": "country .97, country id .93, customer country .97, company country .97",
        "source": "source .95, customer source .95, source created .85, campaign source .8, "
        "source traffic .9",
        "plan": _PLAN,
        "seats": _SEATS,
        "churned": _CHURNED,
        "accepts_marketing": "accepts marketing .98, accepts .9, marketing .8, "
        "accepts email marketing .98, accepts email .9",
    },
    "subscriptions": {
        "account_id": _ACCOUNT,
        "subscription_id": f"{_SUBSCRIPTION}, id .8",
        "start_timestamp": "start date .98, start .95, created date .85, created .8, "
        "subscription start .97, subscription start date .98, date .5",
        "ended_timestamp": "end date .98, end .95, cancelled date .9, churn date .93, "
        "subscription end .97, subscription end date .98, cancelled .9, suppressed date .93, "
        "suppressed .85",
        "plan": _PLAN,
        "billing_period": "billing period .9, period .7, billing cycle .95, billing frequency .95, "
        "cycle .8, ctr billing .95, monthly annual .8, payment period .9, billing .5",
        "seats": _SEATS,
        "mrr": "mrr .98, mrr amount .98, recurring monthly .95, monthly amount .85, "
        "monthly price .8, monthly fee .8, monthly total .8, revenue recurring monthly .97, "
        "monthly quota .85, quota .5",
        "arr": "arr .98, arr amount .98, recurring annual .95, annual amount .85, annual price .8, "
        "annual fee .8, annual total .8, revenue recurring annual .97",
        "currency": "currency .97, currency id .98",
        "churned": _CHURNED,
    },
    "usage": {
        "account_id": _ACCOUNT,
        "subscription_id": _SUBSCRIPTION,
        "user_id": "customer user id .99, user id .99, user .95, customer email .6, email .6",
        "event_timestamp": "usage date .98, date .95, date time .96, event date .95, day .9, "
        "usage day .95, event time .9, time .6, active date .93, active day .93, session date .85",
        "feature": "feature .97, feature name .98, usage feature .97, event name .85, event .7, "
        "event type .85",
        "events": "usage quantity .98, event quantity .97, quantity .85, usage .6, event .75, "
        "event id .6, session quantity .85, action quantity .9, usage id .1, session .4, hits .7",
    },
    "tickets": {
        "ticket_id": "ticket id .98, ticket .8, ticket reference .93, id .6, case id .9",
        "account_id": _ACCOUNT,
        "created_timestamp": "created date .98, created .95, ticket created date .98, opened .9, "
        "date .8, ticket date .93, ticket created .96, start date .8, received date .93, "
        "received .9",
        "closed_timestamp": "completed date .97, completed .93, resolved date .98, resolved .93, "
        "ticket completed date .97, end date .85, resolved time .5",
        "priority": "priority .98, ticket priority .98",
        "satisfaction": "satisfaction .97, satisfaction score .98, score .6",
    },
    "campaigns": {
        "campaign": "campaign .95, campaign name .98, campaign id .8, test name .6, test .5",
        "account_id": _ACCOUNT,
        "action": "arm .97, event .85, category .6, variant .8, arm category .95, "
        "campaign arm .97, campaign event .9, campaign category .85, offer .7",
        "event_timestamp": "received date .97, date .93, received .9, campaign date .95, "
        "shipping date .93, shipping .6, customer date .8, "
        "start date .85, exposed .85, exposed date .95, created date .8, day .85",
        "cost": "cost .97, campaign cost .97, cost amount .97, amount .5",
        "currency": "currency .97, currency id .98",
    },
}
NEUTRAL = {
    "accounts": "customer company account client segment item",
    "subscriptions": "subscription account client amount item total revenue",
    "usage": "usage event account client",
    "tickets": "ticket account client",
    "campaigns": "campaign account client",
}
OWN = {"accounts": "account", "subscriptions": "subscription", "usage": "usage",
       "tickets": "ticket", "campaigns": "campaign"}  # fmt: skip
"""The concept that a file's name would hold."""
NEEDS_ONE = {
    "accounts": ("created_timestamp", "plan", "seats", "industry", "churned"),
    "subscriptions": ("mrr", "arr", "seats", "plan"),
    "usage": ("feature", "events", "user_id"),
    "tickets": ("closed_timestamp", "priority", "satisfaction"),
    "campaigns": ("account_id",),
}
_GATES: dict[str, tuple[str, ...]] = {
    # each group: alternatives of concepts, of which some header holds all of one
    "accounts": ("account id, company id, company", "seat, industry, churn, mrr, arr"),
    "subscriptions": (
        "account, company, subscription, customer id",
        "mrr, arr, recurring, seat, monthly",
        "start, created, subscription",
    ),
    "usage": (
        "account id, company id, subscription id",
        "feature, usage, active, user",
        "date, day, time",
    ),
    "tickets": (
        "ticket id, ticket",
        "account id, company id",
        "resolved, priority, satisfaction, completed",
    ),
    "campaigns": ("campaign, test", "account id, company id", "arm, event, variant, category"),
}


def looked_for(table: str, heads: Iterable[Header]) -> bool:
    """Whether a file's headers bring one of these tables into question.

    >>> from taller.data.propose.words.words import read
    >>> looked_for("usage", map(read, ("account_id", "feature", "day")))
    True
    >>> looked_for("accounts", map(read, ("account_id", "created_at", "country")))
    False
    """
    concepts = [head.concepts for head in heads]
    return all(
        any(set(way.split()) <= held for way in group.split(",") for held in concepts)
        for group in _GATES[table]
    )
