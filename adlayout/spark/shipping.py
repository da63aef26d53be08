"""The related index on its way to each machine: one file, read there from the disk."""

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from adlayout.related.index import Index
from adlayout.related.store import write_lean

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def ship(session: "SparkSession", index: Path) -> str:
    """Sends the index to each machine that will work, once, under a name of its content: two jobs may have two."""
    from pyspark import SparkFiles

    name = f"adlayout-{Index(index).digest}.index"
    context = session.sparkContext
    if not any(known.rsplit("/", 1)[-1] == name for known in context.listFiles):
        # Spark reads the file whenever a new worker asks for it, and removes this folder of its own at the end.
        lean = Path(mkdtemp(dir=SparkFiles.getRootDirectory())) / name
        write_lean(index, lean)
        context.addFile(str(lean))
    return name


def opened(name: str | None) -> Index | None:
    """The index that was sent, on the machine of a worker."""
    if name is None:
        return None
    from pyspark import SparkFiles

    return Index(SparkFiles.get(name))
