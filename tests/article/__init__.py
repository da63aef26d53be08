"""The article room's tests."""
