"""Style sheets as sites have them, and a page to look at under each."""
