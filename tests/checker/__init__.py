"""The checker's findings, on finished pages written by hand."""
