"""What a client's data is: canonical tables, sources, checks, features, simulators."""
