"""Somebody of each role asks for every address, and forges whatever its pages can send."""

import multiprocessing
import shutil
from collections import Counter
from dataclasses import replace
from os import getpid

from django.db import connection
from django.test import Client

from tests.permissions.addresses import addresses, crawled
from tests.permissions.asking import Asking
from tests.permissions.client import answers, signed_in, writes
from tests.permissions.found import found_by
from tests.permissions.presses import Press, place, presses
from tests.permissions.sent import sent
from tests.permissions.tables import below, typed_below
from tests.permissions.typed import fillings


class Walk:
    """What each person gets to read, and to write: `found` is ``{person: Found}``.

    `of` tells how many presses there are of each place, `offered` how many rows of each model
    somebody may choose who has every power, and `told` is of everybody. `people` are
    ``{name: user, or None for a stranger}``; `everybody` has every power.
    """

    def __init__(self, people, everybody, told):
        """`told` is called with what is being done, in words."""
        self.people, self.everybody = people, everybody
        self.clients = {name: signed_in(user) for name, user in people.items()}
        self.all_powers, self.told = signed_in(everybody), []
        self.addresses = addresses(crawled(Client()))
        self.of_the_desk = [one for one in self.addresses if one.is_of_the_desk]
        told(f"Looking for buttons and tables on the pages of {len(self.addresses)} addresses …")
        self.typed, self.wanted = typed_below(), set()
        # ``{address: presses}`` of those that nobody gets to read by asking for them alone.
        self.only_sent_to = {}
        self.presses = [*self.pressable(), *self.sent_by_scripts()]
        self.of = Counter(map(place, self.presses))
        self.offered = Asking(self.all_powers, everybody).offered()
        self.told += self.untried()
        told(f"Asking and pressing {len(self.presses)} buttons as {len(people)} people …")
        self.found = dict(zip(people, each_in_a_process(self), strict=True))
        self.told += [f"{name} {one}" for name, found in self.found.items() for one in found.told]

    def pressable(self):
        """Every press of a button by which somebody with every power changes something."""
        seen = set()
        for address in self.of_the_desk:
            for url in address.urls:
                page = self.all_powers.get(url)
                if page.status_code == 405:
                    self.only_sent_to[address] = [*sent(address, self.all_powers)]
                if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
                    continue
                for one in presses(url, page.content.decode()):
                    if one.what_is_sent not in seen:
                        seen.add(one.what_is_sent)
                        self.wanted |= {place(one)} if one.is_offered else set()
                        yield from self.that_writes(fillings_of(one))
                for button, tried in below(url, page, self.typed):
                    self.wanted.add((address.pattern, button))
                    yield from self.that_writes(tried)

    def sent_by_scripts(self):
        """Of what no page has a button for: whatever changes something for anybody at all. There is
        what only its owner may send.
        """
        anybody = [self.all_powers, *self.clients.values()]
        for presses_of_one in self.only_sent_to.values():
            for one in presses_of_one:
                if any(writes(client, one) for client in anybody):
                    yield one

    def that_writes(self, tried):
        """The first of some presses by which somebody with every power changes something; none
        where nothing does: what only shows, or asks once more.
        """
        first = next((one for one in tried if writes(self.all_powers, one)), None)
        return [first] if first else []

    def untried(self):
        """A sentence for whatever was found and not carried out, so that it tells nothing that
        others were refused; and for what readers could write.
        """
        for pattern, button in sorted(self.wanted - {*self.of}):
            yield (
                f"{pattern} {button}: nothing was changed by it. What is sent, the modules typed, "
                "tables and rows of tests/permissions tell."
            )
        carried_out = {pattern for pattern, _button in self.of}
        for address, tried in self.only_sent_to.items():
            answered = any(answers(self.all_powers, one) for one in tried)
            if address.pattern not in carried_out and not answered:
                yield f"{address.pattern}: nothing was sent. See tests/permissions/sent.py."
        for address in self.addresses:
            for url in () if address.is_of_the_desk else address.urls:
                if writes(self.all_powers, Press(url, "", {})):
                    yield f"{url} is of readers, and writes."


def each_in_a_process(walk):
    """What each person of a walk finds, as many at once as there are processors: each process has
    a copy of the database.
    """
    connection.close()
    processes = multiprocessing.get_context("fork")
    with processes.Pool(initializer=begin, initargs=[walk]) as pool:
        return pool.map(as_person, walk.people, chunksize=1)


def begin(walk):
    global the_walk  # what a process has that was forked for it
    the_walk = walk
    shared = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = shutil.copyfile(shared, f"{shared}.{getpid()}")


def as_person(name):
    return found_by(the_walk.clients[name], the_walk.people[name], the_walk)


def fillings_of(press):
    return (replace(press, data=data) for data in fillings(press.url, press.data))
