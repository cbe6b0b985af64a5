"""`studyapp completion bash|zsh|fish`: a script that completes without the program.

The script holds the commands, their options, the topics and the words of facts as
they are when it is printed.
"""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from studyapp import paths
from studyapp.cli.diagnostics import OK
from studyapp.cli.synopsis import Synopsis, synopses
from studyapp.content.files import read_all
from studyapp.content.library import Library, assemble
from studyapp.errors import UsageError

_EXAMPLE = """examples:
  studyapp completion bash > ~/.local/share/bash-completion/completions/studyapp
  studyapp completion zsh > ~/.zfunc/_studyapp
  studyapp completion fish > ~/.config/fish/completions/studyapp.fish"""
_WORD = re.compile(r"[a-z0-9][a-z0-9@.-]{2,}")
_ON_TOPICS = ("review", "quiz", "read")
_ON_FACTS = ("limit", "lookup")
_ON_EXAMS = ("exam",)


@dataclass(frozen=True, slots=True)
class _Words:
    """What can follow each command."""

    commands: tuple[Synopsis, ...]
    topics: tuple[str, ...]
    facts: tuple[str, ...]
    exams: tuple[str, ...]

    def after(self, command: Synopsis) -> tuple[str, ...]:
        """Return the words that may follow a command, options aside."""
        if command.name in _ON_TOPICS:
            return self.topics
        if command.name in _ON_FACTS:
            return self.facts
        if command.name in _ON_EXAMS:
            return self.exams
        return command.choices

    def all_after(self, command: Synopsis) -> tuple[str, ...]:
        """Return everything that may follow a command."""
        return (*self.after(command), *command.flags)


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("shell", choices=tuple(_SHELLS), help="the shell to complete")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the script; raises UsageError for JSON, which no shell reads."""
    if args.json:
        raise UsageError(
            "a completion script is not JSON",
            "leave --json out, or see 'studyapp manual --json'",
        )
    roots = [Path(root) for root in paths.content_roots(args.data)]
    library, _ = assemble(read_all(roots)[0])
    topics, exams = tuple(library.topics), tuple(library.exams)
    words = _Words(synopses(), topics, _fact_words(library), exams)
    print(_SHELLS[args.shell](words))
    return OK


def _fact_words(library: Library) -> tuple[str, ...]:
    found: set[str] = set()
    for fact in library.facts.values():
        for text in (fact.name, *fact.aliases):
            found.update(_WORD.findall(text.lower()))
    return tuple(sorted(found))


def _bash(words: _Words) -> str:
    cases = "\n".join(
        f"    {command.name}) choices={_quoted(words.all_after(command))} ;;"
        for command in words.commands
    )
    return f"""# bash completion of studyapp
_studyapp() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" choices=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    choices={_quoted(command.name for command in words.commands)}
  else
    case "${{COMP_WORDS[1]}}" in
{cases}
    esac
  fi
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
}}
complete -F _studyapp studyapp"""


def _zsh(words: _Words) -> str:
    cases = "\n".join(
        f"    {command.name}) choices=({' '.join(words.all_after(command))}) ;;"
        for command in words.commands
    )
    names = " ".join(
        shlex.quote(f"{command.name}:{command.help}") for command in words.commands
    )
    return f"""#compdef studyapp
_studyapp() {{
  local -a commands choices
  commands=({names})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
{cases}
  esac
  compadd -a choices
}}
_studyapp "$@\""""


def _fish(words: _Words) -> str:
    lines = ["# fish completion of studyapp", "complete -c studyapp -f"]
    for command in words.commands:
        name = command.name
        lines.append(
            f"complete -c studyapp -n __fish_use_subcommand -a {name} "
            f"-d {shlex.quote(command.help)}"
        )
        condition = f"-n '__fish_seen_subcommand_from {name}'"
        after = " ".join(words.after(command))
        if after:
            lines.append(f"complete -c studyapp {condition} -a {shlex.quote(after)}")
        for parameter in command.parameters:
            for flag in parameter.flags:
                kind = "-l" if flag.startswith("--") else "-s"
                lines.append(
                    f"complete -c studyapp {condition} {kind} {flag.lstrip('-')} "
                    f"-d {shlex.quote(parameter.help)}"
                )
    return "\n".join(lines)


def _quoted(words: Iterable[str]) -> str:
    return shlex.quote(" ".join(words))


_SHELLS: dict[str, Callable[[_Words], str]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
