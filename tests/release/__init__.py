"""What is released, and what comes along with it."""
