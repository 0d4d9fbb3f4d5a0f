"""Monitoring: what was measured once something is in use."""
