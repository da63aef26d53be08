"""A look at a whole site."""
