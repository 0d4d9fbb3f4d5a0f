"""What headers say, in words and abbreviations of several languages."""
