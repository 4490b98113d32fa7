"""One person for each role, with passwords that are random in every installation."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group, User


@dataclass(frozen=True)
class SignIn:
    username: str
    role: str
    password: str


ROLES = {
    "contributor": ("Contributor", "Iwo", "Lasota"),
    "editor": ("Editor", "Hanna", "Reut"),
    "publisher": ("Publisher", "Viktor", "Dombrowski"),
    "funding": ("Funding manager", "Salome", "Kvernadze"),
    "admin": ("Administrator", "Jorens", "Lapa"),
}


def hire():
    """Make them; returns their sign-ins, by username."""
    return {username: _hire(username, *who) for username, who in ROLES.items()}


def _hire(username, role, first_name, last_name):
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(
        username, password=password, first_name=first_name, last_name=last_name, is_staff=True
    )
    user.groups.add(Group.objects.get(name=role))
    return SignIn(username, role, password)


def keep(sign_ins, file):
    """Write the sign-ins where only this account can read them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    lines = (f"{s.username}\t{s.role}\t{s.password}\n" for s in sign_ins)
    file.write_text("".join(lines), encoding="utf-8")


def kept(file):
    """The sign-ins that were written, or none where the file is gone."""
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [SignIn(*line.split("\t")) for line in lines if line.strip()]
