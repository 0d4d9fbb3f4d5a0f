"""What the week is told of: this run, the earlier one, the plan."""
