"""What a column's values, and its place among others, say it is."""
