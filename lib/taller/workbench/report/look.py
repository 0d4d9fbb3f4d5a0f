"""What every page shares: frame, security policy, the client's colour, the key figures."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from taller import language
from taller.language import _, signed
from taller.phase import Estimate

TEMPLATES = Path(__file__).parent / "templates"
DEFAULT_COLOUR = "#1f5fa8"
# The tinted grounds of the style sheet; on the plain ones text in the accent is easier to read yet.
PAPER = {"light": "#f5f6f8", "dark": "#1c2026"}
AA = 4.6  # WCAG asks 4.5 of text; a little more absorbs rounding
_LOGO = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+\Z")


@cache
def environment() -> jinja2.Environment:
    """The templates; everything put into them is escaped unless a template says it is markup."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    # By name at render time, since the language is chosen per page.
    env.globals["_"] = lambda message: _(message)
    return env


@cache
def asset(name: str) -> str:
    """The text of a style sheet or script."""
    return (TEMPLATES / name).read_text(encoding="utf-8").strip()


def page(template: str, *, scripts: list[str], colour: str | None, **values: Any) -> str:
    """Render a whole page under a policy that runs its own scripts and nothing else.

    Parameters
    ----------
    template : file name among the templates
    scripts : texts of the scripts at the page's end
    colour : the client's colour, ``#rrggbb``
    values : what the template shows
    """
    style = accent_rules(colour) + asset("style.css") + values.pop("more_style", "")
    early = asset("early.js")
    return (
        environment()
        .get_template(template)
        .render(
            style=style,
            early=early,
            scripts=scripts,
            csp=policy([early, *scripts], [style]),
            lang=language.current().locale.replace("_", "-"),
            **values,
        )
    )


def policy(scripts: list[str], styles: list[str]) -> str:
    """A content security policy: nothing is fetched, only the given scripts and styles apply."""
    return (
        f"default-src 'none'; script-src {' '.join(map(hash_source, scripts))}; "
        f"style-src {' '.join(map(hash_source, styles))}; img-src data: blob:; font-src 'none'; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
    )


@cache
def hash_source(text: str) -> str:
    """A text's hash as a policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def logo(uri: object) -> str | None:
    """The client's logo if it is an image within the page, else None."""
    return uri if isinstance(uri, str) and _LOGO.match(uri) else None


@cache
def accent_rules(colour: str | None) -> str:
    """The client's colour as style rules: as it is for ornament, readable for text."""
    brand = colour if colour and re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else DEFAULT_COLOUR
    light, dark = readable(brand, PAPER["light"]), readable(brand, PAPER["dark"])
    return f":root{{--brand:{brand};--accent-light:{light};--accent-dark:{dark}}}\n"


def readable(colour: str, background: str) -> str:
    """The colour, darkened or lightened until text in it can be read on the background.

    >>> readable("#ffe14d", "#ffffff")
    '#827327'
    >>> readable("#0072b2", "#ffffff")
    '#0072b2'
    """
    goal = (0, 0, 0) if luminance(background) > 0.18 else (255, 255, 255)
    start = _channels(colour)
    for step in range(101):
        mixed = [round(a + (b - a) * step / 100) for a, b in zip(start, goal, strict=True)]
        shade = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(shade, background) >= AA:
            return shade
    return "#{:02x}{:02x}{:02x}".format(*goal)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG's relative luminance of a colour, 0 to 1."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def shown_figure(figure: dict[str, Any]) -> dict[str, Any]:
    """A key figure as the pages show it: in words, and as a whisker."""
    estimate = Estimate.model_validate(figure["estimate"])
    target = figure.get("target")
    drawn = whisker(estimate, target)
    return {
        "label": figure["label"],
        "value": signed(language.quantity(estimate.value, estimate.unit)),
        "interval": signed(_interval_said(estimate)),
        "range": signed(_range(estimate)),
        "target": signed(_target_said(estimate, target)) if target is not None else "",
        "whisker": drawn,
        "ends": whisker_ends(estimate, drawn["low"], drawn["high"]) if drawn else [],
        "spark": None,
        "n": language.number(estimate.n),
        "method": estimate.method,
    }


