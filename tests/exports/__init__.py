"""Exports of the platforms clients send most, written with their true net sales, and judged."""
