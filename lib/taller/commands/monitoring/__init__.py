"""``taller monitor``: the command and its rounds, a round, and the index of days."""
