"""What one person gets by asking and by sending. Whatever is written by it is undone."""

from contextlib import contextmanager
from copy import deepcopy
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.permissions.presses import PREVIEW

WRITES = ("INSERT", "UPDATE", "DELETE")
# Where somebody is led who is refused.
ELSEWHERE = (reverse("admin:login"), reverse("admin:index"))


def signed_in(user):
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def opens(client, url):
    """Whether somebody gets to read an address, or is led on to another page than the first."""
    response = client.get(url)
    if response.status_code == 302:
        led_to = urlsplit(response["Location"]).path
        if led_to in ELSEWHERE:
            return False
        response = client.get(url, follow=True)
    return response.status_code == 200


def writes(client, press):
    """Whether pressing a button changes anything, hands over a file, or shows what would be, for
    somebody.
    """
    response, tables = pressed(client, press)
    if press.table:
        return press.table in tables
    if press.button == PREVIEW and response.status_code == 200:
        # Or it is the form once more, with why nothing is shown.
        return not response.context.get("errors")
    return bool(tables) or response.get("Content-Disposition", "").startswith("attachment")


def answers(client, press):
    """Whether somebody is told something who sends this."""
    response, _tables = pressed(client, press)
    return response.status_code == 200


def pressed(client, press):
    """The answer, and the tables that were written in; it is undone, and they stay signed in."""
    cookies = deepcopy(client.cookies)
    for value in press.data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    with undone() as tables:
        response = client.post(press.url, press.data)
    client.cookies = cookies
    return response, tables


@contextmanager
def undone():
    """What is written within is noted, as ``[table, …]``, and taken back at the end."""
    tables = []

    def note(execute, sql, params, many, context):
        if sql.lstrip().startswith(WRITES):
            tables.append(sql.split('"')[1] if '"' in sql else "")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), transaction.atomic():
        yield tables
        transaction.set_rollback(True)
