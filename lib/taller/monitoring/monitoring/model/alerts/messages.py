"""What alerts say."""

from taller.messages import Messages

say = Messages(__package__)
