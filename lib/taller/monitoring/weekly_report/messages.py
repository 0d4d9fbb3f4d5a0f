"""What the weekly report says."""

from taller.messages import Messages

say = Messages(__package__)
