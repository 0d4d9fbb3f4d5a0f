"""Phase 3, development: the models a client's marketing runs on."""
