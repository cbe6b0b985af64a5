from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from studyapp.calculator.compare import compare, sensitivity
from studyapp.calculator.fields import scenario_from
from studyapp.calculator.price import price
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.sweep import Profile, duration_at, memory_sweep
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity


def scenario(book: FactBook, **form: str) -> Scenario:
    base = {"requests": "3M", "duration": "120ms", "memory": "1536MB"}
    return scenario_from({**base, **form}, book)


def test_changed_inputs_and_the_line_that_moved_the_total_are_marked(
    book: FactBook,
) -> None:
    found = compare(scenario(book), scenario(book, memory="2GB", ephemeral="1GB"), book)
    assert [(c.field, c.before, c.after) for c in found.changes] == [
        ("memory", "1,536 MB", "2,048 MB"),
        ("ephemeral", "", "1,024 MB"),
    ]
    assert found.mover is not None
    assert found.mover.key == "duration"
    assert found.difference == sum(line.difference for line in found.lines)


def test_the_same_scenario_has_no_difference(book: FactBook) -> None:
    found = compare(scenario(book), scenario(book), book)
    assert found.changes == ()
    assert found.mover is None
    assert found.difference == 0


@given(before=st.integers(1, 10**8), after=st.integers(1, 10**8))
def test_line_differences_add_up_to_the_total(
    book: FactBook, before: int, after: int
) -> None:
    found = compare(
        scenario(book, requests=str(before)),
        scenario(book, requests=str(after), payload="300KB"),
        book,
    )
    assert found.difference == sum(line.difference for line in found.lines)


def test_sensitivity_raises_each_input_alone_the_strongest_first(
    book: FactBook,
) -> None:
    bars = sensitivity(scenario(book, ephemeral="2GB"), book)
    assert bars[0].field == "requests"
    assert {bar.field for bar in bars} == {
        "requests",
        "duration",
        "memory",
        "ephemeral",
    }
    grown = price(scenario(book, ephemeral="2GB", requests="3.3M"), book)
    assert bars[0].after == grown.exact
    assert bars[0].percent > bars[-1].percent > 0


def test_an_input_at_its_limit_is_left_out(book: FactBook) -> None:
    bars = sensitivity(scenario(book, memory="10GB"), book)
    assert "memory" not in {bar.field for bar in bars}


def test_a_sweep_covers_all_memory_and_marks_the_cheapest(book: FactBook) -> None:
    work = scenario(book, duration="2s", free_tier="no")
    found = memory_sweep(work, book, Profile(Quantity(Decimal(60), "%")), 100)
    assert len(found.points) == 100
    assert found.points[0].memory.number == 128
    assert found.points[-1].memory.number == 10_240
    assert found.cheapest.cost == min(point.cost for point in found.points)


def test_beyond_one_vcpu_a_single_thread_gets_no_faster(book: FactBook) -> None:
    work = scenario(book, memory="1769MB", duration="1s")
    alone = Profile()
    assert duration_at(work, book, alone, Decimal(10_240)).number == 1000
    assert duration_at(work, book, alone, Decimal(884)).number > 2000
    several = Profile(threads=4)
    assert duration_at(work, book, several, Decimal(3538)).number == 500


def test_waiting_time_does_not_shrink_with_memory(book: FactBook) -> None:
    work = scenario(book, memory="512MB", duration="1s")
    waiting = Profile(Quantity(Decimal(0), "%"))
    found = memory_sweep(work, book, waiting, 10)
    assert {point.duration.number for point in found.points} == {1000}
    assert found.cheapest.memory.number == 128


def test_measured_durations_replace_the_model(book: FactBook) -> None:
    measured = {
        512: Quantity(Decimal(2000), "ms"),
        1024: Quantity(Decimal(900), "ms"),
        2048: Quantity(Decimal(800), "ms"),
    }
    work = scenario(book, free_tier="no")
    found = memory_sweep(work, book, Profile(measured=measured), 100)
    assert [point.memory.number for point in found.points] == [512, 1024, 2048]
    assert found.cheapest.memory.number == 1024
