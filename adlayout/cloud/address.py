"""Addresses of buckets, as the command line hands them over: as paths."""

from pathlib import PurePath

SCHEMES = ("s3", "gs", "az")


def is_address(where: PurePath) -> bool:
    """Whether it is a bucket's address, and no folder. (A path folds the two slashes of ``s3://`` into one.)"""
    return any(str(where).startswith(f"{scheme}:/") for scheme in SCHEMES)


def said(where: PurePath) -> str:
    """A place as people write it."""
    scheme, _, rest = str(where).partition(":/")
    return f"{scheme}://{rest}" if is_address(where) else str(where)
