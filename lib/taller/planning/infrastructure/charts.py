"""The network as a drawing, made of the topology itself by `network.svg.j2`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from taller.language import number
from taller.planning.infrastructure.messages import say
from taller.planning.infrastructure.tables import machines, standing, stores

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.topology import Topology


@dataclass(frozen=True)
class Drawing:
    """A drawing with what it shows in words; a page shows it as a picture, which can do nothing."""

    svg: str
    alt: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, {"alt": self.alt}


def network(made: Topology) -> Drawing:
    """Who asks, the zones with their subnets, and what stands beside the network."""
    sources = [rule.source for rule in made.rules if rule.to == "app"]
    told = say.parts(
        "drawing", name=made.name, network=made.network, region=made.region, zones=made.zones,
        machines=machines(made), database=stores(made), sources=sources, ways=made.ways_out,
        gb=number(made.storage.gb, 0 if made.storage.gb >= 10 else 1), alarms=len(made.alarms),
        budgeted=made.budgeted,
    )  # fmt: skip
    titles = {"public": told["public"], "app": machines(made),
              "data": f"PostgreSQL, {made.database.type}"}  # fmt: skip
    rows = [
        {"tier": tier, "title": title,
         "subnets": [(each.cidr, standing(each, made)) for each in made.tier(tier)]}
        for tier, title in titles.items() if made.tier(tier)
    ]  # fmt: skip
    page = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined,
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
    ).get_template("network.svg.j2")  # fmt: skip
    more = f" +{len(sources) - 3}" if len(sources) > 3 else ""
    drawn = page.render(made=made, told=told, rows=rows, sources=", ".join(sources[:3]) + more)
    return Drawing(drawn, told["alt"])
