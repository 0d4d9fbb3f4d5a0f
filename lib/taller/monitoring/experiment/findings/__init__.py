"""What a test, or a campaign in regions, means."""
