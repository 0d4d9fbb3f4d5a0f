"""What the rule makes of the log, who gains, and what a next test takes."""
