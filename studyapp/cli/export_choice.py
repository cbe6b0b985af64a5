"""Which cards an export takes: all, some topics, or the learner's own."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from studyapp import paths
from studyapp.cli.common import topic_id

if TYPE_CHECKING:
    from studyapp.services.study import Study


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--topic",
        type=topic_id,
        action="append",
        default=[],
        metavar="TOPIC",
        help="only this topic; can be given again",
    )
    group.add_argument(
        "--mine",
        action="store_true",
        help="only the topics in your own content folder",
    )


def chosen_topics(study: Study, args: argparse.Namespace) -> Sequence[str]:
    """Return the topics to take, none for all.

    Raises UsageError when the learner's own are asked for and there is none.
    """
    if args.mine:
        from studyapp.services.card_export import own_topics  # noqa: PLC0415

        return own_topics(study, paths.own_root(args.data))
    topics: Sequence[str] = args.topic
    return topics
