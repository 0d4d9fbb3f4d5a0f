# What the test suite says. A file beside the notebook, test_suite.en.ftl, replaces what it names.

