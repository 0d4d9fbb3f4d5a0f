"""A report as a letter: an e-mail's HTML with its styles inlined, and the same as plain text."""
