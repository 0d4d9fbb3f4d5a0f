"""Servers on loopback, this house's and others', and what asks them."""
