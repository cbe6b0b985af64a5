"""English as people type it about Lambda: words to drop, to join, to treat alike.

Owns the tables that `terms` reads. Nothing here names a fact: aliases belong to the
content.
"""

from __future__ import annotations

STOP_WORDS = frozenset(
    """a about am an and any are as at be been being but by can could did do does for
    from had has have having he how i if in into is it its itself me my of off on or
    our please shall should so some such tell than that the their them then there
    these they this those to us was we were what whats when where which who why will
    with would you your""".split()  # noqa: SIM905 - a line for each would hide them
)
"""Words that say nothing about which fact is meant."""

WEAK_TERMS = frozenset(
    """aws lambda function amazon servic limit quota max number valu allow run us
    on work happen need want get long much many big befor after until dur only
    still even each default actual real exact current set config possibl support mean
    tak go giv mak let know differ between reach exceed""".split()  # noqa: SIM905
)
"""Terms whose absence from a fact does not speak against it."""

SYNONYMS = {
    "maximum": "max",
    "maxim": "max",
    "maximal": "max",
    "highest": "max",
    "largest": "max",
    "biggest": "max",
    "longest": "max",
    "upper": "max",
    "most": "max",
    "ceil": "max",
    "ceiling": "max",
    "cap": "max",
    "minimum": "min",
    "minimal": "min",
    "smallest": "min",
    "lowest": "min",
    "shortest": "min",
    "least": "min",
    "fewest": "min",
    "env": "environ",
    "envvar": "environ",
    "var": "variabl",
    "ram": "memori",
    "mem": "memori",
    "cfg": "config",
    "configur": "config",
    "configurat": "config",
    "cost": "price",
    "charg": "price",
    "pric": "price",
    "fee": "price",
    "dollar": "usd",
    "invocat": "invok",
    "initializ": "init",
    "initialis": "init",
    "initializat": "init",
    "disk": "storag",
    "sync": "synchronou",
    "async": "asynchronou",
    "repo": "repositori",
    "dlq": "deadletter",
    "dlqs": "deadletter",
    "esm": "eventsourc",
    "tps": "rps",
    "docker": "contain",
}
"""Word or stem to the stem that stands for it."""

PAIRS = {
    ("gb", "s"): "gbs",
    ("gb", "second"): "gbs",
    ("gb", "sec"): "gbs",
    ("gib", "second"): "gbs",
    ("gigabyte", "second"): "gbs",
    ("request", "s"): "rps",
    ("request", "second"): "rps",
    ("dead", "letter"): "deadletter",
    ("event", "source"): "eventsourc",
}
"""Two words in a row, singular, that are one term; `per` between them is dropped."""

NUMBER_WORDS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "ten": "10",
    "fifteen": "15",
    "thirty": "30",
    "hundred": "100",
    "thousand": "1000",
}
"""Read as numbers where a unit follows."""
