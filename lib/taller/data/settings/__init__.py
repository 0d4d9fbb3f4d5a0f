"""What an engagement says of its data: which tables, where they are, what codes mean."""
