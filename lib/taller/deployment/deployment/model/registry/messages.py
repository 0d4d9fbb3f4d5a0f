"""What the registry says."""

from taller.messages import Messages

say = Messages(__package__)
