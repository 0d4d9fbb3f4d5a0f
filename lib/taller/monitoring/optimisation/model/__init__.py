"""What credit each method gives, what spend adds, how a budget is shared, what to do first."""
