"""How fast and how good it is, each number beside its floor; `make bench` runs each file."""
