"""Facts, topics and explanations as Markdown pages for the prose widgets.

Pure: values in, Markdown out. What a learner sees of a fact is decided here alone.
"""

from __future__ import annotations

import re
from pathlib import Path

from studyapp.calculator.steps import Step
from studyapp.content.documents import Claim, Fact, Verdict
from studyapp.memory.state import Phase
from studyapp.services.reading import FactView, ProseView, TopicView
from studyapp.services.showing import Explained
from studyapp.services.shown_cards import Shown

VERDICT_WORDS = {
    Verdict.HOLDS: "holds",
    Verdict.OUTDATED: "outdated",
    Verdict.WRONG: "wrong",
    Verdict.IMPRECISE: "imprecise",
    Verdict.UNCONFIRMED: "not confirmed",
}
_PHASES = {
    Phase.NEW: "New card",
    Phase.LEARNING: "Learning",
    Phase.REVIEW: "Review",
    Phase.RELEARNING: "Learning again",
}
_MARKS = re.compile(r"([\\`*_\[\]<>&~|])")


def plain(text: str) -> str:
    """Return text that is not Markdown so that it is shown as it is."""
    return _MARKS.sub(r"\\\1", text)


def fact_page(view: FactView) -> str:
    """Return one fact as a page: value, meaning, source, what the notes say."""
    fact = view.fact
    return _page(
        f"# {fact.name}",
        f"**{fact.long}**",
        view.text,
        _history(fact),
        _classic(fact),
        _sources(fact),
        _claims("Not so", [c for c in view.claims if c.verdict is not Verdict.HOLDS]),
        _claims("Notes", [c for c in view.claims if c.verdict is Verdict.HOLDS]),
        _skills(fact),
        f"Your cards on this: {view.standing.value}. Id: `{fact.id}`",
    )


def topic_page(view: TopicView) -> str:
    """Return a topic from top to bottom, its facts inline."""
    return _page(
        f"*{view.summary}*",
        *(
            _prose(part) if isinstance(part, ProseView) else _inline(part)
            for part in view.parts
        ),
        _related(view),
    )


def card_heading(shown: Shown, topic: str) -> str:
    """Return what stands above a card's prompt: its phase, topic, changed value."""
    parts = [_PHASES[shown.phase], topic]
    if shown.revised:
        parts.append(f"the value has changed: {shown.revised}")
    if shown.suspended:
        parts.append("suspended")
    if shown.flagged:
        parts.append("flagged")
    return " · ".join(part for part in parts if part)


def answer_page(shown: Shown) -> str:
    """Return what stands under a card's answer."""
    fact = shown.fact
    note = f"Your note: {plain(shown.note)}" if shown.note else ""
    if fact is None:
        return note
    myths = "\n".join(
        f'- A note says "{plain(said.claim.says)}": '
        f"**{VERDICT_WORDS[said.claim.verdict]}**. {said.instead}"
        for said in shown.false_claims
    )
    source = f"{fact.sources[0]}, checked {fact.checked}"
    return _page(note, myths, _classic(fact), source)


def explanation_page(explained: Explained) -> str:
    """Return what follows the options of an answered question: the facts behind it."""
    return "\n".join(
        f"- {fact.name}: **{fact.long}** ({fact.sources[0]}, {fact.checked})"
        for fact in explained.facts
    )


def verdict_page(explained: Explained) -> str:
    """Return what comes before the options of an answered question."""
    word = "**✓ Right.**" if explained.right else "**✗ Wrong.**"
    count = explained.brought_forward
    cards = "card on this comes" if count == 1 else "cards on this come"
    sooner = f" *{count} {cards} sooner.*" if count else ""
    if explained.mistake:
        word = f"{word} Your mistake: {explained.mistake}\n\n"
    return f"{word} {explained.why}{sooner}"


def kept_words(file: Path) -> str:
    """Return what to do with a report on a question that was just written."""
    return f"Say in {file} what is wrong, and send it to whoever keeps the bank."


def working_page(step: Step) -> str:
    """Return a result's worked steps as a list in lists."""
    return f"**Step by step**\n\n{_working(step, 0)}"


def _working(step: Step, depth: int) -> str:
    working = f"{plain(step.working)} = " if step.working else ""
    note = f" ({plain(step.note)})" if step.note else ""
    line = f"- {plain(step.title)}: {working}**{plain(str(step.value))}**{note}"
    below = (_working(child, depth + 1) for child in step.children)
    return "\n".join(["  " * depth + line, *below])


def _page(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _prose(part: ProseView) -> str:
    return _page(
        f"{'#' * max(part.level, 2)} {part.title}" if part.title else "", part.text
    )


def _inline(view: FactView) -> str:
    fact = view.fact
    wrong = [claim for claim in view.claims if claim.verdict is not Verdict.HOLDS]
    return _page(
        f"### {fact.name}",
        f"**{fact.long}** · *{view.standing.value}*",
        view.text,
        _claims("Not so", wrong),
    )


def _related(view: TopicView) -> str:
    titles = " · ".join(plain(topic.title) for topic in view.related)
    return f"## Related topics\n\n{titles}" if titles else ""


def _claims(title: str, claims: list[Claim]) -> str:
    if not claims:
        return ""
    return f"**{title}**\n\n" + "\n".join(_claim(claim) for claim in claims)


def _claim(claim: Claim) -> str:
    note = claim.note.split("_", maxsplit=1)[0]
    said = f'Note {note} says "{plain(claim.says)}"'
    return f"- {said}: **{VERDICT_WORDS[claim.verdict]}**. {claim.why}".rstrip()


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


def _skills(fact: Fact) -> str:
    skills = ", ".join(f"{s.exam} {s.number}" for s in fact.skills)
    return f"Exam skills: {skills}." if skills else ""


def _sources(fact: Fact) -> str:
    marks = " Not confirmed by an official page." if fact.unconfirmed else ""
    if len(fact.sources) == 1:
        return f"Source: {fact.sources[0]}, checked {fact.checked}.{marks}"
    links = "\n".join(f"- {source}" for source in fact.sources)
    return f"Sources, checked {fact.checked}:{marks}\n\n{links}"
