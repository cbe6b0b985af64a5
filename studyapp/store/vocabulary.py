"""English as people type it about Lambda: words to drop, to join, to treat alike.

Owns the tables by which questions and facts are read. Nothing here names a fact:
aliases belong to the content.
"""

from __future__ import annotations

from studyapp.store.amounts import COUNT, DATE, MONEY, NUMBER, SIZE, TIME

STOP_WORDS = frozenset(
    """a about actually all also am an and any anyway are as at be been being but by can
    could did do does doing done exactly for from had has have having he here how i if
    im in into is isnt it its itself ive just lets may me might my myself of off on or
    our ours please really shall she should simply so some such tell than that thats the
    their them then there these they thing things this those to too us very was we were
    what whats when where which while who whom whose why will with within would yet you
    your yours yourself""".split()  # noqa: SIM905 - a line for each would hide them
)
"""Words that say nothing about which fact is meant."""

PLAIN_TERMS = frozenset(
    """again alreadi alwai another automatic availabl avoid becom begin best better
    certain choos com correct current decid differenc different enough ensur ever everi
    exact few find first get giv go good happen help immedi impossibl instead keep know
    last later less let lik littl look mak mani manual mean mor much must necessari need
    never new next normal now often other own pick possibl proper put quick recommend
    requir right saf sam see set several show slow sometim soon start stop suitabl sur
    tak tell todai try typ under up us usual want way work wrong""".split()  # noqa: SIM905
)
"""Terms that matter only where facts have them."""

LIGHT_TERMS = frozenset(
    """amazon aws big default funct lambda larg limit long mani max min number quota
    valu""".split()  # noqa: SIM905
)
"""Terms that a name may have besides those of a question and still be just that."""

_SYNONYMS = """
    max: maximum maxim maximal maximis highest largest biggest longest greatest upper
    max: most ceil ceiling cap
    min: minimum minimal smallest lowest shortest least fewest
    big: bigger
    larg: larger
    long: longer
    short: shorter
    small: smaller
    high: higher
    low: lower
    fast: faster fastest
    slow: slower
    cheap: cheaper cheapest
    build: built
    choos: chose chosen choice
    get: got
    giv: given
    go: gone
    hold: held
    keep: kept
    los: lost
    mak: made
    pai: paid
    remain: left
    run: ran
    send: sent
    tak: taken took
    us: use usage
    writ: wrote written
    alias: alia
    arm64: arm graviton
    asynchronous: async
    authentic: auth
    cloudform: cfn
    cloudwatch: cw
    config: cfg configur
    container: docker
    deadletter: dlq dlqs
    directori: dir folder
    dynamodb: ddb dynamo
    environ: env envvar
    error: errored
    eventsourc: esm
    init: initializ initialis
    invok: invoc
    javascript: js
    kafka: msk
    memori: ram mem
    nod: nodejs
    notifi: notific
    postgr: postgre postgresql
    price: cost charg pric fee
    repositori: repo
    rps: tps
    storag: disk
    synchronous: sync
    usd: dollar buck
    variabl: var
    x86: x64
"""
_RELATED = """
    access: permiss reach
    alarm: alert notifi
    apigw: api gatewai
    attach: add us
    bad: fail error
    big: siz larg
    bill: price pai
    boot: start init
    broken: fail error
    call: invok
    chang: updat
    cheap: price
    cff: cloudfront
    connect: reach access
    consum: read poll
    count: number mani
    crash: error fail
    credential: secret password
    cron: schedul
    delet: remov
    disabl: stop
    drop: discard los
    duplic: twic idempotent
    edit: chang updat
    efs: mount
    error: fail failur
    execut: run invok
    expens: price
    expir: end age
    fail: error failur
    failur: fail error
    fast: speed rat
    gpu: accelerator
    immutabl: chang edit
    instanc: environ
    invok: call
    item: record messag
    keep: retain retent stai
    kill: stop disabl
    languag: runtim
    laptop: local
    larg: siz
    latent: slow
    limit: quota max
    lmi: manag instanc
    loop: recurs
    los: drop discard
    machin: server instanc
    messag: event record
    modifi: chang updat
    mount: path directori extract locat
    packag: zip
    pai: price bill
    parallel: concurrent simultaneous
    password: credential secret
    patch: updat
    path: directori mount
    pc: provis concurrent
    permit: permiss allow
    poison: fail
    price: bill pai
    queu: sqs
    quota: limit max
    rc: reserv concurrent
    read: poll consum
    record: messag event
    recurs: loop
    remov: delet
    revert: rollback
    right: permiss
    rollback: revert previous
    runtim: languag
    sg: securiti group
    simultaneous: concurrent parallel
    siz: big larg
    slow: latent lengthen
    speed: fast rat
    sqs: queu
    ssl: tls certific
    startup: start init
    stop: disabl end
    stor: keep storag group
    talk: connect reach access
    tmp: ephemeral storag
    traffic: request load
    twic: duplic
    undo: rollback
    upgrad: updat
    watch: monitor metric
    websit: cor browser
    zip: packag
"""


