"""Deployment: which models of a run can go live, and the client's own rows to ask them with."""
