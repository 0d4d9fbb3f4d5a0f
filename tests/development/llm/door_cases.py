"""What tests of the door share: a type, a mask of one person, a question."""

from __future__ import annotations

from pydantic import BaseModel, Field

from taller.development.llm.model.door import Request

FREE = {"input": 0, "output": 0, "as_of": "2026-11-01"}


class Topic(BaseModel):
    """What a text is about."""

    label: str
    sure: float = Field(ge=0, le=1)


class Mask:
    """Hides one person, as these tests need no more."""

    def hide(self, text):
        return text.replace("Ana Ruiz", "[PERSON_1]")

    def restore(self, text):
        return text.replace("[PERSON_1]", "Ana Ruiz")


def request(text="Llega tarde", **more):
    """A question about a text."""
    offline = Topic(label="offline", sure=0)
    given = {"instructions": "Which topic?", "output": Topic, "offline": lambda: offline} | more
    return Request(task="classify", text=text, **given)
