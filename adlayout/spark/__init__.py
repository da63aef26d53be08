"""Pages of an archive by Apache Spark: a thin module over DataFrames. Needs the extra ``adlayout[spark]`` and Java 17.

    pages = adlayout.spark.pages(session, "s3a://bucket/site")
    facts = adlayout.spark.facts(pages, "adlayout.toml")              # where boxes are to be filled: a row a page …
    adlayout.spark.make_index(facts, "related.index", "adlayout.toml")  # … and one file on the driver
    finished = adlayout.spark.finish(pages, "adlayout.toml", related="related.index")
    finished.write.parquet("s3a://bucket/finished")                  # committed by Spark, each page once
    adlayout.spark.write_pages(session.read.parquet("s3a://bucket/finished"), "s3://bucket/site")

What happens to a batch of pages is ``adlayout.arrow``'s; docs/spark.md has the settings that matter.
"""

from adlayout.spark.frames import facts, finish, make_index, pages
from adlayout.spark.writing import write_pages

__all__ = ["facts", "finish", "make_index", "pages", "write_pages"]
