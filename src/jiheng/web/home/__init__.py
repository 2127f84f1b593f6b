"""The first page: what a person must do, what waits for others, and how far everyone is."""
