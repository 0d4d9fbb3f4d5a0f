"""How differences and lifts, and their intervals, are made of moments."""
