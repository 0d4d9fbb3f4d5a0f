"""What a client's file is: the parts of `taller.data.propose.proposal`."""
