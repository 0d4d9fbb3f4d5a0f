"""The test suite: what is tested."""
