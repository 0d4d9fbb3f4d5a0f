"""What figures made without outcomes say of themselves."""

from taller.messages import Messages

say = Messages(__package__)
