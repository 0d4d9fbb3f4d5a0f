"""A notebook made ready: its prose in the client's language, its parameters, what it imports."""
