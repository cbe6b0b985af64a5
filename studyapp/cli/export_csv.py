"""`studyapp export csv [FILE]`: every card and where it stands, as a table."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import OK
from studyapp.cli.export_choice import add_choice, chosen_topics
from studyapp.cli.export_target import target, where
from studyapp.cli.output import print_json
from studyapp.memory.wording import counted


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = """Cells that a spreadsheet would compute begin with an apostrophe.
Without FILE the table is printed.

examples:
  studyapp export csv cards.csv --topic limits
  studyapp export csv own.csv --mine
  studyapp export csv > cards.csv"""
    parser.add_argument("file", nargs="?", metavar="FILE.csv", help="the file to write")
    add_choice(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write or print the table."""
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database
    from studyapp.exchange.card_table import COLUMNS  # noqa: PLC0415
    from studyapp.exchange.table import table_text  # noqa: PLC0415
    from studyapp.exchange.whole_file import write_whole  # noqa: PLC0415
    from studyapp.services.card_export import card_rows  # noqa: PLC0415

    path = target(args.file, (".csv", ".txt")) if args.file else None
    with opened(args) as study:
        rows = card_rows(study, chosen_topics(study, args))
    if path:
        replaced = path.exists()
        write_whole(path, table_text(COLUMNS, rows).encode())
        if args.json:
            print_json({"file": str(path), "cards": len(rows), "replaced": replaced})
        else:
            are = "is" if len(rows) == 1 else "are"
            cards = counted(len(rows), "card")
            print(f"{cards} {are} in {where(path, replaced=replaced)}")
    elif args.json:
        print_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    else:
        print(table_text(COLUMNS, rows), end="")
    return OK
