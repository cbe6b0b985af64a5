"""The nine areas in which ability is measured, each made of topics.

Topics are too many to measure one by one (thirty of them, and few answers each) and
the domains of an exam too few and too mixed: who knows streams may not know IAM,
though one domain asks for both. Topics of the learner's own form one area more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studyapp.content.documents import Question
from studyapp.content.library import Library
from studyapp.practice.form import EXAM_KINDS

TOPICS: Mapping[str, tuple[str, ...]] = {
    "Functions and packages": (
        "what-is-lambda",
        "anatomy",
        "runtimes",
        "layers-extensions",
        "container-images",
        "whats-new",
    ),
    "Environments and starts": (
        "execution-environment",
        "cold-starts",
        "snapstart",
        "provisioned-concurrency",
    ),
    "Concurrency and limits": ("concurrency", "limits"),
    "Invocation and errors": ("invocation", "async", "destinations", "resilience"),
    "Queues and streams": ("event-source-mappings", "sqs", "streams"),
    "HTTP and the edge": (
        "api-gateway-alb",
        "function-urls",
        "response-streaming",
        "edge",
    ),
    "Security and networks": ("permissions", "secrets", "vpc", "rds"),
    "Deployment and monitoring": ("versions-aliases", "monitoring"),
    "Cost and choice": ("pricing", "choosing-compute"),
}
OWN = "Your own topics"


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas that the library has exam questions in."""

    names: tuple[str, ...]
    of_question: Mapping[str, int]
    """Index of the area by question id; exam questions only."""


def areas_of(library: Library) -> Areas:
    """Return the area of each exam question: that of the first fact it rests on."""
    area_of_topic = {t: name for name, topics in TOPICS.items() for t in topics}
    names = {
        question.id: area_of_topic.get(_first(library.topics_of(question)), OWN)
        for question in exam_questions(library)
    }
    used = tuple(name for name in (*TOPICS, OWN) if name in names.values())
    return Areas(used, {q: used.index(name) for q, name in names.items()})


def exam_questions(library: Library) -> tuple[Question, ...]:
    """Return the questions of the kinds that exams ask."""
    return tuple(q for q in library.questions.values() if q.kind in EXAM_KINDS)


def _first(topics: Iterable[str]) -> str:
    return next(iter(topics), "")
