"""A workbench of one's own: its folder, its notebooks, and shipped ones it replaces."""
