"""The network as a drawing, made of the topology itself; every text in it is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from taller.language import number
from taller.planning.infrastructure.messages import say
from taller.planning.infrastructure.tables import machines, stores

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.topology import Tier, Topology

WIDTH, EDGE, ROW, GAP = 400, 12, 66, 26  # narrow, so that a phone shows it at its full size
INK, MUTED, PAPER, LINE = "#1b1f24", "#57606a", "#ffffff", "#8a9099"
FILLS = {"public": "#f5f6f8", "app": "#dbe9f4", "data": "#e4f1e8"}
STYLE = (
    "text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;fill:" + INK + "}"
    ".s{font-size:11.5px;fill:" + MUTED + "}.b{font-weight:600}"
)


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
    parts = [_box(EDGE, 8, WIDTH - 2 * EDGE, 46, PAPER, dashed=True),
             _text(WIDTH / 2, 27, say("drawing.asks"), "b", "middle"),
             _text(WIDTH / 2, 45, _short(sources), "s", "middle"),
             _arrow(WIDTH / 2, 54, 78, say("drawing.asked"))]  # fmt: skip
    frame, y = _frame(made, 80)
    parts += [*frame, _arrow(WIDTH / 4, y, y + 24, say("drawing.beside")), *_beside(made, y + 26)]
    told = say("drawing.alt", name=made.name, network=made.network, region=made.region,
               zones=made.zones, machines=machines(made), database=stores(made),
               sources=sources)  # fmt: skip
    whole = int(y + 82)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole}" '
        f'viewBox="0 0 {WIDTH} {whole}" role="img"><title>{escape(told)}</title>'
        f'<style>{STYLE}</style><rect width="100%" height="100%" fill="{PAPER}"/>'
        f"{''.join(parts)}</svg>"
    )
    return Drawing(svg, told)


def _frame(made: Topology, top: float) -> tuple[list[str], float]:
    """The network with a row for each tier, and where it ends."""
    tiers: list[Tier] = [tier for tier in ("public", "app", "data") if made.tier(tier)]
    height = 54 + len(tiers) * (ROW + GAP) - GAP
    parts = [_box(EDGE, top, WIDTH - 2 * EDGE, height, PAPER),
             _text(EDGE + 10, top + 19, made.name, "b"),
             _text(EDGE + 10, top + 36, f"{made.network} · {made.region}", "s")]  # fmt: skip
    for i, tier in enumerate(tiers):
        y = top + 44 + i * (ROW + GAP)
        if tier == "data":
            parts.append(_arrow(WIDTH / 2, y - GAP + 4, y - 2, say("drawing.queries")))
        parts += _tier(made, tier, y)
    return parts, top + height


def _beside(made: Topology, y: float) -> list[str]:
    """Storage and alarms, which stand in no network of the client's."""
    half = (WIDTH - 2 * EDGE - 10) / 2
    watched = say("drawing.watched", n=len(made.alarms), budgeted=made.budgeted)
    boxes = (
        (say("drawing.storage"), _gigabytes(made), FILLS["data"]),
        (say("drawing.alarms"), watched, FILLS["public"]),
    )
    parts = []
    for i, (title, what, fill) in enumerate(boxes):
        x = EDGE + i * (half + 10)
        parts += [_box(x, y, half, 46, fill), _text(x + half / 2, y + 19, title, "b", "middle"),
                  _text(x + half / 2, y + 37, what, "s", "middle")]  # fmt: skip
    return parts


def _tier(made: Topology, tier: Tier, y: float) -> list[str]:
    """A row: what stands in it, and a box for each subnet."""
    title = {"public": say("drawing.public", n=made.ways_out), "app": machines(made),
             "data": f"PostgreSQL, {made.database.type}"}[tier]  # fmt: skip
    subnets = made.tier(tier)
    inner = WIDTH - 2 * EDGE - 16
    each = (inner - 8 * (len(subnets) - 1)) / len(subnets)
    parts = [_text(EDGE + 10, y + 14, title)]
    for i, subnet in enumerate(subnets):
        x = EDGE + 8 + i * (each + 8)
        where = (
            say("drawing.zone", n=subnet.zone) if subnet.zone
            else say("drawing.zones", n=made.zones)
        )  # fmt: skip
        parts += [_box(x, y + 22, each, 44, FILLS[tier]),
                  _text(x + each / 2, y + 41, subnet.cidr, "", "middle"),
                  _text(x + each / 2, y + 58, where, "s", "middle")]  # fmt: skip
    return parts


def _gigabytes(made: Topology) -> str:
    digits = 0 if made.storage.gb >= 10 else 1
    return say("drawing.gigabytes", gb=number(made.storage.gb, digits))


def _short(sources: list[str]) -> str:
    return ", ".join(sources[:3]) + (f" +{len(sources) - 3}" if len(sources) > 3 else "")


def _box(x: float, y: float, width: float, height: float, fill: str, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" '
        f'fill="{fill}" stroke="{LINE}"{dash}/>'
    )


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    held = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{held}>{escape(text)}</text>'


def _arrow(x: float, y: float, end: float, label: str) -> str:
    return (
        f'<path d="M{x:g} {y:g}V{end:g}m-4 -5l4 5l4 -5" fill="none" stroke="{LINE}" '
        f'stroke-width="1.5"/>{_text(x + 10, (y + end) / 2 + 4, label, "s")}'
    )
