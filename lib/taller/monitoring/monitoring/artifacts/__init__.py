"""What monitoring keeps from day to day."""
