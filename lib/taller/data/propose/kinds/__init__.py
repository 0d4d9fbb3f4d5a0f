"""What kind of table a file is, by what it tells: a trial, regions, subscriptions, texts, rows."""
