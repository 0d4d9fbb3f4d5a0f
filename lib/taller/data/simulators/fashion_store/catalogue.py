"""What the shop sells: models by brand, each in its sizes, with a style of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store.output import codes, money, picked

if TYPE_CHECKING:
    import pyarrow as pa

STYLE_DIMENSIONS = 4
# category: share of the models, median price, words for names
CATEGORIES = {
    "dresses": (0.16, 48.0, ("wrap dress", "shirt dress", "knit dress", "slip dress")),
    "tops": (0.24, 22.0, ("ribbed top", "linen shirt", "boxy tee", "silk blouse")),
    "trousers": (0.16, 39.0, ("wide trousers", "straight jeans", "pleated trousers", "culottes")),
    "knitwear": (0.12, 44.0, ("cardigan", "roll-neck jumper", "merino vest", "cable jumper")),
    "coats": (0.08, 110.0, ("wool coat", "trench coat", "quilted jacket", "parka")),
    "shoes": (0.12, 69.0, ("ankle boots", "loafers", "canvas trainers", "block sandals")),
    "accessories": (0.12, 18.0, ("leather belt", "bucket bag", "wool scarf", "hoop earrings")),
}
COLOURS = ("ink", "sand", "olive", "cherry", "ivory", "slate", "mustard", "lilac", "rust", "teal")
SIZES = ("S", "M", "L", "XL")
SHOE_SIZES = ("37", "38", "39", "40")
ONE_SIZE = "one size"
FIRST_WORDS = ("Alba", "Brisa", "Canela", "Duna", "Espiga", "Faro", "Galerna", "Hiedra", "Jara")
SECOND_WORDS = ("", " Studio", " & Sol", " Atelier", " Norte", " Claro")
FIT = 0.3  # how far models run small or large, in sizes
BRAND_STYLE = 0.7  # how much of a model's style is its brand's


@dataclass(frozen=True)
class Catalogue:
    """The items, and the models they are sizes of.

    Attributes
    ----------
    model, size : (items,) which model, and which of its sizes from 0
    popularity : (models,) share of what is looked at; one model's sizes share it
    style : (models, dimensions) direction of unit length
    runs : (models,) by how many sizes it is larger than its label
    dear : (models,) log of the price over the median price
    first, sizes : (models,) its first item, and how many sizes it comes in
    """

    model: np.ndarray
    size: np.ndarray
    category: np.ndarray
    brand: np.ndarray
    colour: np.ndarray
    word: np.ndarray
    price: np.ndarray  # cents
    cost: np.ndarray  # cents
    popularity: np.ndarray
    style: np.ndarray
    runs: np.ndarray
    dear: np.ndarray
    first: np.ndarray
    sizes: np.ndarray

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.model)

    @property
    def sized(self) -> np.ndarray:
        """Whether each model comes in sizes."""
        return self.category != list(CATEGORIES).index("accessories")

    @property
    def ids(self) -> pa.Array:
        """The items' codes, F00001 and on."""
        return codes("F", np.arange(1, self.items + 1), 5, self.items)

    def item(self, model: np.ndarray, size: np.ndarray) -> np.ndarray:
        """The model's item nearest to a wanted size."""
        nearest = np.rint(size).astype(np.int32)
        return self.first[model] + np.clip(nearest, 0, self.sizes[model] - 1)

    def drawn(self, rng: np.random.Generator, n: int) -> np.ndarray:
        """Models that someone comes upon, by popularity."""
        cumulated = np.cumsum(self.popularity)
        found = np.searchsorted(cumulated, rng.random(n) * cumulated[-1], side="right")
        return np.minimum(found, len(cumulated) - 1).astype(np.int32)


