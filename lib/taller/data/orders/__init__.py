"""What rows of orders mean: heads, lines, packs, refunds, statuses, sums of other rows."""
