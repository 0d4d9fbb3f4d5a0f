"""What came of earlier recommendations."""
