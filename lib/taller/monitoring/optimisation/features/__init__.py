"""Journeys and media, as the client's tables tell them."""
