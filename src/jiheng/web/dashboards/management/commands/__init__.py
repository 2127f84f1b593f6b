"""Commands: ``jiheng manage NAME``."""
