"""``python -m adlayout``."""

from adlayout.cli import main

main()
