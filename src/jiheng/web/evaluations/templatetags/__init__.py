"""What templates of evaluations can ask for."""
