"""One worker: the models it has loaded, and how it answers."""
