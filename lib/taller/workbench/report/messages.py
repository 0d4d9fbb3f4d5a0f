"""What pages say of words of the field (`taller.messages`)."""

from taller.messages import Messages

say = Messages(__package__)
