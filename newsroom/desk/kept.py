"""What the desk tells static/desk/kept.js, which keeps what is typed until it is taken."""

import re

from django.urls import reverse
from django.utils.crypto import salted_hmac

# Bytes of the files of one form: a photo at its largest. deploy/nginx.conf takes that and the text.
MOST_FILES = 25 * 1024 * 1024
A_NAME = re.compile(r"[0-9a-z]{6,40}")


def person(user):
    """Who somebody is to the script: the same at each sign-in, and telling nothing of the account.

    What one person typed is shown to nobody else who signs in on that browser.
    """
    return salted_hmac("newsroom.desk.kept", str(user.pk)).hexdigest()[:32]


def name_of(request):
    """What the script calls the form that was sent, or None."""
    name = request.POST.get("_kept", "")
    return name if A_NAME.fullmatch(name) else None


def taken(request, response):
    """Tell the script that a form was carried out, so that it forgets it; returns the response.

    By a cookie of its own for each form, for other tabs send theirs. It is read with the next page.
    """
    if name := name_of(request):
        response.set_cookie(
            f"taken-{name}",
            "yes",
            max_age=5 * 60,
            path=reverse("admin:index"),
            secure=request.is_secure(),
            samesite="Strict",
        )
    return response