def _interval_said(estimate: Estimate) -> str:
    if estimate.is_exact:
        return language.interval(estimate)
    if estimate.level is None:
        return _("As assumptions move: {interval}").format(interval=language.interval(estimate))
    level = language.percent(estimate.level, 0)
    return _("{level} interval: {interval}").format(
        level=level, interval=language.interval(estimate)
    )


def _range(estimate: Estimate) -> str:
    if estimate.is_exact:
        return language.interval(estimate)
    sure = _("sensitivity") if estimate.level is None else language.percent(estimate.level, 0)
    return f"{language.interval(estimate)} ({sure})"


def _target_said(estimate: Estimate, target: float) -> str:
    aim = language.quantity(target, estimate.unit)
    slack = 1e-9 * max(1.0, abs(target))
    if estimate.low > target + slack:
        return _("Target {target}: the figure is above it").format(target=aim)
    if estimate.high < target - slack:
        return _("Target {target}: the figure is below it").format(target=aim)
    return _("Target {target}: within the interval").format(target=aim)


def whisker(estimate: Estimate, target: float | None) -> dict[str, Any] | None:
    """Where value, interval and target lie on a line 200 wide; None for a bare count.

    The line always holds zero, so that the whisker's length shows how precise the figure is.
    """
    if estimate.is_exact and target is None:
        return None
    points = [0.0, estimate.low, estimate.high, estimate.value]
    points += [] if target is None else [target]
    left, right = min(points), max(points)
    margin = (right - left or 1.0) * 0.04
    left, right = left - margin, right + margin

    def at(value: float) -> float:
        return round(200 * (value - left) / (right - left), 1)

    return {
        "zero": at(0.0),
        "low": at(estimate.low),
        "high": at(estimate.high),
        "value": at(estimate.value),
        "target": None if target is None else at(target),
    }


FIT = 23  # signs that fit side by side under a whisker, on a phone


def whisker_ends(estimate: Estimate, low: float, high: float) -> list[tuple[float, str, str]]:
    """The ends of a whisker as numbers: the place of each in percent of its line, its side, it.

    Each stands under its end, or begins or ends there at the line's own end; where both would
    touch, they are moved apart. There are none where the figure has no interval.

    Parameters
    ----------
    low, high : where the ends lie on the line 200 wide
    """
    if estimate.is_exact:
        return []
    said = [signed(end) for end in language.ends(estimate)]
    half = [50 * len(end) / FIT for end in said]
    left, right, pad = low / 2, high / 2, 100 / FIT
    at_start, at_end = left < half[0], right > 100 - half[1]
    if left + half[0] * (1 + at_start) + pad > right - half[1] * (1 + at_end):
        at_start = at_end = False
        gap = half[0] + half[1] + pad
        apart = max(0.0, gap - (right - left)) / 2
        left = max(half[0], min(left - apart, 100 - half[1] - gap))
        right = max(left + gap, min(right + apart, 100 - half[1]))
    sides = "start" if at_start else "middle", "end" if at_end else "middle"
    return [(round(left, 1), sides[0], said[0]), (round(right, 1), sides[1], said[1])]


def duration(seconds: float) -> str:
    """How long something took.

    >>> duration(75), duration(3.21)
    ('1\\xa0min 15\\xa0s', '3.2\\xa0s')
    """
    if seconds < 60:
        return f"{language.number(seconds, 1 if seconds < 10 else 0)}\u00a0s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{minutes}\u00a0min" + (f" {rest}\u00a0s" if rest and not hours else "")
    return f"{hours}\u00a0h {text}" if hours else text


def moment(text: Any) -> str:
    """A time stamp as the locale writes it; empty for none, as it stands if it is not one."""
    from babel.dates import format_time

    if not text:
        return ""
    try:
        when = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return str(text)
    # papermill writes UTC without saying so.
    when = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when.astimezone(dt.UTC)
    clock = format_time(when, format="short", locale=language.current().locale)
    return f"{language.date(when)}, {clock} UTC"


def own_version(version: Any) -> str:
    """What a page says of this workbench's own version of a notebook; empty for the shipped one."""
    if not version:
        return ""
    said = _("This workbench's own version of the analysis, made from that of Taller {version}.")
    return said.format(version=version)
