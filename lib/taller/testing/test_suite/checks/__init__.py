"""The shipped tests: ordinary pytest files, whose names begin with their kind."""
