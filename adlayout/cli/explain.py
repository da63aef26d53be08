"""``adlayout explain``."""

import json
from typing import Any

import click

from adlayout.cli import options
from adlayout.explaining import explain


@click.command("explain")
@click.argument("page")
@options.rules_option
@options.url_option
@options.encoding_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(page: str, rules_name: str | None, url: str | None, encoding: str | None, form: str) -> None:
    """Say why insertions stand where they stand in PAGE, and why not elsewhere."""
    raw, path = options.read_page(page)
    found = explain(raw, options.rules_for(path, rules_name), url=url, encoding=encoding)
    found["page"] = page
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if form == "json" else outline(found))


def outline(found: dict[str, Any]) -> str:
    """The article's blocks with what stands, or may not stand, between them."""
    reason = f" ({found['reason']})" if found["reason"] else ""
    lines = [f"{found['page']}: {found['status']}{reason}"]
    lines += [f"warning: {warning}" for warning in found["warnings"]]
    if "article" not in found:
        return "\n".join(lines)
    article = found["article"]
    lines.append(f"article: {article['selector']}, {article['words']} words")
    here = {one["seam"]: one for one in found["plan"]["insertions"] if one["seam"] is not None}
    for number, seam in enumerate(found["seams"]):
        lines.append(_seam_line(number, seam, here.get(number)))
        if seam["before"] is not None:
            block = article["blocks"][seam["before"]]
            lines.append(f"  {block['kind']:<14} {block['words']:>4} words  {block['height']['mobile']:>5} px mobile")
    lines += [
        f"outside of the text: {one['name']} ({one['at']})"
        for one in found["plan"]["insertions"]
        if one["seam"] is None
    ]
    lines += [f"left out: {one['name']}: {one['reason']}" for one in found["plan"]["left_out"]]
    return "\n".join(lines)


def _seam_line(number: int, seam: dict[str, Any], placed: dict[str, Any] | None) -> str:
    if placed:
        return f"======== {placed['name']} ({placed['kind']}, {placed['at']}), cost {placed['cost']}"
    if seam["forbidden"]:
        rule = seam["forbidden"]
        return f"    x {rule['rule']}: needs {rule['required']}, there is {rule['actual']}"
    parts = " + ".join(f"{cost} {name}" for name, cost in seam["parts"].items())
    return f"    . seam {number}, cost {seam['cost']}{f' = {parts}' if parts else ''}"
