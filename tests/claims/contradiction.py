"""A claim that the truth contradicts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Contradiction:
    """What a page says that is not so.

    Attributes
    ----------
    page : world and notebook
    rule : what kind of falsehood it is, in a word
    said : the sentence, the name or the file
    truth : what is so
    """

    page: str
    rule: str
    said: str
    truth: str

    def __str__(self) -> str:
        return f"{self.page} [{self.rule}] says: {self.said} | truth: {self.truth}"
