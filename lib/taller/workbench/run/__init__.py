"""A run: its order, its folder and state, each notebook from source to page, what is kept of it."""
