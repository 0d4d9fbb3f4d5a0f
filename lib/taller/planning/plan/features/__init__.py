"""What the plan works with: the tasks as a list, and which days are worked."""
