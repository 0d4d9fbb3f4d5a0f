"""The words of the request to the client, in the language in force."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from taller.data.settings.schemas import SCHEMAS
from taller.language import _, listing

if TYPE_CHECKING:
    from taller.workbench.run.workflow import Step

WIDTH = 76  # characters of a line, which every mail program shows whole
LEAST_MONTHS, BETTER_MONTHS = 18, 24
PERIODS = (
    "orders",
    "events",
    "sessions",
    "spend",
    "usage",
    "tickets",
    "texts",
)  # the tables that grow by the day


def compose(
    client: str, steps: Iterable[Step], tables: Sequence[str], language: str
) -> tuple[str, str]:
    """Subject and body of the request."""
    names = [_table_name(table) for table in tables]
    subject = _("{client}: data we need ({tables})").format(client=client, tables=listing(names))
    parts = [
        _("Hello,"),
        _("To answer the questions below we need an export of your data. This message says which "
          "columns, from where, and how to send it safely. Exports as your system makes them are "
          "fine: there is no need to rename columns or to tidy anything up."),
        _questions(steps, language),
        *(_table(table) for table in tables),
        _period(tables),
        _formats(),
        _systems(tables),
        *([_totals()] if "orders" in tables else []),
        _people(tables),
        _sending(),
        _("If something cannot be exported, tell us what can: most of it is optional. Thank you!"),
    ]  # fmt: skip
    return subject, "\n\n".join(_wrapped(part) for part in parts) + "\n"


def _wrapped(part: str) -> str:
    """Lines broken at words; what is set in under a mark stays under it."""
    lines = []
    for line in part.split("\n"):
        inner = line.lstrip()
        indent = " " * (len(line) - len(inner) + (2 if inner.startswith("- ") else 0))
        broken = textwrap.wrap(
            line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        lines += broken or [""]
    return "\n".join(lines)


def _titled(title: str, *lines: str) -> str:
    return "\n".join([title.upper(), *lines])


def _table_name(table: str) -> str:
    return {
        "orders": _("orders"),
        "customers": _("customers"),
        "items": _("items"),
        "events": _("web events"),
        "sessions": _("web visits"),
        "spend": _("advertising spend"),
        "accounts": _("accounts (companies that subscribe)"),
        "subscriptions": _("subscriptions"),
        "usage": _("use of the product"),
        "tickets": _("requests to support"),
        "campaigns": _("campaigns by account"),
        "texts": _("what customers write (reviews, requests, messages)"),
        "regions": _("sales by region"),
    }[table]


def _questions(steps: Iterable[Step], language: str) -> str:
    from taller.workbench.notebook import prepare

    asked = [prepare.title(step, language) for step in steps if step.tables]
    return _titled(_("What it is for"), *(f"- {title}" for title in asked))


def _table(table: str) -> str:
    """What one table must hold, and what it may: each column, what it means and why."""
    schema = SCHEMAS[table]
    required = [column for column in schema.given if column.given == "required"]
    optional = [column for column in schema.given if column.given == "optional"]
    lines = [
        _("One row per: {grain}.").format(grain=_grain(table)),
        _why(table),
        "",
        _("Needed:"),
        *(f"- {_sentence(_(column.description))}" for column in required),
    ]
    if optional:
        lines += [_("Useful, where you have it:")]
        lines += [f"- {_sentence(_(column.description))}" for column in optional]
    return _titled(_("Table: {table}").format(table=_table_name(table)), *lines)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _grain(table: str) -> str:
    return {
        "orders": _("line of an order (an order of three items has three rows)"),
        "customers": _("customer"),
        "items": _("item of the catalogue"),
        "events": _("event and item"),
        "sessions": _("visit"),
        "spend": _("campaign and day"),
        "accounts": _("account"),
        "subscriptions": _("subscription and plan (an account that changed plan has several rows)"),
        "usage": _("use, or account or user and day"),
        "tickets": _("request to support"),
        "campaigns": _("campaign and account, those left out by lot among them"),
        "texts": _("review, request or message"),
        "regions": _("region and day"),
    }[table]


def _why(table: str) -> str:
    return {
        "orders": _(
            "Why: who bought what, when and for how much is what every figure rests on. Please "
            "include cancellations and refunds: left out, turnover comes out too high."
        ),
        "customers": _("Why: to tell new customers from old ones and to look at them by origin."),
        "items": _("Why: to speak of items by name and category, and of margin beside turnover."),
        "events": _("Why: what people look at before they buy, and where they leave."),
        "sessions": _("Why: which visits end in a purchase, and where they come from."),
        "spend": _("Why: to hold what advertising costs against what it brings in."),
        "accounts": _("Why: to tell accounts apart by size, plan and origin."),
        "subscriptions": _(
            "Why: who pays how much, since when, and who left is what every figure rests on."
        ),
        "usage": _("Why: falling use is the first sign of an account that will leave."),
        "tickets": _("Why: trouble that is not solved is another sign."),
        "campaigns": _(
            "Why: what an earlier campaign changed can be measured where some were left out by lot."
        ),
        "texts": _(
            "Why: what customers complain about and ask for. Please include the category where "
            "somebody gave one: with a few hundred of them it is learned and held to account. "
            "Names, telephone numbers and addresses in a text are replaced when it is read."
        ),
        "regions": _("Why: what a campaign in some regions changed is told by the others."),
    }[table]


def _period(tables: Sequence[str]) -> str:
    dated = [_table_name(table) for table in tables if table in PERIODS]
    text = _(
        "At least {least} months, better {better} or more, up to yesterday; whole months where "
        "possible, so that each season is there twice."
    ).format(least=LEAST_MONTHS, better=BETTER_MONTHS)
    if dated:
        text += " " + _("This holds for: {tables}.").format(tables=listing(dated))
    if {"customers", "items"} & set(tables):
        text += " " + _("Of customers and items, all there are.")
    return _titled(_("Period"), text)


def _formats() -> str:
    return _titled(
        _("Formats"),
        _("CSV (also .gz or .zip), Excel, JSON lines or Parquet; one file, or one per month or "
          "day. Numbers and dates as your system writes them. Please no PDF, no screenshots, and "
          "no file that asks for a password when it is opened."),
    )  # fmt: skip


def _systems(tables: Sequence[str]) -> str:
    """Where to click, for each known system that holds one of the tables."""
    from taller.data.shapes import SHAPES

    wanted = set(tables)
    lines = [
        f"- {shape.title}: {shape.where()}"
        for shape in SHAPES.values()
        if wanted & set(shape.recipes) and shape.name != "online_retail"
    ]
    if "spend" in wanted:
        lines += [
            "- Google Ads: " + _(
                "Campaigns > Segment > Time > Day > Download > CSV, with the columns Day, "
                "Campaign, Cost, Currency code, Impressions and Clicks."),
            "- Meta Ads: " + _(
                "Ads Manager > Campaigns > Breakdown > By time > Day > Export > CSV, with the "
                "columns Campaign name, Day, Amount spent, Impressions and Link clicks."),
        ]  # fmt: skip
    other = _(
        "any other shop, till, ERP or CRM: its list of sales, customers or items as CSV or Excel, "
        "with the columns above; or read access to a database view."
    )
    return _titled(_("Where to find it"), *lines, f"- {_('Other')}: {other}")


def _totals() -> str:
    """The client's own figures by month, which prove that nothing was lost."""
    columns = (
        ("month", _("the month, as in 2026-01")),
        ("orders", _("number of orders")),
        ("lines", _("number of order lines")),
        ("units", _("units sold")),
        ("gross", _("turnover before refunds")),
        ("refunds", _("cancelled or refunded")),
        ("net", _("turnover after refunds")),
        ("shipping", _("what customers paid for shipping")),
        ("total", _("turnover after refunds and with shipping")),
        ("tax", _("tax contained in it or added")),
        ("customers", _("customers who bought")),
    )
    return _titled(
        _("Control totals"),
        _("Please send your own figures by month along, from your accounts or your shop's report, "
          "not computed from this export: we hold ours against them and tell you of every "
          "difference. Those you have are enough. A CSV with these columns:"),
        *(f"- {name}: {said}" for name, said in columns),
        _("Please say whether amounts include tax, and whether postage counts."),
    )  # fmt: skip


