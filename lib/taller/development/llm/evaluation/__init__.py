"""Each way of doing a task, held against what a person said is right."""
