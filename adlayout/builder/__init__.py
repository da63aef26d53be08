"""Finishes a folder of pages: each file appears whole or not at all, and one bad page never stops the others."""
