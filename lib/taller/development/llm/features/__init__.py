"""What the tasks start from: what customers wrote, and the facts of a run."""
