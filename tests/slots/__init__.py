"""Slots at work: ads, consent, space and hostile texts, in a real browser."""
