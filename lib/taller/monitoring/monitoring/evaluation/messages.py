"""How the worth of a decision was told."""

from taller.messages import Messages

say = Messages(__package__)
