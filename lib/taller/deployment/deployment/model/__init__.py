"""Deployment: how a model answers, where versions are kept, who serves them, how they go live.

Each room imports only those on its left: ``scoring → registry → service → pipeline``.
"""
