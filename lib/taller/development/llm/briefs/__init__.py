"""What is to be written: the brand's voice, campaigns, channels, and what a text may say."""
