"""Related articles: the index, and the boxes that are filled from it."""
