"""Trials played in the simulated shop: what is shown changes what is bought."""
