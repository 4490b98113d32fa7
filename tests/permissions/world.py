"""The demo, with a row more of each kind that it has none of, so that no page stays untried."""

import io

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from tests.factories import make_user
from tests.permissions.rows import make_rows
from tests.permissions.typed import SECRET

# Of the people of the demo, by their roles.
USERNAMES = {
    "Contributor": "contributor",
    "Editor": "editor",
    "Publisher": "publisher",
    "Funding manager": "funding",
    "Administrator": "admin",
}


def people():
    """``({name: user, or None for a stranger}, somebody with every power)``."""
    roles = {role: User.objects.get(username=name) for role, name in USERNAMES.items()}
    everybody = User.objects.create_superuser("root", password=SECRET)
    people = {"Stranger": None, "No role": make_user(), **roles}
    for user in filter(None, [*people.values(), everybody]):
        # Somewhere else as well, so that there is a session to end.
        Client().force_login(user)
    return people, everybody


def make_world():
    call_command("load_demo", stdout=io.StringIO())
    make_rows({user.username: user for user in User.objects.all()})
