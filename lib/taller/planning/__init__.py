"""Phase 2 of the guide, planning: the plan a committee signs, and what it all runs on."""
