"""How people choose: what an item is worth to them, by its style, price and category.

Of the items seen, the one of highest utility is taken, where Gumbel noise makes the choice a
conditional logit (McFadden, 1974): these weights are what an estimate of it should find.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.data.simulators.fashion_store.catalogue import CATEGORIES, Catalogue, directions
from taller.data.simulators.fashion_store.customers import MEAN_SIZE, SIZE_SPREAD, Customers

STYLE = 2.0  # of the cosine between the person's style and the item's
PRICE = -2.5  # of the distance between log price and taste
FAVOURITE = 1.5  # of being in the favourite category
SEEN = 3  # items seen for each one bought
ADD_LEVEL, ADD_SLOPE = -1.2, 0.6  # log odds of putting a seen item in the cart: of utility
CHECKOUT = 0.35  # share of carts without purchase that reach the checkout
MISJUDGED = 0.35  # spread of the size a person picks about the true one, in sizes


@dataclass(frozen=True)
class Shoppers:
    """People as they choose: style (n, dimensions), taste, favourite category, size (n,)."""

    style: np.ndarray
    taste: np.ndarray
    favourite: np.ndarray
    size: np.ndarray


def shoppers(people: Customers, user: np.ndarray) -> Shoppers:
    """Customers by position."""
    return Shoppers(
        people.style[user], people.taste[user], people.favourite[user], people.size[user]
    )


def strangers(rng: np.random.Generator, n: int) -> Shoppers:
    """Visitors who never bought: as customers are on average."""
    return Shoppers(
        directions(rng, n),
        rng.normal(-0.1, 0.35, n),
        rng.integers(0, len(CATEGORIES), n),
        rng.normal(MEAN_SIZE, SIZE_SPREAD, n),
    )


def utility(who: Shoppers, catalogue: Catalogue, model: np.ndarray) -> np.ndarray:
    """What models are worth to shoppers, without noise.

    Parameters
    ----------
    model : (n,) or (m, n) models, the last axis that of the shoppers
    """
    alike = sum(who.style[:, d] * catalogue.style[:, d][model] for d in range(who.style.shape[1]))
    away = np.abs(catalogue.dear[model] - who.taste)
    return STYLE * alike + PRICE * away + FAVOURITE * (catalogue.category[model] == who.favourite)


def ranked(rng: np.random.Generator, who: Shoppers, catalogue: Catalogue) -> np.ndarray:
    """Items seen by each shopper, in the size picked, the best first: (SEEN, n)."""
    n = len(who.taste)
    model = catalogue.drawn(rng, SEEN * n).reshape(SEEN, n)
    liked = utility(who, catalogue, model) + rng.gumbel(size=model.shape)
    model = np.take_along_axis(model, np.argsort(-liked, axis=0), axis=0)
    return catalogue.item(model, who.size + rng.normal(0, MISJUDGED, n))


def put_in_cart(rng: np.random.Generator, worth: np.ndarray) -> np.ndarray:
    """Whether a seen item goes into the cart, on a visit that ends without a purchase."""
    return rng.random(len(worth)) < 1 / (1 + np.exp(-ADD_LEVEL - ADD_SLOPE * worth))


def mismatch(catalogue: Catalogue, item: np.ndarray, size: np.ndarray) -> np.ndarray:
    """By how many sizes an item does not fit; 0 for what comes in one size."""
    model = catalogue.model[item]
    away = np.abs(catalogue.size[item] + catalogue.runs[model] - size)
    return np.where(catalogue.sized[model], away, 0.0)
