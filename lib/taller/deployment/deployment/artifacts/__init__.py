"""The kit: what puts the service on the client's own platform, rendered from the same settings."""
