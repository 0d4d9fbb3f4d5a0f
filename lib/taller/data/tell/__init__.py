"""What is told of a client's data: the ledger, its quality, totals and how they reconcile."""
