"""Segments of too few people: merged into one, so that nobody in them is singled out."""

from __future__ import annotations

from dataclasses import replace

from taller.data.tell import groups
from taller.development.clustering.features import Customers
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import Choice, Model


def merge_small(
    model: Model, choice: Choice, customers: Customers, minimum: int
) -> tuple[Model, Choice]:
    """Make one segment of those that hold fewer people than may be told of.

    What the model says from here on, for the CRM or of another date, is of the merged segments.

    Parameters
    ----------
    minimum : fewest people of a group in anything that is forwarded

    Returns
    -------
    the model and the choice; the merged segment, if any, has the last number. Where no segment
    would be left beside it, all customers are one.

    See Also
    --------
    groups.suppress : why a segment of enough people may have to go with the small ones
    """
    sizes = model.assign(customers.frame).value_counts()
    hidden = groups.suppress({n: int(size) for n, size in sizes.items()}, minimum)
    count = len(model.centres)
    kept = [n for n in range(1, count + 1) if n not in hidden]
    if not hidden:
        return replace(model, minimum=minimum), choice
    if not kept:
        reason = say("too-small", n=len(customers), least=minimum)
        return (
            replace(model, numbers=(1,) * count, minimum=minimum),
            replace(choice, overlaps=choice.overlaps[:1], grouping=None, alike=reason),
        )
    numbers = {n: place for place, n in enumerate(kept, start=1)}
    together = tuple(numbers.get(n, len(kept) + 1) for n in range(1, count + 1))
    weakest = min((choice.overlaps[n - 1] for n in hidden), key=lambda found: found.value)
    overlaps = [*(choice.overlaps[n - 1] for n in kept), weakest]
    return (
        replace(model, numbers=together, minimum=minimum),
        replace(choice, overlaps=overlaps, merged=len(hidden)),
    )
