from __future__ import annotations

import csv
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.paths import bundled_roots
from studyapp.store import search
from studyapp.store.engine import Store, open_store
from studyapp.store.loaded import LoadReport
from studyapp.store.loader import load
from studyapp.store.ranking import CANDIDATES
from studyapp.store.vocabulary import (
    LIGHT_TERMS,
    NEIGHBORS,
    OWN_TERMS,
    RELATED,
    SYNONYMS,
)
from tests.conftest import PROJECT

Reload = Callable[[], LoadReport]
Edit = Callable[[str, str, str], None]
Start = Callable[[str, Sequence[object]], subprocess.Popen[str]]


def ids(store: Store, words: str) -> list[str]:
    return [hit.id for hit in search.search(str(store.path), words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("timeout", "timeout.max"),
        ("Timeout?", "timeout.max"),
        ("what is the maximum timeout", "timeout.max"),
        ("timeout default", "timeout.default"),
        ("timeout.default", "timeout.default"),
        ("edge timeout", "edge.timeout"),
        ("λ@edge timeout", "edge.timeout"),
        ("900 seconds", "timeout.max"),
        ("15m", "timeout.max"),
        ("1769", "memory.vcpu"),
        ("1,769 MB", "memory.vcpu"),
        ("0.0000166667", "price.duration.x86"),
        ("price per gb-s", "price.duration.x86"),
        ("cost of a gb second", "price.duration.x86"),
        ("/tmp", "tmp.max"),  # noqa: S108
        ("tmp size", "tmp.max"),
        ("10 gb", "tmp.max"),
        ("6mb", "payload.sync"),
        ("5 layers", "layers.max"),
        ("timout", "timeout.max"),
        ("ephemral storge", "tmp.max"),
        ("paylod", "payload.sync"),
        ("time out", "timeout.max"),
        ("ephemeralstorage", "tmp.max"),
        ("ephem", "tmp.max"),
        ("how long can a function run", "timeout.max"),
        ("which timeout do I get by default", "timeout.default"),
        ("how many layers can one function use", "layers.max"),
        ("how big is the disk", "tmp.max"),
        ("how much does a gb-second cost", "price.duration.x86"),
        ("waht is the maximum timeout", "timeout.max"),
        ("lyaers", "layers.max"),
        ("memroy of a full cpu", "memory.vcpu"),
    ],
)
def test_words_values_and_typing_errors_find_the_fact_first(
    loaded: Store, words: str, expected: str
) -> None:
    assert ids(loaded, words)[:1] == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "size of dynamodb item",
        "capital of france",
        "how to cook rice",
        "900 ms",
        "how many tables can dynamodb have",
        "azure timeout",
        "what is a kubernetes ingress",
        "the of and",
        "",
        '" OR *',
    ],
)
def test_it_finds_nothing_rather_than_guess(loaded: Store, words: str) -> None:
    assert ids(loaded, words) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from('timeout "*^:(){}+-NEAR\0\ud800'))))
def test_whatever_is_typed_is_words_and_finds_the_same_again(
    loaded: Store, words: str
) -> None:
    with search.Index(str(loaded.path)) as index:
        found = index.find(words)
        assert all(0 < hit.score <= 1 for hit in found)
        assert [hit.id for hit in index.find(words)] == [hit.id for hit in found]


def test_an_index_that_stays_open_sees_new_content(
    loaded: Store, reload: Reload, edit: Edit
) -> None:
    with search.Index(str(loaded.path)) as index:
        assert index.find("zeppelin") == []
        edit("limits.md", "number of layers", "zeppelin")
        reload()
        assert [hit.id for hit in index.find("zepelin")] == ["layers.max"]


def test_nothing_found_still_names_what_is_nearest(loaded: Store) -> None:
    names = search.nearest(str(loaded.path), "dynamodb item weight")
    assert names == ["Default batch size of a DynamoDB stream"]
    assert search.nearest(str(loaded.path), "storageclassic") == [
        "Maximum size of /tmp"
    ]
    assert search.nearest(str(loaded.path), "xyzzy") == []


def test_a_hit_holds_all_that_is_printed(loaded: Store) -> None:
    hit = search.search(str(loaded.path), "timeout")[0]
    assert (hit.number, hit.unit) == ("900", "s")
    assert (hit.short, hit.long) == ("900 s", "900 s (15 min)")
    assert hit.name == "Maximum function timeout"
    assert hit.context == "Lambda ends an invocation that runs longer."
    assert hit.source == "https://example.com/limits"
    assert hit.checked == "2026-11-20"
    assert (hit.topic, hit.topic_title) == ("limits", "Quotas and limits")
    assert hit.myth == "Some notes say “5 minutes” (outdated: raised in 2018)"
    assert 0 < hit.score <= 1


def test_context_shows_the_present_values(
    loaded: Store, reload: Reload, edit: Edit
) -> None:
    edit("limits.md", "value: 900 s", "value: 1,200 s")
    reload()
    hit = search.search(str(loaded.path), "default timeout")[0]
    assert hit.context == "Short on purpose; the ceiling is 20 min."


def test_the_limit_is_kept(loaded: Store) -> None:
    assert len(search.search(str(loaded.path), "timeout", limit=2)) == 2


