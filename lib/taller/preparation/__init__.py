"""Phase 1 of the guide, preparation: the client's data, and whether it can carry what follows."""
