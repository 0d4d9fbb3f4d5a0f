"""What optimisation says: headline, figures, decisions, checks, limits."""
