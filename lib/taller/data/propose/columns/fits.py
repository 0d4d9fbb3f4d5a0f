"""How well a column's values fit a canonical column, and what they say without a header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from taller.data.propose.columns import values
from taller.data.propose.columns.values import Profile

NEITHER = 0.5  # a column without values neither fits nor fails to


@dataclass(frozen=True)
class Fit:
    """What values say about one canonical column.

    Attributes
    ----------
    fit : 0 (they cannot be it) to 1
    alone : how loudly they speak for it when the header says nothing, 0 to 1
    code : the reason, see `taller.data.propose.reasons`
    share : the share of values the reason speaks of
    """

    fit: float
    alone: float = 0.0
    code: str = ""
    share: float = 0.0


def of(column: str, profile: Profile) -> Fit:
    """How well values fit a canonical column."""
    if not profile.filled:
        return Fit(NEITHER * 0.6, code="empty")
    fit = _FITS.get(column, _text)
    if fit not in profile.kept:  # many canonical columns ask the same of a column
        profile.kept[fit] = fit(profile)
    return profile.kept[fit]


def is_date(column: str) -> bool:
    """Whether a canonical column holds dates or times."""
    return _FITS.get(column) in (_dates, _moments)


def _dates(profile: Profile) -> Fit:
    if profile.dates >= 0.5:
        return Fit(profile.dates, 0.45 * profile.dates, "dates", profile.dates)
    if profile.clocks >= 0.9:
        return Fit(0.85, 0.0, "clocks", profile.clocks)
    return Fit(0.1 * profile.clocks + profile.dates * 0.5, 0.0, "not_dates", profile.dates)


def _moments(profile: Profile) -> Fit:
    """Times of day are told more exactly than days alone."""
    found = _dates(profile)
    timed = profile.dates >= 0.5 and profile.share(lambda value: ":" not in value) < 0.5
    return found if timed or profile.dates < 0.5 else replace(found, fit=0.95 * found.fit)


def _identifier(profile: Profile) -> Fit:
    """Something that identifies: in one piece, not an amount, and of many values."""
    fractions = profile.numbers * profile.figure_share(lambda f: f != int(f))
    odd = max(profile.dates, fractions, profile.currency if len(profile.counts) < 20 else 0)
    if odd > 0.6:
        return Fit(0.05, code="no_codes")
    negative = profile.figure_share(lambda figure: figure < 0) * profile.numbers
    many = 1.0 if len(profile.counts) > 3 or profile.filled < 8 else 0.6
    if len(profile.counts) == 1 and profile.filled >= 20:
        many = 0.2  # the same on every row: it tells nothing apart
    elif len(profile.counts) <= 5 and profile.filled >= 100:
        many = 0.4
    pieces = max(profile.codes, 0.6)
    fit = pieces * many * (1 - 0.7 * negative) * (1 - 0.5 * min(profile.missing, 0.9))
    return Fit(fit, 0.0, "codes", profile.codes)


def _order(profile: Profile) -> Fit:
    found = _identifier(profile)
    if profile.emails > 0.5:
        return Fit(0.05, code="emails", share=profile.emails)
    return Fit(found.fit * (1 - 0.5 * profile.missing), 0.0, found.code, found.share)


def _device(profile: Profile) -> Fit:
    """A device's or a visit's number: Google's are two numbers with a point between them."""
    if max(profile.dates, profile.emails, profile.prose) > 0.6:
        return Fit(0.05, code="no_codes")
    if profile.small == 1 and profile.distinct < 0.5 and profile.filled >= 40:
        return Fit(0.05, code="no_codes")  # the visitor's third visit, not the visit's number
    return Fit(profile.codes, 0.0, "codes", profile.codes)


