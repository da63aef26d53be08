"""Finishes an archive of pages with Spark, related boxes included.

    spark-submit finish.py --pages s3a://bucket/site --rules adlayout.toml --out s3a://bucket/finished

--pages is a folder or prefix of HTML files; --parquet, in its stead, is Parquet with the columns path (below the site's
root) and content (bytes). --out gets pages (Parquet: path, content, status, reason, plan, version, digests) and facts
(Parquet: what the related index was made of). --site writes the finished pages as files or objects, too. docs/spark.md
tells of sizes and settings.
"""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers' Python: the one that has adlayout

from pyspark.sql import DataFrame, SparkSession

import adlayout
import adlayout.spark
from adlayout.errors import AdlayoutError

SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    "spark.sql.files.maxPartitionBytes": "32m",
    "spark.sql.files.openCostInBytes": "65536",
}
"""Small tasks: 32 MB of Parquet are some thousand pages, half a minute's work."""


def main() -> int:
    """The exit status: 0, or 1 where pages have failed."""
    asked = arguments()
    rules = adlayout.load_rules(asked.rules)  # a mistake in them is told before anything starts
    session = SparkSession.builder.appName("adlayout")
    for key, value in SETTINGS.items():
        session = session.config(key, value)
    with session.getOrCreate() as spark, TemporaryDirectory() as folder:
        pages = given(spark, asked)
        index = None
        if asked.related:
            facts = f"{asked.out}/facts"
            adlayout.spark.facts(pages, rules, url=asked.url).write.mode("overwrite").parquet(facts)
            index = Path(folder) / "related.index"
            made = adlayout.spark.make_index(spark.read.parquet(facts), index, rules, today=asked.today)
            print(f"related index: {made.articles} articles, {index.stat().st_size / 1e6:.0f} MB", file=sys.stderr)
        finished = adlayout.spark.finish(pages, rules, related=index, url=asked.url)
        finished.write.mode("overwrite").parquet(f"{asked.out}/pages")
        finished = spark.read.parquet(f"{asked.out}/pages")
        if asked.site:
            for told, count in sorted(adlayout.spark.write_pages(finished, asked.site).items()):
                print(f"{asked.site}: {count} {told}", file=sys.stderr)
        return summary(finished)


def arguments() -> argparse.Namespace:
    """What the command line says."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = asked.add_mutually_exclusive_group(required=True)
    source.add_argument("--pages", metavar="FOLDER", help="HTML files: s3a://bucket/site, hdfs:///site, /site")
    source.add_argument("--parquet", metavar="FOLDER", help="Parquet: path, content; if wanted url, encoding")
    asked.add_argument("--out", required=True)
    asked.add_argument("--rules", default="default", help="a rule file on the driver, or a preset's name")
    asked.add_argument("--url", default="", help="the site's address, put before each path")
    asked.add_argument("--today", default="", help="leave out of the index what is dated later, or has expired")
    asked.add_argument("--site", help="write the pages below this folder or s3://, gs://, az:// address, too")
    asked.add_argument("--no-related", dest="related", action="store_false", help="no related index")
    return asked.parse_args()


def given(spark: SparkSession, asked: argparse.Namespace) -> DataFrame:
    """The pages. Files are packed as Parquet first: both passes read that, and open no million small objects again."""
    if asked.parquet:
        return spark.read.parquet(asked.parquet)
    adlayout.spark.pages(spark, asked.pages).write.mode("overwrite").parquet(f"{asked.out}/packed")
    return spark.read.parquet(f"{asked.out}/packed")


def summary(finished: DataFrame) -> int:
    """Prints how many pages came out how, and the reasons."""
    failed = 0
    for status, reason, count in sorted(finished.groupBy("status", "reason").count().collect(), key=str):
        failed += count if status == "failed" else 0
        print(f"{count} {status}{': ' + reason if reason else ''}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AdlayoutError as error:
        sys.exit(f"adlayout: {error}")
