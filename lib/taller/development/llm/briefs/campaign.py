"""The brand's voice and its campaigns, as the engagement file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from taller.development.llm.briefs.channels import CHANNELS, placeholders
from taller.development.llm.briefs.messages import say
from taller.faults import Found, mapping, texts, together
from taller.phase import Section

LANGUAGES = ("es", "en")
LONGEST = "x" * 24  # what is filled in, where nobody says how long it may be
MOST_WORDS = 1500  # of a voice or a campaign: what is longer is no instruction, and is paid by call


def _known(kind: str, known: tuple[str, ...], given: str) -> str:
    if given not in known:
        raise ValueError(say(f"task-unknown.{kind}", known=known))
    return given


Language = Annotated[str, AfterValidator(lambda given: _known("language", LANGUAGES, given))]
Channel = Annotated[str, AfterValidator(lambda given: _known("channel", (*CHANNELS,), given))]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Domain = Annotated[str, Field(pattern=r"^[\w-]+(\.[\w-]+)+$", max_length=253)]


class Preference(Section):
    """Two texts, and which one the client prefers."""

    a: Text = Field(description="a text")
    b: Text = Field(description="another")
    better: Literal["a", "b"] = Field(description="which of them the client prefers")


class Voice(Section):
    """How the brand speaks, and what it never says."""

    tone: str = Field("", description="how it speaks, in a few words")
    do: tuple[Text, ...] = Field((), description="what it does")
    dont: tuple[Text, ...] = Field((), description="what it avoids")
    examples: tuple[Text, ...] = Field((), description="texts that sound like the brand")
    forbidden: tuple[Text, ...] = Field((), description="words and claims that no text may hold")
    domains: tuple[Domain, ...] = Field((), description="web domains that a text may link to")
    preferences: tuple[Preference, ...] = Field(
        (), max_length=500, description="pairs by which a judge is judged"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _is_short(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, lambda held: _long("voice", held, _SAID))


class Campaign(Section):
    """What is to be written: for whom, by which channel, from which facts."""

    name: Text = Field(description="its name")
    channel: Channel = Field(description="email, sms, push, google_ads, meta_ads, whatsapp …")
    languages: tuple[Language, ...] = Field(LANGUAGES, description="languages it is written in")
    about: Text = Field(description="what it is for and to whom it goes")
    facts: tuple[Text, ...] = Field(
        (), description="all that a text may claim, with its numbers and conditions"
    )
    placeholders: dict[str, Text] = Field(
        {}, description="what is filled in when it is sent, as FIRST NAME, each with the longest "
        "value it may have; a text holds all of them as [FIRST NAME]"
    )  # fmt: skip
    legal: dict[Language, Text] = Field({}, description="the line that each text ends with")
    template: dict[Language, dict[str, Text]] = Field(
        {}, description="by language the channel's parts as they are written without a model"
    )
    variants: int = Field(1, ge=1, le=5, description="how many of each")
    segments: int = Field(1, ge=1, le=6, description="most segments of an SMS")

    @model_validator(mode="wrap")
    @classmethod
    def _is_whole(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, _faults)

    @classmethod
    def told(cls, name: str, channel: str, language: str, said: Mapping[str, str]) -> Self:
        """A campaign as a message of a package tells it, in one language.

        Parameters
        ----------
        said : its ``about``, ``fact`` and ``close``, and as the template the channel's parts
        """
        parts = [part.name for part in CHANNELS[channel].parts if part.name in said]
        holes = placeholders(" ".join([*(said[part] for part in parts), said["close"]]))
        return cls(
            name=name, channel=channel, languages=(language,), about=said["about"],
            facts=(said["fact"],), placeholders=dict.fromkeys(sorted(holes), LONGEST),
            legal={language: said["close"]},
            template={language: {part: said[part] for part in parts}},
        )  # fmt: skip

    def filled(self, text: str) -> str:
        """A text with each placeholder's longest value in its place."""
        for name, longest in self.placeholders.items():
            text = text.replace(f"[{name}]", longest)
        return text


_SAID = ("tone", "do", "dont", "examples", "forbidden")


def _long(
    what: Literal["voice", "campaign"], given: dict[str, Any], keys: tuple[str, ...]
) -> Found:
    held = [text for key in keys for text in (given.get(key), *texts(given.get(key)))]
    n = sum(len(text.split()) for text in held if isinstance(text, str))
    if n > MOST_WORDS:
        yield (), say("task-fault.long", what=what, n=n, most=MOST_WORDS), n


def _faults(given: dict[str, Any]) -> Found:
    """A campaign without facts, parts that its channel has not, placeholders that nobody fills."""
    yield from _long("campaign", given, ("about", "facts"))
    if not any(fact.strip() for fact in texts(given.get("facts"))):
        yield ("facts",), say("task-fault.facts"), given.get("facts")
    if given.get("languages") in ([], ()):
        yield ("languages",), say("task-unknown.language", known=LANGUAGES), []
    channel, known = CHANNELS.get(str(given.get("channel"))), [*mapping(given.get("placeholders"))]
    lines = [(("legal", code), line) for code, line in mapping(given.get("legal")).items()]
    for code, each in mapping(given.get("template")).items():
        for part, text in mapping(each).items():
            lines.append((("template", code, part), text))
            names = [held.name for held in channel.parts] if channel else [part]
            if part not in names:
                yield lines[-1][0], say("task-fault.part", known=names), part
    for place, text in lines:
        if unknown := sorted(placeholders(str(text)) - {*known}):
            yield place, say("task-fault.placeholder", unknown=unknown, known=known or None), text
