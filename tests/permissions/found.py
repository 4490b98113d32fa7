"""What one person of a walk finds."""

from collections import Counter
from dataclasses import dataclass, field, replace

from tests.permissions.asking import POPUP, Asking
from tests.permissions.client import answers, opens, writes
from tests.permissions.presses import place

# Pages that open in a popup as well.
IN_POPUPS = ("/add/", "/change/")


@dataclass
class Found:
    """What one person gets to read, by address, to write, by place, and is offered, by model;
    each with how many of them. `told` are sentences: what they must not get to know or do.
    """

    reads: Counter = field(default_factory=Counter)
    writes: Counter = field(default_factory=Counter)
    offered: Counter = field(default_factory=Counter)
    told: list = field(default_factory=list)


def found_by(client, user, walk):
    """What somebody finds who asks for every address of a walk, and presses every button."""
    found, asking = Found(), Asking(client, user)
    for address in walk.of_the_desk:
        found.reads[address] = sum(opens(client, url) for url in address.urls)
        sent = walk.only_sent_to.get(address, ())
        found.reads[address] += sum(answers(client, press) for press in sent)
    for press in walk.presses:
        found.writes[place(press)] += writes(client, press)
    found.offered.update(asking.offered())
    found.told += [*in_popups_alone(client, walk, found), *asking.told()]
    return found


def in_popups_alone(client, walk, found):
    """A sentence for each page that refuses somebody, and lets them in as a popup."""
    for address in walk.of_the_desk:
        for url in () if found.reads[address] else address.urls[:1]:
            if url.endswith(IN_POPUPS) and opens(client, f"{url}?{POPUP}=1"):
                yield f"reads {url} in a popup alone."
    for press in walk.presses:
        refused = press.button == "_save" and not found.writes[place(press)]
        if refused and writes(client, replace(press, data=press.data | {POPUP: "1"})):
            yield f"writes by {press.url} in a popup alone."
