"""`studyapp read`: the topics, or one of them as text."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from studyapp.cli.common import topic_id
from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, styled
from studyapp.cli.plain import tell
from studyapp.errors import no_such
from studyapp.memory.wording import counted
from studyapp.services.judging import note_name
from studyapp.services.reading import FactView, Reading, TopicView

_EXAMPLE = """examples:
  studyapp read
  studyapp read limits
  studyapp read limits --markdown > limits.md
  studyapp read limits --json"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "topic", nargs="?", type=topic_id, metavar="TOPIC", help="the topic's id"
    )
    parser.add_argument(
        "--markdown", action="store_true", help="print the topic as Markdown"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list of topics, or one topic."""
    with opened(args) as study:
        reading = Reading(study)
        if not args.topic:
            return _list(reading, as_json=args.json)
        topic = reading.topic(args.topic)
        if topic is None:
            known = study.library.topics
            raise no_such("topic", args.topic, known, "'studyapp read' lists them")
        if args.json:
            print_json(_as_json(topic))
            return OK
        if args.markdown:
            print("\n\n".join(filter(None, _markdown(topic))))
            return OK
        return _print(topic)


def _list(reading: Reading, *, as_json: bool) -> int:
    rows = reading.topics()
    if as_json:
        print_json(
            {
                "topics": [
                    {
                        "id": row.topic.id,
                        "title": row.topic.title,
                        "summary": row.summary,
                        "facts": row.facts,
                        "cards": row.cards,
                        "questions": row.questions,
                        "study_questions": row.study_questions,
                    }
                    for row in rows
                ]
            }
        )
        return OK
    for row in rows:
        print(f"{row.topic.id:<24} {styled(row.topic.title, 'bold')}")
        counts = (row.facts, "fact"), (row.cards, "card"), (row.questions, "question")
        held = ", ".join(counted(number, noun) for number, noun in counts)
        more = f", {row.study_questions} more for study" if row.study_questions else ""
        print(f"{'':<24} {held}{more}")
    return OK


def _print(topic: TopicView) -> int:
    print(styled(topic.topic.title, "bold"))
    tell(topic.summary)
    for part in topic.parts:
        print()
        if isinstance(part, FactView):
            _print_fact(part)
        else:
            if part.title:
                print(styled(part.title, "bold"))
            tell(part.text)
    return OK


def _print_fact(view: FactView) -> None:
    fact = view.fact
    print(f"{styled(fact.name, 'bold')}: {fact.long}")
    if view.text:
        tell(view.text, "  ")
    for claim in view.claims:
        why = f" {claim.why}" if claim.why else ""
        note = note_name(claim.note).capitalize()
        tell(f'{note} says "{claim.says}": {claim.verdict.value}.{why}', "  ")
    tell(f"Source: {fact.sources[0]}, checked {fact.checked}", "  ")


def _markdown(topic: TopicView) -> Iterator[str]:
    yield f"# {topic.topic.title}"
    yield topic.summary
    for part in topic.parts:
        if isinstance(part, FactView):
            fact = part.fact
            yield f"### {fact.name}: {fact.long}"
            yield part.text
            yield f"Source: <{fact.sources[0]}>, checked {fact.checked}"
        else:
            yield f"## {part.title}" if part.title else ""
            yield part.text


def _as_json(topic: TopicView) -> dict[str, object]:
    return {
        "id": topic.topic.id,
        "title": topic.topic.title,
        "summary": topic.summary,
        "parts": [
            _fact_json(part)
            if isinstance(part, FactView)
            else {"title": part.title, "text": part.text}
            for part in topic.parts
        ],
    }


def _fact_json(view: FactView) -> dict[str, object]:
    fact = view.fact
    return {
        "id": fact.id,
        "name": fact.name,
        "value": fact.short,
        "text": view.text,
        "sources": list(fact.sources),
        "checked": fact.checked.isoformat(),
        "standing": view.standing.value,
        "claims": [
            {"note": c.note, "says": c.says, "verdict": c.verdict.value, "why": c.why}
            for c in view.claims
        ],
    }