def _customer(profile: Profile) -> Fit:
    found = _identifier(profile)
    if profile.emails > 0.5:
        few = len(profile.counts) <= 5 and profile.filled >= 100  # a shop's own
        return Fit(0.4 if few else 0.95, 0.0 if few else 0.35, "emails", profile.emails)
    # Customers are often absent (guests): that is no sign against the column.
    fit = found.fit / (1 - 0.5 * min(profile.missing, 0.9)) if found.fit > 0.05 else found.fit
    return Fit(min(fit, 1.0) * (1 - 0.35 * profile.prose), 0.0, found.code, found.share)


def _item(profile: Profile) -> Fit:
    if profile.emails > 0.5:
        return Fit(0.0, code="emails", share=profile.emails)
    found = _identifier(profile)
    counted = profile.filled >= 100 and profile.small * profile.figure_share(lambda f: f <= 20) == 1
    fit = found.fit * (0.3 if counted else 1.0)  # how many items, not which
    return Fit(fit * (1 - 0.45 * profile.prose), 0.0, found.code, found.share)


def _count(profile: Profile) -> Fit:
    fits = min(profile.numbers, profile.small + 0.3 * (profile.whole - profile.small))
    small = profile.figure_share(lambda f: abs(f) <= 20) * profile.small
    alone = 0.25 * small if len(profile.counts) > 1 and not profile.booleans else 0.0
    return Fit(fits * (1 - 0.8 * min(profile.clocks, 1)), alone, "counts", profile.small)


def _whole(profile: Profile) -> Fit:
    return Fit(profile.whole, 0.0, "whole", profile.whole)


def _money(profile: Profile) -> Fit:
    if profile.numbers < 0.5:
        return Fit(profile.numbers * 0.2, code="not_numbers", share=profile.numbers)
    if set(profile.counts) == {"0", "1"}:
        return Fit(0.1, code="not_numbers")
    if not any(profile.read):
        return Fit(0.3, code="not_numbers")  # nothing but zeros
    cents = profile.figure_share(lambda figure: figure != int(figure))
    signs = profile.share(lambda value: any(sign in value for sign in "$€£"))
    clocks = profile.clocks if not cents else 0.0
    alone = 0.2 * cents + 0.2 * signs
    return Fit(profile.numbers * (1 - 0.6 * clocks), alone, "amounts", profile.numbers)


def _tax(profile: Profile) -> Fit:
    """An amount of tax, and no rate such as 21, 0.21 or 21 %: few values, none above a third."""
    found = _money(profile)
    if profile.share(lambda value: "%" in value) > 0.5:
        return Fit(0.1, 0.0, "rates", 1.0)
    few = len(profile.counts) <= 6 and profile.filled >= 40
    if few and any(profile.read) and profile.figure_share(lambda f: abs(f) <= 33) == 1:
        return Fit(0.1 * found.fit, 0.0, "rates", 1.0)
    return found


def _shipping(profile: Profile) -> Fit:
    """An amount that many orders share; the number of a parcel is each parcel's own."""
    found = _money(profile)
    whole = profile.figure_share(lambda figure: figure == int(figure)) == 1
    if whole and profile.filled >= 20 and profile.distinct > 0.9:
        return Fit(0.05, 0.0, "codes", profile.codes)
    return replace(found, alone=0.0)


def _known(words: frozenset[str], code: str, alone: float, otherwise: float) -> Callable:
    def fit(profile: Profile) -> Fit:
        share = profile.among(words)
        if profile.emails > 0.5 or profile.dates > 0.5:
            return Fit(0.02, code="no_words")
        text = max(profile.words, 1 - profile.numbers) * otherwise
        if share >= 0.5:
            return Fit(max(share, text), alone * share, code, share)
        return Fit(max(share, text), 0.0, "texts", profile.words)

    return fit


def _event(profile: Profile) -> Fit:
    """What happened, which many rows share: what hardly repeats is a name of something else."""
    found = _known(values.EVENTS, "events", 0.8, 0.8)(profile)
    if found.code == "texts" and profile.filled >= 20 and profile.distinct > 0.5:
        return Fit(0.1, code="no_codes")
    return found


