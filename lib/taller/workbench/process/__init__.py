"""Processes that work for a run: kernels, the warm process they fork from, children with bounds."""
