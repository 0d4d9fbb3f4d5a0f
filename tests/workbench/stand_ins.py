"""Imported by the fork server of quick runs, whose pages are then stand-ins too."""

from tests.workbench import scratch

scratch.stand_in_pages()