def _lines(table: str) -> list[tuple[str, list[str]]]:
    lines = (line.partition(":") for line in table.strip().splitlines())
    return [(first.strip(), rest.split()) for first, _, rest in lines]


SYNONYMS = {word: term for term, words in _lines(_SYNONYMS) for word in words}
"""Word or stem to the stem that stands for it."""

RELATED = dict(_lines(_RELATED))
"""Term of a question to others that may be meant by it."""

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
    ("node", "js"): "nod",
    ("roll", "back"): "rollback",
    ("rolled", "back"): "rollback",
    ("l", "e"): "edg",
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

HOW_WORDS = frozenset("big fast large long many much often old soon".split())  # noqa: SIM905
"""Words after `how` that ask for a kind of value and name nothing."""

OPENINGS = frozenset(
    """are can could did do does how if is may must shall should was what when where
    which who why will would""".split()  # noqa: SIM905
)
"""First words of a sentence, where many words say little."""

KINDS_ASKED = {
    **dict.fromkeys(("how many", "number of"), COUNT),
    **dict.fromkeys(("how long", "how soon", "how old"), TIME),
    **dict.fromkeys(("how big", "how large", "size", "big", "large"), SIZE),
    **dict.fromkeys(("when did", "when was", "since when", "what year"), DATE),
    **dict.fromkeys(("price", "cost", "costs", "fee", "charge"), MONEY),
    **dict.fromkeys(("how much", "how fast", "how often", "rate"), NUMBER),
    **dict.fromkeys(("limit", "limits", "quota", "most", "longest", "largest"), NUMBER),
    **dict.fromkeys(("max", "maximum", "min", "minimum"), NUMBER),
}
"""Word, or two words in a row, to the kind of value that they ask for."""

DATE_WORDS = frozenset(
    """announced arrive arrived available began date dates day days deprecated
    deprecation end ended ends eol expire expires launch launched month old release
    released since support supported when year""".split()  # noqa: SIM905
)
"""Words without one of which nobody asks for the day of something."""

OWN_TERMS = frozenset(
    """alias asynchronous coldstart concurrent deadletter edg eventsourc extens funct
    handler invok lambda layer payload provis runtim snapstart throttl
    tmp""".split()  # noqa: SIM905
)
"""Terms of our own subject: who uses one asks about Lambda."""

NEIGHBORS = frozenset(
    """aurora cloudform cloudfront cloudtrail cloudwatch cognito documentdb dynamodb ec2
    ecr ecs elasticach elb eventbridg farg firehos glu iam java kafka kms linux mq mysql
    nat nod organiz postgr python rds redis redshift rout s3 ses sns
    waf""".split()  # noqa: SIM905
)
"""Terms of other services and tools, of which only what touches Lambda is known."""
