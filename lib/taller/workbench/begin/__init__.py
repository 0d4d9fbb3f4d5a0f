"""Beginning and ending with a client: a new engagement file, the request, forgetting."""
