"""Notebooks of a run on a cluster: tasks for the workers of dask.distributed."""
