"""Charts of optimisation, a part of the page each."""
