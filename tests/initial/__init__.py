"""``adlayout init`` on sites written by hand, on the example magazine, and on what real generators make."""
