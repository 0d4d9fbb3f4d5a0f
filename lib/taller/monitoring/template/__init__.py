"""What the reports of a day and of a week share: who gets them, and how they read as a letter."""
