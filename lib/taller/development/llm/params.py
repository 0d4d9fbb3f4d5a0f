"""LLM services: the parameters of its notebook."""

from __future__ import annotations

from pydantic import Field

from taller.development.llm.briefs.campaign import Campaign, Voice
from taller.development.llm.briefs.classify import Classify
from taller.development.llm.model.door.keys import reached
from taller.development.llm.model.door.settings import Settings
from taller.phase import Section


class Params(Section):
    """Knobs of notebooks/03_development/llm.ipynb."""

    door: Settings = Field(
        Settings(), description="services, who answers what, limits and money (none: offline)"
    )
    per_usd: float | None = Field(
        None, gt=0, description="the client's currency for one US dollar, in which services bill"
    )
    classify: Classify = Field(Classify(), description="how texts are put into categories")
    voice: Voice = Field(Voice(), description="how the brand speaks, and what it never says")
    campaigns: tuple[Campaign, ...] = Field(
        (), max_length=40, description="what is to be written, from which facts"
    )
    on_first_page: bool = Field(
        False, description="whether the summary of the run opens its first page"
    )

    def reaches(self) -> dict[tuple[str | int, ...], tuple[str, str]]:
        """The services outside that its endpoints name."""
        return {("door", *key): to for key, to in reached(self.door).items()}
