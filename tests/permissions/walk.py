"""Somebody of each role asks for every address, and forges whatever its pages can send."""

from collections import Counter, defaultdict
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.permissions.addresses import addresses, route_of, written
from tests.permissions.presses import presses
from tests.permissions.typed import fillings

WRITES = ("INSERT", "UPDATE", "DELETE")
# Who is signed in, and what a page tells them next, is no part of the newsroom.
NOT_COUNTED = ("django_session",)


class Walk:
    """What each person gets to read, and to write.

    `reads` is ``{address: {person: count}}`` of the addresses of the demo that somebody may read,
    `writes` the same of the buttons, by ``(pattern, button)``, and `of` how many there are of
    each. `people` are ``{name: user, or None for a stranger}``; `everybody` has every power.
    """

    def __init__(self, people, everybody, told):
        """`told` is called with what is being done, in words."""
        self.clients = {name: signed_in(user) for name, user in people.items()}
        self.all_powers = signed_in(everybody)
        self.addresses = addresses(Client())
        told(f"Looking for buttons on the pages of {len(self.addresses)} addresses …")
        self.presses = list(self.pressable())
        told(f"Asking for them as {len(people)} people …")
        self.reads = {address: self.who_reads(address) for address in self.addresses}
        told(f"Pressing {len(self.presses)} buttons as each of them …")
        self.of = Counter(map(place, self.presses))
        self.writes = defaultdict(Counter)
        for press in self.presses:
            self.writes[place(press)].update(self.who_writes(press))

    def pressable(self):
        """Every press of a button by which somebody with every power changes something."""
        for address in self.addresses:
            for url in address.urls if address.is_of_the_desk else ():
                page = self.all_powers.get(url)
                if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
                    found = (self.that_writes(one) for one in presses(url, page.content.decode()))
                    yield from filter(None, found)

    def that_writes(self, press):
        """The press with what has to be typed to change something by it; None where nothing does:
        what only shows, or asks once more.
        """
        tried = (replace(press, data=data) for data in fillings(press.url, press.data))
        return next((one for one in tried if writes(self.all_powers, one)), None)

    def who_reads(self, address):
        return Counter(
            name
            for name, client in self.clients.items()
            for url in address.urls
            if opens(client, url)
        )

    def who_writes(self, press):
        return [name for name, client in self.clients.items() if writes(client, press)]


def signed_in(user):
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def place(press):
    """Where the documentation tells of a press: the pattern of its address, and the button."""
    return written(route_of(press.url)), press.button


def opens(client, url):
    """Whether somebody gets to read an address, or is led on to another page than the first."""
    response = client.get(url, follow=True)
    led_to = response.request["PATH_INFO"]
    elsewhere = led_to in (reverse("admin:login"), reverse("admin:index")) and led_to != url
    return response.status_code == 200 and not elsewhere


def writes(client, press):
    """Whether pressing a button changes anything, for somebody, who stays signed in."""
    cookies = deepcopy(client.cookies)
    for value in press.data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    with undone() as statements:
        client.post(press.url, press.data)
    client.cookies = cookies
    return bool(statements)


@contextmanager
def undone():
    """What is written within is noted, as ``[statement, …]``, and taken back at the end."""
    statements = []

    def note(execute, sql, params, many, context):
        table = sql.split('"')[1] if '"' in sql else ""
        if sql.lstrip().startswith(WRITES) and table not in NOT_COUNTED:
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), transaction.atomic():
        yield statements
        transaction.set_rollback(True)
