"""Finding: something about a deployment that its administrator should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

LEVELS = ("error", "warning", "ok")


class Finding(msgspec.Struct, frozen=True):
    """Something about a deployment: an error keeps the app from working, a warning does not."""

    level: Literal["error", "warning", "ok"]
    text: str


def report(findings: Iterable[Finding], *, as_json: bool = False) -> Iterator[str]:
    """Give the lines that tell of findings, each once and the worst first; with `as_json` as objects."""
    for finding in sorted(dict.fromkeys(findings), key=lambda finding: LEVELS.index(finding.level)):
        yield msgspec.json.encode(finding).decode() if as_json else f"{finding.level:8} {finding.text}"
