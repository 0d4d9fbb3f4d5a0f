"""Commands of the command line that belong to one notebook, and the arguments commands share."""
