"""How notebooks run and become reports."""