def _currency(profile: Profile) -> Fit:
    few = len(profile.counts) <= 40
    return Fit(profile.currency, 0.75 * profile.currency * few, "currencies", profile.currency)


def _country(profile: Profile) -> Fit:
    found = profile.country
    if len(profile.counts) <= 2 and max(map(len, profile.counts)) <= 2:
        found *= 0.8  # "si" and "no" are Slovenia and Norway as well
    alone = 0.5 if not profile.booleans and profile.words > 0.5 else 0.0
    rest = 0.35 if profile.words > 0.8 and profile.emails < 0.1 else 0.0
    return Fit(max(found, rest), alone * found, "countries", found)


def _boolean(profile: Profile) -> Fit:
    """Yes or no: other words could not be read, and cost the row."""
    if profile.booleans > 0.95:
        return Fit(profile.booleans, 0.0, "booleans", profile.booleans)
    return Fit(0.05, code="no_booleans")


def _test(profile: Profile) -> Fit:
    few = 0.7 if len(profile.counts) <= 3 else 0.05
    return Fit(max(profile.booleans, few), 0.0, "booleans", profile.booleans)


def _text(profile: Profile) -> Fit:
    if profile.emails > 0.3 or profile.dates > 0.5:
        return Fit(0.02, code="no_words")
    text = max(profile.words, 0.4 * (1 - profile.numbers), 0.15)
    return Fit(text, 0.0, "texts", profile.words)


def _label(profile: Profile) -> Fit:
    """A name that many rows share, such as a category: numbers may stand for it as well."""
    found = _text(profile)
    few = 1.0 if profile.distinct < 0.5 or profile.filled < 30 else 0.7
    return Fit(max(found.fit, 0.45) * few if found.fit > 0.02 else 0.02, 0.0, "texts", found.share)


def _category(profile: Profile) -> Fit:
    """A category, of which there are several: one alone groups nothing."""
    if len(profile.counts) == 1 and profile.filled >= 20:
        return Fit(0.1, code="no_codes")
    return _label(profile)


_FITS: dict[str, Callable[[Profile], Fit]] = {
    "transaction_id": _order,
    "user_id": _customer,
    "item_id": _item,
    "session_id": _device,
    "user_pseudo_id": _device,
    "event_timestamp": _moments,
    "created_timestamp": _dates,
    "ended_timestamp": _dates,
    "delivered_timestamp": _dates,
    "session_start": _moments,
    "session_end": _moments,
    "date": _dates,
    "quantity": _count,
    "events": _count,
    "stock": _whole,
    "impressions": _whole,
    "clicks": _whole,
    "price": _money,
    "value": _money,
    "tax": _tax,
    "shipping": _shipping,
    "refund": _money,
    "cost": _money,
    "currency": _currency,
    "country": _country,
    "status": _known(values.STATUSES, "statuses", 0.45, 0.4),
    "test": _test,
    "converted": _boolean,
    "accepts_marketing": _boolean,
    "device_category": _known(values.DEVICES, "devices", 0.7, 0.5),
    "event_name": _event,
    "source": _known(values.SOURCES, "sources", 0.5, 0.8),
    "medium": _known(values.MEDIA, "media", 0.55, 0.7),
    "lifecycle_stage": _known(values.STAGES, "stages", 0.6, 0.5),
    "item_category": _category,
    "item_brand": _label,
    "item_variant": _label,
    "campaign": _label,
    "account_id": _customer,
    "subscription_id": _order,
    "ticket_id": _order,
    "start_timestamp": _dates,
    "closed_timestamp": _dates,
    "seats": _whole,
    "satisfaction": _whole,
    "mrr": _money,
    "arr": _money,
    "churned": _boolean,
    "industry": _label,
    "plan": _label,
    "billing_period": _label,
    "feature": _label,
    "priority": _label,
    "action": _label,
    "region": _label,
    "city": _label,
}
