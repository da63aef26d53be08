"""Addresses as pages and feeds give them: what is none costs nothing but itself."""

from urllib.parse import SplitResult, urljoin, urlsplit


def split(url: str) -> SplitResult:
    """The parts of an address; all empty for what is none (``http://[``)."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def join(base: str, url: str) -> str:
    """The address that ``url`` means on a page at ``base``; ``url`` as it is where one of them is none."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url
