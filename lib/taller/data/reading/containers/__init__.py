"""One file for each container a table may come in."""
