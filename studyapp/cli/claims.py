"""`studyapp claims`: what the source notes say, and what holds today."""

from __future__ import annotations

import argparse

from studyapp.cli.common import topic_id
from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, styled, wrapped
from studyapp.content.documents import Verdict
from studyapp.services.judging import (
    MYTHS,
    Judged,
    judged,
    note_name,
    require_note,
)
from studyapp.services.naming import require_topics

_EXAMPLE = """examples:
  studyapp claims                     all wrong and outdated claims
  studyapp claims --verdict wrong
  studyapp claims --note 003 --verdict all --json"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "--verdict",
        choices=("all", *(verdict.value for verdict in Verdict)),
        action="append",
        help="only claims with this verdict; wrong and outdated by default",
    )
    parser.add_argument("--note", help="only this note, such as 003")
    parser.add_argument("--topic", type=topic_id, help="only this topic")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the claims; exit status 1 when there are none."""
    with opened(args) as study:
        require_topics(study.library, [args.topic] if args.topic else [])
        if args.note:
            require_note(study, args.note)
        found = [
            item
            for item in judged(study, _verdicts(args.verdict))
            if (not args.note or note_name(item.claim.note).endswith(args.note))
            and (not args.topic or item.fact.topic == args.topic)
        ]
    if args.json:
        print_json({"claims": [_as_json(item) for item in found]})
    else:
        for item in found:
            _print(item)
        print(f"{len(found)} {'claim' if len(found) == 1 else 'claims'}")
    return OK if found else NOT_FOUND


def _verdicts(names: list[str] | None) -> frozenset[Verdict]:
    if not names:
        return MYTHS
    return frozenset() if "all" in names else frozenset(map(Verdict, names))


def _print(item: Judged) -> None:
    claim = item.claim
    head = f"{claim.verdict.value}: {item.note} says"
    print(styled(wrapped(f'{head} "{claim.says}"'), "bold"))
    print(wrapped(f"{item.fact.name}: {item.fact.long}", "  "))
    if item.why:
        print(wrapped(item.why, "  "))
    print(f"  {item.fact.sources[0]} (checked {item.fact.checked})\n")


def _as_json(item: Judged) -> dict[str, str]:
    return {
        "note": item.claim.note,
        "says": item.claim.says,
        "verdict": item.claim.verdict.value,
        "why": item.why,
        "fact": item.fact.id,
        "name": item.fact.name,
        "value": item.fact.long,
        "source": item.fact.sources[0],
        "checked": item.fact.checked.isoformat(),
    }
