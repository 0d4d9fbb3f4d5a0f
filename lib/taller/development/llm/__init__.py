"""Language models: campaign copy, sorted messages and a director's summary, each checked."""