def _people(tables: Sequence[str]) -> str:
    return _titled(
        _("Personal data: what not to send"),
        _("We need to know that two orders are of the same customer, not who that is. Send the "
          "customer's code from your system, and please leave out:"),
        f"- {_('names and surnames; company names of self-employed people')}",
        f"- {_('e-mail addresses and telephone numbers')}",
        f"- {_('street addresses and full postcodes (town, region and country are fine)')}",
        f"- {_('identity and tax numbers, dates of birth')}",
        f"- {_('card and bank account numbers, IP addresses')}",
        *([] if "texts" in tables else
          [f"- {_('notes and messages written by or about customers')}"]),
        _("Where your system's export cannot leave them out, send it as it is and tell us: such "
          "columns are recognised and either not read or replaced by pseudonyms."),
        _("If the e-mail address is the only thing that tells customers apart, say so before you "
          "send it: it is replaced by a pseudonym when it is read, and never shown."),
    )  # fmt: skip


def _sending() -> str:
    return _titled(
        _("How to send it"),
        _("Not as an attachment. Put the files into a shared folder to which only we have access "
          "(SharePoint, Google Drive, SFTP or your own), with a link that expires and without "
          "public access; we confirm when we have downloaded them, and you can then delete them."),
    )  # fmt: skip
