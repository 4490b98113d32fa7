"""The attack: cases by their number, each somebody's, at some page of a demo newsroom."""

import random
import time

from django.test import Client

from tests.fuzzing import cases
from tests.fuzzing.judging import is_page, wrong
from tests.permissions import world
from tests.permissions.addresses import addresses, crawled
from tests.permissions.client import signed_in
from tests.permissions.presses import presses

# How often a page is only asked for, and how often somebody forges a form of a page which they
# may not open.
ASKED, FORGED = 0.25, 0.3


class Attack:
    """Cases against the demo. Each is undone afterwards, so that any of them can be had alone."""

    def __init__(self, seed):
        self.seed, self.tried = seed, 0
        world.make_world()
        people, everybody = world.people()
        self.clients = {name: signed_in(user) for name, user in people.items()}
        self.clients["Everybody"] = signed_in(everybody)
        self.places = sorted({url for one in addresses(crawled(Client())) for url in one.urls})

    def until(self, seconds):
        """``(number, [what is wrong, more about it…])`` of every case in so many seconds."""
        latest, number = time.monotonic() + seconds, 0
        while time.monotonic() < latest:
            _case, found = self.of(number)
            if found:
                yield number, found
            number += 1

    def of(self, number):
        """A case by its number, None where its page takes nothing, and what is wrong with it."""
        chance = random.Random(f"{self.seed} {number}")
        who, url = chance.choice(sorted(self.clients)), chance.choice(self.places)
        case = self.made(who, url, chance)
        if case is None:
            return None, []
        self.tried += 1
        return f"{who} at {case}", wrong(self.clients[who], case)

    def made(self, who, url, chance):
        if chance.random() < ASKED:
            return cases.query(url, chance)
        page = read(self.clients["Everybody" if chance.random() < FORGED else who], url)
        found = list(presses(url, page))
        return cases.press(chance.choice(found), page, chance) if found else None


def read(client, url):
    response = client.get(url)
    return response.content.decode() if response.status_code == 200 and is_page(response) else ""
