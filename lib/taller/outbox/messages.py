"""What the outbox says."""

from taller.messages import Messages

say = Messages(__package__)
