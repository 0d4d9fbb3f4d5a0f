"""Why a column was taken for another, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Why:
    """One reason.

    Attributes
    ----------
    code : which, a key of `_said`
    column : the canonical column it concerns
    share : the share of values or rows it speaks of
    spanish : whether the header is Spanish
    """

    code: str
    column: str
    share: float = 0.0
    spanish: bool = False

    def __str__(self) -> str:
        """The reason in the language in force."""
        from taller.language import percent

        share = percent(int(self.share * 100) / 100, 0)  # never 100 % where a value is amiss
        return _said()[self.code].format(share=share, meaning=meaning(self.column))


def meaning(column: str) -> str:
    """What a canonical column holds, in two or three words, in the language in force."""
    from taller.language import _

    return {
        "target": _("what happened"),
        "arm": _("the version shown"),
        "exposed_at": _("when it was shown"),
        "experiment": _("which experiment"),
        "cluster_id": _("the account"),
        "users": _("how many users"),
        "subject": _("whom a row is about"),
        "transaction_id": _("the order's number"),
        "user_id": _("the customer"),
        "item_id": _("the item's code"),
        "event_timestamp": _("date and time"),
        "quantity": _("units"),
        "price": _("the price of one unit"),
        "value": _("what the line comes to"),
        "tax": _("the tax"),
        "currency": _("the currency"),
        "refund": _("money given back"),
        "shipping": _("what was paid for shipping"),
        "discount": _("what is to be taken off"),
        "total": _("what was paid for the whole order"),
        "status": _("the order's status"),
        "test": _("a mark of test orders"),
        "item_name": _("the item's name"),
        "item_category": _("the item's category"),
        "item_brand": _("the brand"),
        "item_variant": _("the variant"),
        "country": _("the country"),
        "region": _("the region"),
        "city": _("the town"),
        "created_timestamp": _("the date it was created"),
        "ended_timestamp": _("the end of the account"),
        "delivered_timestamp": _("the date of delivery"),
        "lifecycle_stage": _("the stage in the CRM"),
        "accepts_marketing": _("consent to marketing"),
        "cost": _("the cost"),
        "stock": _("units in stock"),
        "event_name": _("what happened"),
        "user_pseudo_id": _("the device or browser"),
        "session_id": _("the visit"),
        "session_start": _("the start of the visit"),
        "session_end": _("the end of the visit"),
        "events": _("how many events"),
        "converted": _("whether something was bought"),
        "source": _("the source of the visit"),
        "medium": _("the medium"),
        "campaign": _("the campaign"),
        "device_category": _("the kind of device"),
        "date": _("the day"),
        "impressions": _("impressions"),
        "clicks": _("clicks"),
        "account_id": _("the account"),
        "subscription_id": _("the subscription"),
        "ticket_id": _("the request to support"),
        "start_timestamp": _("the start"),
        "closed_timestamp": _("when it was solved"),
        "industry": _("the line of business"),
        "plan": _("the plan"),
        "seats": _("users paid for"),
        "mrr": _("recurring revenue of a month"),
        "arr": _("recurring revenue of a year"),
        "billing_period": _("how often it is billed"),
        "churned": _("whether it left"),
        "feature": _("what of the product is used"),
        "priority": _("how urgent it is"),
        "satisfaction": _("how content they were"),
        "action": _("what was done"),
        "text_id": _("the text's number"),
        "written_at": _("when it was written"),
        "kind": _("review, ticket or message"),
        "text": _("what customers wrote"),
        "label": _("the category a person gave it"),
    }[column]


def _said() -> dict[str, str]:
    from taller.language import _

    return {
        "header": _("the header says {meaning}"),
        "shape": _("column of this known export"),
        "empty": _("no values to judge by"),
        "dates": _("{share} of values are dates"),
        "dates_mixed": _("its dates are written in more than one way"),
        "sentences": _("{share} of values are sentences"),
        "clocks": _("values look like dates counted as numbers"),
        "not_dates": _("few values look like dates"),
        "codes": _("{share} of values are codes"),
        "no_codes": _("values do not look like codes"),
        "emails": _("{share} of values are e-mail addresses, which are hashed"),
        "counts": _("{share} of values are small whole numbers"),
        "whole": _("{share} of values are whole numbers"),
        "amounts": _("{share} of values are numbers"),
        "rates": _("values look like rates, not amounts"),
        "not_numbers": _("few values are numbers"),
        "texts": _("{share} of values are words"),
        "no_words": _("values do not look like words"),
        "currencies": _("{share} of values are currency codes"),
        "countries": _("{share} of values are countries"),
        "perhaps_orders": _("is each row a place's whole day, or may it be one order?"),
        "by_lot": _("its values fall evenly over users, as a lot does: are they the versions?"),
        "arms": _("few values, which look like the versions of a test"),
        "whom": _("it tells users apart"),
        "sizes": _("whole numbers: users of each row"),
        "accounts": _("all users of one share a version: was the lot drawn for them?"),
        "two_values": _("its header says what happened, and it has two values"),
        "booleans": _("values are yes or no"),
        "no_booleans": _("values are not yes or no"),
        "statuses": _("{share} of values are known statuses"),
        "devices": _("{share} of values are known kinds of device"),
        "events": _("{share} of values are known events"),
        "sources": _("{share} of values are known sources"),
        "media": _("{share} of values are known media"),
        "stages": _("{share} of values are known stages"),
        "joined": _("{share} of the orders that have lines are found by this number"),
        "lines_add_up": _("the sum of the lines comes to it in {share} of orders"),
        "lines_differ": _("the sum of the lines comes to something else in many orders"),
        "discount_off": _("lines less discount come to the total in {share} of orders"),
        "discount_unclear": _(
            "no total tells whether it is still to be taken off the lines; leave it out if not"
        ),
        "product": _("units times price give the amount in {share} of rows"),
        "varies_like": _("its values vary as those of such a column do"),
        "small_negative": _("small whole numbers, some below zero, and no other column of units"),
        "completes": _("taken off, goods and charges are the order's total in {share} of orders"),
        "sums": _("goods and charges come to it in {share} of orders"),
        "told_once": _("it is the same on all lines of an order"),
        "own_of_each_row": _("each row has its own: it numbers them"),
        "names": _("names: different people share one; export the e-mail or the customer's number"),
        "initials": _(
            "initials: different people share a name; export the e-mail or the customer's number"
        ),
        "masked": _(
            "partly hidden: different people look the same; export the e-mail or the customer's "
            "number"
        ),
        "changes_in_order": _("each row has its own, also within an order"),
        "changes": _("it changes from one line of an item to the next"),
        "no_two_alike": _("no two rows have the same, and no other column is the key"),
        "several_rows": _("it names people, several rows each: none is learned from and tested"),
        "nothing_better": _("no other column says it more clearly"),
        "after_discount": _("what is left of another amount after the discount"),
        "before_discount": _("a discount is still to be taken off it"),
        "with_tax": _("with tax; another column tells the same without"),
        "with_charges": _("another amount with its tax and shipping"),
        "before_charges": _("with tax and shipping it makes up another amount"),
        "after_fees": _("what is left of another amount after fees"),
        "rival": _("another column would do about as well"),
        "keys_sound": _("each order has one customer, and customers have several orders"),
        "keys_swapped": _(
            "the headers say otherwise, but each value of the order's column has one customer and "
            "one day"
        ),
        "per_unit": _("an item keeps it whatever the units"),
        "per_line": _("it grows with the units"),
        "name_as_code": _("there is no column of codes, so the name stands for one"),
    }
