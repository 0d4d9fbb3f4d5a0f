"""The guide's case studies: data, model, intervention, experiment and money, end to end."""
