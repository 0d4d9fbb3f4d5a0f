"""The test suite: how tests are run, and their results read."""
