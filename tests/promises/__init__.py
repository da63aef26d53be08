"""A file per promise of the design's first section, each judged by something that adlayout does not share."""