def catalogue(rng: np.random.Generator, n: int) -> Catalogue:
    """Make ``n`` items: models in turn, each with all its sizes, until they are enough."""
    shares = np.array([share for share, _, _ in CATEGORIES.values()])
    category = rng.choice(len(CATEGORIES), n, p=shares / shares.sum())
    sizes = np.where(category == list(CATEGORIES).index("accessories"), 1, len(SIZES))
    models = int(np.searchsorted(np.cumsum(sizes), n)) + 1
    category, sizes = category[:models], sizes[:models]
    sizes[-1] -= sizes.sum() - n
    first = np.cumsum(sizes) - sizes
    brand, style, level = _brands(rng, models)
    median = np.array([price for _, price, _ in CATEGORIES.values()])[category]
    price = np.round(median * np.exp(rng.normal(0, 0.3, models) + level)) - 0.05
    price = np.rint(np.maximum(price, 3.95) * 100).astype(np.int64)
    popularity = rng.permutation(1 / (np.arange(models) + 10.0))  # a few models sell most
    return Catalogue(
        model=np.repeat(np.arange(models, dtype=np.int32), sizes),
        size=(np.arange(n) - np.repeat(first, sizes)).astype(np.int32),
        category=category,
        brand=brand,
        colour=rng.integers(0, len(COLOURS), models),
        word=rng.integers(0, 4, models),
        price=price,
        cost=np.rint(price * rng.uniform(0.35, 0.5, models)).astype(np.int64),
        popularity=popularity / popularity.sum(),
        style=style,
        runs=rng.normal(0, FIT, models),
        dear=np.log(price / np.median(price)),
        first=first.astype(np.int32),
        sizes=sizes.astype(np.int32),
    )


def _brands(rng: np.random.Generator, models: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each model's brand, style and price level (log)."""
    brands = min(len(FIRST_WORDS) * len(SECOND_WORDS), int(np.ceil(np.sqrt(models) / 1.5)))
    brand = rng.integers(0, brands, models)
    centre = directions(rng, brands)[brand]
    style = BRAND_STYLE * centre + (1 - BRAND_STYLE) * rng.normal(size=centre.shape)
    style /= np.linalg.norm(style, axis=1, keepdims=True)
    return brand, style, rng.normal(0, 0.2, brands)[brand]


def directions(rng: np.random.Generator, n: int) -> np.ndarray:
    """Styles: directions of unit length, all as likely."""
    vectors = rng.normal(size=(n, STYLE_DIMENSIONS))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def table(catalogue: Catalogue, stock: np.ndarray) -> pa.Table:
    """The canonical items."""
    import pyarrow as pa

    model = catalogue.model
    words = np.array([words for _, _, words in CATEGORIES.values()])
    colour = np.array(COLOURS)[catalogue.colour]
    name = np.char.add(np.char.add(words[catalogue.category, catalogue.word], ", "), colour)
    brands = np.array([first + second for second in SECOND_WORDS for first in FIRST_WORDS])
    return pa.table(
        {
            "item_id": catalogue.ids,
            "item_name": picked(name, model),
            "item_category": picked(np.array(list(CATEGORIES)), catalogue.category[model]),
            "item_brand": picked(brands, catalogue.brand[model]),
            "item_variant": np.char.add(np.char.add(colour[model], " / "), _labels(catalogue)),
            "price": money(catalogue.price[model]),
            "cost": money(catalogue.cost[model]),
            "stock": stock,
        }
    )


def _labels(catalogue: Catalogue) -> np.ndarray:
    names = list(CATEGORIES)
    category = catalogue.category[catalogue.model]
    labels = np.where(
        category == names.index("shoes"),
        np.array(SHOE_SIZES)[catalogue.size],
        np.array(SIZES)[catalogue.size],
    )
    return np.where(category == names.index("accessories"), ONE_SIZE, labels)


def truth(catalogue: Catalogue) -> pa.Table:
    """Popularity, full price, style, and how the item fits (``size`` and ``runs`` in sizes)."""
    import pyarrow as pa

    model = catalogue.model
    columns = {
        "item_id": catalogue.ids,
        "popularity": (catalogue.popularity / catalogue.sizes)[model],
        "price": catalogue.price[model] / 100,
        "dear": catalogue.dear[model],
        "model": model,
        "sized": catalogue.sized[model],
        "size": catalogue.size,
        "runs": catalogue.runs[model],
    }
    styles = {f"style_{i + 1}": catalogue.style[model, i] for i in range(STYLE_DIMENSIONS)}
    return pa.table({**columns, **styles})
