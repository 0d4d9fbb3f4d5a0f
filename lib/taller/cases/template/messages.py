"""The cases' shared messages (`taller.messages`)."""

from taller.messages import Messages

say = Messages(__package__)
