"""A run as a PowerPoint file."""
