"""Facts, topics and explanations as Markdown pages for the prose widgets.

Pure: values in, Markdown out. What a learner sees of a fact is decided here alone.
"""

from __future__ import annotations

from studyapp.content.documents import Claim, Fact, Verdict
from studyapp.services.quizzing import Explained
from studyapp.services.reading import FactView, ProseView, TopicView
from studyapp.services.reviewing import Shown

_VERDICTS = {
    Verdict.HOLDS: "holds",
    Verdict.OUTDATED: "outdated",
    Verdict.WRONG: "wrong",
    Verdict.IMPRECISE: "imprecise",
    Verdict.UNCONFIRMED: "not confirmed",
}


def fact_page(view: FactView) -> str:
    """Return one fact as a page: value, meaning, what the notes say, source."""
    fact = view.fact
    return "\n\n".join(
        part
        for part in (
            f"# {fact.name}",
            f"**{fact.long}**",
            view.text,
            _history(fact),
            _claims(view),
            _exams(fact),
            _sources(fact),
            f"Your cards on this: {view.standing.value}. Id: `{fact.id}`",
        )
        if part
    )


def topic_page(view: TopicView) -> str:
    """Return a topic from top to bottom, its facts inline."""
    parts = [f"# {view.topic.title}", view.summary]
    parts += [
        _prose(part) if isinstance(part, ProseView) else _inline(part)
        for part in view.parts
    ]
    return "\n\n".join(part for part in parts if part)


def answer_page(shown: Shown) -> str:
    """Return what stands under a card's answer."""
    if shown.fact is None:
        return ""
    fact = shown.fact
    source = f"*{fact.sources[0]}, checked {fact.checked}*"
    others = [c for c in fact.claims if c.verdict is not Verdict.HOLDS]
    myths = "\n".join(
        f'- A note says "{c.says}": {_VERDICTS[c.verdict]}.' for c in others
    )
    return "\n\n".join(part for part in (myths, _classic(fact), source) if part)


def explanation_page(explained: Explained) -> str:
    """Return what follows the options of an answered question."""
    parts = [f"**{explained.why}**"]
    parts += [
        f"- {fact.name}: {fact.long} *({fact.sources[0]}, {fact.checked})*"
        for fact in explained.facts
    ]
    if explained.brought_forward:
        parts.append(f"{explained.brought_forward} cards on this come sooner.")
    return "\n\n".join(parts)


def _prose(part: ProseView) -> str:
    heading = f"{'#' * max(part.level, 2)} {part.title}" if part.title else ""
    return "\n\n".join(text for text in (heading, part.text) if text)


def _inline(view: FactView) -> str:
    fact = view.fact
    head = f"### {fact.name}"
    value = f"**{fact.long}** ({view.standing.value})"
    wrong = _claims(view, only_wrong=True)
    return "\n\n".join(text for text in (head, value, view.text, wrong) if text)


def _claims(view: FactView, *, only_wrong: bool = False) -> str:
    claims = [
        claim
        for claim in view.claims
        if not (only_wrong and claim.verdict is Verdict.HOLDS)
    ]
    if not claims:
        return ""
    rows = [_claim(claim) for claim in claims]
    title = "What the notes say" if not only_wrong else "Not so"
    return f"{title}:\n\n" + "\n".join(rows)


def _claim(claim: Claim) -> str:
    verdict = f"**{_VERDICTS[claim.verdict]}**"
    return f'- {_note(claim.note)} says "{claim.says}": {verdict}. {claim.why}'.rstrip()


def _note(name: str) -> str:
    """Return a short name for a source note: its number."""
    return f"Note {name.split('_', maxsplit=1)[0]}"


def _history(fact: Fact) -> str:
    earlier = "; ".join(f"{w.value} until {w.until}" for w in fact.was)
    return f"Earlier: {earlier}." if earlier else ""


def _classic(fact: Fact) -> str:
    classic = fact.exam_answer
    if classic is None:
        return ""
    exams = f" ({', '.join(classic.exams)})" if classic.exams else ""
    return (
        f"Classic exam answer{exams}: **{classic.value}**, as of {classic.asof}. "
        f"Today: {fact.long}. {classic.why}"
    ).rstrip()


def _exams(fact: Fact) -> str:
    skills = ", ".join(f"{s.exam} {s.number}" for s in fact.skills)
    asked = f"Exam skills: {skills}." if skills else ""
    return "\n\n".join(part for part in (_classic(fact), asked) if part)


def _sources(fact: Fact) -> str:
    marks = " Not confirmed by an official page." if fact.unconfirmed else ""
    links = "\n".join(f"- {source}" for source in fact.sources)
    return f"Checked {fact.checked}.{marks}\n\n{links}"
