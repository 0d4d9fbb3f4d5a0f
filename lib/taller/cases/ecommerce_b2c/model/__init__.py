"""The trial: how it is planned, by which rule it is judged, and how it is played."""
