"""Findings for people and for programs: text, JSON, GitHub annotations, SARIF 2.1.0."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from adlayout.checker.finding import Finding
from adlayout.checker.sentences import RULES

#: Pages by name, each with its findings.
Found = list[tuple[str, tuple[Finding, ...]]]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def said(finding: Finding) -> str:
    """A finding in one sentence: whose it is, and what it breaks."""
    return f"{finding.name}: {finding.message}" if finding.name else finding.message


def as_text(found: Found, version: str) -> str:
    """``file:line:column: rule: sentence``, a line each."""
    return _lines(f"{page}:{one.line}:{one.column}: {one.rule}: {said(one)}" for page, one in _each(found))


def as_json(found: Found, version: str) -> str:
    """All findings with their pages, and how many pages were read."""
    findings = [{"page": page, **asdict(one)} for page, one in _each(found)]
    return json.dumps({"pages": len(found), "findings": findings}, ensure_ascii=False, indent=1) + "\n"


def as_github(found: Found, version: str) -> str:
    """Workflow commands: GitHub shows them beside the lines of a change."""
    return _lines(annotation(page, one.rule, said(one), (one.line, one.column)) for page, one in _each(found))


def annotation(page: str, title: str, message: str, at: tuple[int, int] | None = None) -> str:
    """One workflow command. ``at``: line and column in the page, where they are known."""
    where = f",line={at[0]},col={at[1]}" if at else ""
    return f"::error file={_property(page)}{where},title={_property(title)}::{_message(message)}"


def as_sarif(found: Found, version: str) -> str:
    """One run with a rule for each sort of finding, and a result for each finding."""
    rules = sorted({one.rule for _, one in _each(found)})
    told = [{"id": rule, "shortDescription": {"text": RULES.get(rule, rule)}} for rule in rules]
    run = {
        "tool": {"driver": {"name": "adlayout", "version": version, "rules": told}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(page, one, rules) for page, one in _each(found)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _result(page: str, one: Finding, rules: list[str]) -> dict[str, Any]:
    region = {
        "startLine": one.line,
        "startColumn": one.column,
        "byteOffset": one.offset,
        "byteLength": one.length,
    }
    return {
        "ruleId": one.rule,
        "ruleIndex": rules.index(one.rule),
        "level": "error",
        "message": {"text": said(one)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(page)}, "region": region}}],
    }


FORMATS: dict[str, Callable[[Found, str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def _each(found: Found) -> Iterable[tuple[str, Finding]]:
    return ((page, one) for page, findings in found for one in findings)


def _lines(lines: Iterable[str]) -> str:
    return "".join(line + "\n" for line in lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
