"""A run as pages: what a page shows, its look, its charts, and the index."""
