"""Pages as record batches, and the engines that share them out: each gives the bytes of ``adlayout build``."""
