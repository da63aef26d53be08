"""The page to look at, driven in Chromium as a person would."""
