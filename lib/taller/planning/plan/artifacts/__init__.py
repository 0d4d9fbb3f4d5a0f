"""Files people use: MS Project XML, CSV for Jira, a calendar, done tasks read back."""
