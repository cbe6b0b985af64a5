"""Short names of services: read, found by every name, mended with a remedy."""

from __future__ import annotations

from pathlib import Path

from studyapp import paths
from studyapp.content.services import Service, Services, load_services, read_services

TEXT = """
services:
  SQS: Amazon Simple Queue Service
  AWS CLI: AWS Command Line Interface
  CodeStar: {full: AWS CodeStar, retired: 2024-07-31}
"""


def read(text: str) -> Services:
    found = read_services(text, "services.yaml")
    assert isinstance(found, Services)
    return found


def test_services_come_in_alphabetical_order() -> None:
    assert [s.short for s in read(TEXT).all()] == ["AWS CLI", "CodeStar", "SQS"]


def test_a_service_is_found_by_short_and_full_name() -> None:
    services = read(TEXT)
    queue = Service("SQS", "Amazon Simple Queue Service")
    names = ("SQS", "Amazon SQS", "Amazon Simple Queue Service", "Simple Queue Service")
    assert [services.named(name) for name in names] == [queue] * 4
    assert services.named("Repeater") is None


def test_what_has_ended_says_when() -> None:
    assert [s.retired for s in read(TEXT).retired] == ["2024-07-31"]


def test_a_wrong_file_is_a_problem_with_its_line() -> None:
    found = read_services("services:\n  A: {full: B, retired: soon}", "s.yaml")
    assert isinstance(found, tuple)
    (problem,) = found
    assert str(problem.place) == "s.yaml:2"
    assert "retired: 2024-07" in problem.remedy


def test_a_later_folder_adds_to_the_first(tmp_path: Path) -> None:
    for name, entry in (("one", "A: Alpha"), ("two", "B: Beta"), ("none", "")):
        (tmp_path / name).mkdir()
        if entry:
            file = tmp_path / name / "services.yaml"
            file.write_text(f"services:\n  {entry}\n", encoding="utf-8")
    roots = [tmp_path / name for name in ("one", "none", "two")]
    services, problems = load_services(roots)
    assert [s.full for s in services.all()] == ["Alpha", "Beta"]
    assert problems == ()


def test_the_bundled_list_knows_what_the_exams_shorten() -> None:
    roots = [Path(root) for root in paths.bundled_roots()]
    services, problems = load_services(roots)
    assert problems == ()
    assert len(services.all()) >= 60
    for name in ("AWS Lambda", "Amazon S3", "AWS Step Functions", "Amazon SQS"):
        assert services.named(name), name
