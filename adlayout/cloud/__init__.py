"""cloud: a site in a bucket (S3, Google Cloud Storage, Azure): finished into a bucket, a folder, or where it stands.

Only names are loaded here; what reads and writes comes with the first build.
"""

from collections.abc import Iterator

from adlayout.builder.model import Outcome, Wanted
from adlayout.cloud.address import is_address, said

__all__ = ["build", "concerns", "is_address", "said"]


def concerns(wanted: Wanted) -> bool:
    """Whether a build reads from a bucket or writes to one."""
    return is_address(wanted.source) or is_address(wanted.target)


def build(wanted: Wanted) -> Iterator[Outcome]:
    """The outcome of each object, in the order of the listing. Wrong calls, rule files, credentials and addresses raise
    before anything is written. A store that does not answer any more stops the build; the next one goes on.
    """
    from adlayout.cloud.site import build as built

    return built(wanted)
