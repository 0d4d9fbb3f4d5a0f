"""Phase 5: what was tested goes live, is watched while it does, and comes back when it fails."""
