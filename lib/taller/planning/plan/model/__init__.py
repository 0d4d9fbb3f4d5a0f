"""The schedule: network and critical path, simulation, levelling, progress."""
