"""What the daily checklist says."""

from taller.messages import Messages

say = Messages(__package__)
