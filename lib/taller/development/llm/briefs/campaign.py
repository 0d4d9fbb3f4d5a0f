"""The brand's voice and its campaigns, as the engagement file gives them."""

from __future__ import annotations

from pydantic import AfterValidator, Field, model_validator

from taller.development.llm.briefs.channels import CHANNELS, placeholders
from taller.development.llm.briefs.messages import say
from taller.errors import did_you_mean
from taller.phase import Section

LANGUAGES = ("es", "en")
MOST_WORDS = 1500  # of a voice or a campaign: what is longer is no instruction, and is paid by call


def _known(kind: str, known: tuple[str, ...], given: str) -> str:
    if given not in known:
        raise ValueError(say(f"fault.{kind}", near=did_you_mean(given, known)))
    return given


Language = Annotated[str, AfterValidator(lambda given: _known("language", LANGUAGES, given))]
Channel = Annotated[str, AfterValidator(lambda given: _known("channel", (*CHANNELS,), given))]
Text = Annotated[str, Field(min_length=1)]


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
    domains: tuple[Text, ...] = Field((), description="web domains that a text may link to")
    preferences: tuple[Preference, ...] = Field((), description="pairs by which a judge is judged")

    @model_validator(mode="after")
    def _is_short(self) -> Self:
        said = [self.tone, *self.do, *self.dont, *self.examples, *self.forbidden]
        _refuse_long("voice", said)
        return self


class Campaign(Section):
    """What is to be written: for whom, by which channel, from which facts."""

    name: Text = Field(description="its name")
    channel: Channel = Field(description="email, sms, push, google_ads, meta_ads, whatsapp …")
    languages: tuple[Language, ...] = Field(LANGUAGES, min_length=1, description="es, en")
    about: Text = Field(description="what it is for and to whom it goes")
    facts: tuple[Text, ...] = Field(
        (), description="all that a text may claim, with its numbers and conditions"
    )
    placeholders: dict[str, str] = Field(
        {}, description="what is filled in when it is sent, as FIRST NAME, each with the longest "
        "value it may have; a text holds all of them as [FIRST NAME]"
    )  # fmt: skip
    legal: dict[Language, str] = Field({}, description="the line that each text ends with")
    template: dict[Language, dict[str, str]] = Field(
        {}, description="by language the channel's parts as they are written without a model"
    )
    variants: int = Field(1, ge=1, le=5, description="how many of each")
    segments: int = Field(1, ge=1, le=6, description="most segments of an SMS")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not any(fact.strip() for fact in self.facts):
            raise ValueError(say("fault.no-facts", name=self.name))
        _refuse_long("campaign", [self.about, *self.facts, *self.legal.values()])
        parts = {part for each in self.template.values() for part in each}
        if unknown := sorted(parts - {part.name for part in CHANNELS[self.channel].parts}):
            known = [part.name for part in CHANNELS[self.channel].parts]
            raise ValueError(say("fault.parts", unknown=unknown, known=known))
        texts = [*self.legal.values(), *(t for each in self.template.values() for t in each.values())]
        if unknown := sorted({p for text in texts for p in placeholders(text)} - {*self.placeholders}):
            raise ValueError(say("fault.placeholder", unknown=unknown, known=[*self.placeholders]))
        return self

    def filled(self, text: str) -> str:
        """A text with each placeholder's longest value in its place."""
        for name, longest in self.placeholders.items():
            text = text.replace(f"[{name}]", longest)
        return text


def _refuse_long(what: Literal["voice", "campaign"], texts: list[str]) -> None:
    n = sum(len(text.split()) for text in texts)
    if n > MOST_WORDS:
        raise ValueError(say("fault.long", what=what, n=n, most=MOST_WORDS))


