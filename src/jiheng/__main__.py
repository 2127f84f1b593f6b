"""``python -m jiheng``."""

from jiheng.cli import main

main()