def test_a_missing_foreign_or_unloaded_file_says_that_it_must_be_loaded(
    tmp_path: Path, store: Store
) -> None:
    foreign = tmp_path / "foreign"
    foreign.write_text("no database " * 100)
    for path in (tmp_path / "none", foreign):
        with pytest.raises(search.IndexUnavailable):
            search.search(str(path), "timeout")
        assert not search.is_current(str(path), [])
    assert search.search(str(store.path), "timeout") == []


def test_a_path_with_signs_of_its_own_can_be_opened(
    tmp_path: Path, content: Path
) -> None:
    path = tmp_path / "50% of #1?" / "study.sqlite3"
    store = open_store(path)
    load(store, [content], date(2026, 11, 21))
    store.close()
    assert search.search(str(path), "timeout")[0].id == "timeout.max"


def test_reading_works_while_another_program_writes(loaded: Store) -> None:
    with loaded.writing() as connection:
        connection.execute("INSERT INTO due_load VALUES (1, 1)")
        assert ids(loaded, "timeout")[:1] == ["timeout.max"]


def test_a_change_of_content_is_noticed_without_reading_it(
    loaded: Store, reload: Reload, content: Path, edit: Edit
) -> None:
    path = str(loaded.path)
    assert search.is_current(path, [str(content)])
    edit("limits.md", "ends an invocation", "stops an invocation")
    assert not search.is_current(path, [str(content)])
    reload()
    assert search.is_current(path, [str(content)])
    (content / "questions.md").unlink()
    assert not search.is_current(path, [str(content)])


HYGIENE = """
import sys
before = set(sys.modules)
from studyapp.store.search import search, is_current
search(sys.argv[1], "timout")
is_current(sys.argv[1], [sys.argv[2]])
print(*sorted(set(sys.modules) - before))
"""
COSTLY = {
    "argparse",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "inspect",
    "pathlib",
    "pydantic",
    "re",
    "sqlite3",
    "sqlalchemy",
    "sqlmodel",
    "typing",
    "urllib",
    "yaml",
}


def test_the_lookup_imports_nothing_but_sqlite3_and_its_own_small_modules(
    loaded: Store, content: Path, start: Start
) -> None:
    child = start(HYGIENE, [loaded.path, content])
    output, errors = child.communicate(timeout=30)
    assert child.returncode == 0, errors
    imported = set(output.split())
    assert imported & COSTLY == set()
    own = {name for name in imported if name.startswith("studyapp.")}
    assert own == {
        "studyapp.store",
        "studyapp.store.amounts",
        "studyapp.store.driver",
        "studyapp.store.freshness",
        "studyapp.store.lexicon",
        "studyapp.store.postings",
        "studyapp.store.question",
        "studyapp.store.ranking",
        "studyapp.store.search",
        "studyapp.store.spelling",
        "studyapp.store.terms",
        "studyapp.store.vocabulary",
    }


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a file with the library that comes with the program."""
    path = tmp_path_factory.mktemp("real") / "study.sqlite3"
    store = open_store(path)
    load(store, bundled_roots(), date(2026, 11, 21))
    store.close()
    return str(path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("timeout", "timeout.max"),
        ("timout", "timeout.max"),
        ("15 minutes", "timeout.max"),
        ("max memory", "memory.max"),
        ("tmp size", "tmp.max"),
        ("1769", "memory.vcpu"),
        ("sync payload", "payload.sync"),
        ("default concurrency limit", "concurrency.account"),
        ("reserved concurency", "concurrency.reserved"),
        ("sqs fifo batch size", "sqs.batch.fifo"),
        ("0.0000166667", "price.duration.x86"),
        ("price per million requests", "price.request"),
        ("env vars size", "envvar.size"),
        ("iterator age", "stream.iteratorage"),
        ("where are layers mounted", "layer.path"),
        ("cold strat", "coldstart.definition"),
        ("free teir", "free.requests"),
        ("size of dynamodb item", None),
        ("capital of france", None),
        ("kubernetes pod limit", None),
    ],
)
def test_the_real_library_answers(real: str, words: str, expected: str | None) -> None:
    found = [hit.id for hit in search.search(real, words)]
    assert (found[0] if found else None) == expected


def test_fewer_answers_are_the_first_of_more(real: str) -> None:
    """Rows that cannot come among the best are left out, and no others."""
    file = PROJECT / "tests" / "data" / "retrieval.tsv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines(), delimiter="\t")
    with search.Index(real) as index:
        for words in (row["query"] for row in rows):
            many = [(hit.id, hit.score) for hit in index.find(words, CANDIDATES)]
            for limit in (1, 5):
                few = [(hit.id, hit.score) for hit in index.find(words, limit)]
                assert few == many[:limit], words


def test_every_term_of_the_tables_is_one_that_the_real_facts_have(real: str) -> None:
    with sqlite3.connect(real) as connection:
        rows = connection.execute("SELECT term FROM lookup_term")
        known = {term for (term,) in rows}
    related = {term for terms in RELATED.values() for term in terms}
    assert related <= known
    assert set(SYNONYMS.values()) <= known
    assert known >= OWN_TERMS | NEIGHBORS | LIGHT_TERMS
