"""What is said of a cloud."""

from taller.messages import Messages

say = Messages(__package__)
