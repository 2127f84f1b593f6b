"""Lists brought in from Excel and csv: read, looked at row by row, tried out, and stored as a whole or not at all."""
