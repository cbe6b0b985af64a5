"""How long a lookup takes: the query alone at two sizes, and the installed command.

Run as `python tests/bench/lookup.py`. It prints medians and ratios and asserts
nothing: a clock on a shared machine is no test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import studyapp
from studyapp.content.files import read_all
from studyapp.content.library import Library, assemble
from studyapp.paths import bundled_roots
from studyapp.store.engine import open_store
from studyapp.store.search import Index
from studyapp.store.search_index import refresh_index

QUERIES = (
    "timeout",
    "timout",
    "max memory",
    "900 seconds",
    "1769",
    "0.0000166667",
    "tmp size",
    "size of dynamodb item",
    "how many functions can run at the same time",
    "sqs visibility timeout",
    "provisoned concurency price",
    "price per million requests",
    "how do I avoid exhausting database connections",
    "which header calls api gateway asynchronously",
)
SIZES = (500, 20_000)
ROUNDS = 40
PROCESS_ROUNDS = 30
LOOKUP = """
import sys
sys.argv = ["studyapp", "limit", "tmp", "size"]
from studyapp.__main__ import run
run()
"""
"""What the installed script does, from the arguments to the answer."""
CLIENTS = {"tldr (Python)": "Client Specification", "tealdeer": "tealdeer"}
"""Other quick lookups, with what their version says."""
PAGE = "# tar\n\n> Archiving utility.\n\n- [c]reate an archive:\n\n`tar cf {{path}}`\n"


def enlarged(library: Library, size: int) -> Library:
    """Return a library of `size` facts: the real ones, then variations of them."""
    originals = list(library.facts.values())
    facts = {}
    for number in range(size):
        fact = originals[number % len(originals)]
        turn = number // len(originals)
        if turn:
            mark = f"variant{turn}"
            fact = replace(
                fact,
                id=f"{fact.id}.{mark}",
                name=f"{fact.name} {mark}",
                aliases=tuple(f"{alias} {mark}" for alias in fact.aliases),
            )
        facts[fact.id] = fact
    return replace(library, facts=facts)


def measured(
    action: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = perf_counter,
) -> list[float]:
    """Return the milliseconds that each of some runs took, the first left out."""
    times = []
    for _ in range(rounds + 1):
        begun = clock()
        action()
        times.append(1000 * (clock() - begun))
    return times[1:]


def in_process(folder: Path, library: Library) -> None:
    """Print the time of a query on open indexes of two sizes."""
    for size in SIZES:
        store = open_store(folder / f"{size}.sqlite3")
        with store.writing() as session:
            refresh_index(session, enlarged(library, size))
        store.close()
        with Index(str(store.path)) as index:
            times: list[float] = []
            busy: list[float] = []
            for query in QUERIES:
                took = measured(partial(index.find, f"{query} "), ROUNDS)
                print(f"    {median(took):6.2f} ms  {query}")
                times += took
                # What other programs do on the machine is no part of this.
                busy += measured(partial(index.find, f"{query} "), ROUNDS, process_time)
        for name, took in (("clock", times), ("processor", busy)):
            late = quantiles(took, n=100)[98]
            print(
                f"query, {size} facts, {name}: median {median(took):.2f} ms,"
                f" p99 {late:.2f} ms"
            )


def environment(folder: Path) -> dict[str, str]:
    """Return the surroundings of a learner: a home of their own, code compiled."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PYTHONPATH": str(Path(studyapp.__file__).parents[1]),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "STUDYAPP_HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


def other_lookups() -> dict[str, list[str]]:
    """Return the commands of the other quick lookups on the path, told by version."""
    found: dict[str, list[str]] = {}
    for folder in os.get_exec_path():
        for name in ("tldr", "tealdeer"):
            program = shutil.which(name, path=folder)
            if program:
                version = output_of([program, "--version"])
                found |= {
                    k: [program, "tar"] for k, v in CLIENTS.items() if v in version
                }
    return found


def output_of(command: list[str], env: dict[str, str] | None = None) -> str:
    """Return what a command prints, empty if it fails."""
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return ran.stdout if ran.returncode == 0 else ""


def put_page(cache: Path) -> None:
    """Put a page where either client looks before it asks the network."""
    for place in ("tldr/pages.en", "tldr/pages", "tealdeer/tldr-pages/pages"):
        page = cache / place / "common" / "tar.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE, encoding="utf-8")


def whole_process(folder: Path) -> None:
    """Print the time of the whole command, against a bare interpreter and others."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "studyapp limit": [sys.executable, "-c", LOOKUP],
    }
    surroundings = environment(folder)
    put_page(folder / "cache")
    others = other_lookups()
    for name in CLIENTS:
        if name not in others:
            print(f"{name} is not on the path and is left out")
        elif not output_of(others[name], surroundings):
            print(f"{name} is left out: it has no page to show")
        else:
            commands[name] = others[name]

    def run(command: list[str]) -> None:
        subprocess.run(command, env=surroundings, check=True, stdout=subprocess.DEVNULL)

    times: dict[str, list[float]] = {name: [] for name in commands}
    run(commands["studyapp limit"])
    for _ in range(PROCESS_ROUNDS):
        # In turns, so that a busy moment falls on all of them.
        for name, command in commands.items():
            times[name] += measured(partial(run, command), 1)
    bare = times["python -c pass"]
    for name, took in times.items():
        print(
            f"process, {name}: median {median(took):.1f} ms, best {min(took):.1f} ms,"
            f" ratio {median(took) / median(bare):.2f} ({min(took) / min(bare):.2f})"
        )


def main() -> None:
    """Measure both in a folder of their own."""
    files, _ = read_all(map(Path, bundled_roots()))
    library, _ = assemble(files)
    with TemporaryDirectory() as folder:
        in_process(Path(folder), library)
        whole_process(Path(folder))


if __name__ == "__main__":
    main()
