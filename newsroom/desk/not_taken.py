"""What is answered where nothing of a request was taken: a sentence, a way on, and what was typed.

A script keeps what is typed at the desk (static/desk/kept.js). These pages show it as well, to be
copied, for browsers without scripts: as text, and in no form. Whoever forged the form of another
site is shown nothing of it, so nothing forged is ever one press away from being carried out.
"""

from contextlib import suppress
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from newsroom import typed
from newsroom.headers import is_private
from newsroom.kit.web_addresses import parts_of

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# What Django raises at each reading of a form that cannot be read.
UNREADABLE = (BadRequest, MultiPartParserError, *TOO_LARGE)
# How many times more fields than are taken are still shown; of more, nobody typed them.
SHOWN = 4


def session_ended(request):
    """For a form of the desk that came without a session: 403, and the way to sign in."""
    return _answer(
        request,
        403,
        _("You are not signed in any more"),
        _("Nothing was saved and nothing was done: your session has ended. Sign in, and go on."),
        _("Sign in"),
    )


def factor_needed(request):
    """For a form from before the day on which its sender needs a second factor: 403."""
    return _answer(
        request,
        403,
        _("The desk opens with a second factor only"),
        _(
            "Nothing was saved and nothing was done: everybody at this desk needs a second factor "
            "by now, and you have none yet. Add one to your account, and open the page again."
        ),
        _("Add a second factor"),
        leads_to=reverse("mfa_index"),
    )


def wrong_token(request, reason=""):
    """For a form without the token of the present session, as `settings.CSRF_FAILURE_VIEW`: 403."""
    return _answer(
        request,
        403,
        _("This page was older than your sign-in"),
        _(
            "Nothing was saved and nothing was done. Somebody has signed in in this browser since "
            "the page was opened: you, in another tab, perhaps. Open the page again, and go on."
        ),
        _("Open the page again"),
    )


def forbidden(request, exception=None):
    """Django's handler403."""
    return _answer(
        request,
        403,
        _("This is not for your account"),
        _(
            "Nothing was saved and nothing was done: your account lacks the permission. Whoever "
            "manages the accounts can give it."
        ),
    )


def no_page(request, refusal):
    """For an address to which a button sends something, and which somebody opened: 405."""
    answer = _answer(
        request,
        405,
        _("There is no page here"),
        _("Nothing was saved and nothing was done. A button of the desk sends to this address."),
    )
    answer["Allow"] = refusal["Allow"]
    return answer


def bad_request(request, exception=None):
    """Django's handler400; 413 where too much was sent."""
    if isinstance(exception, TooManyFieldsSent):
        _read_all_fields(request)
    if isinstance(exception, TOO_LARGE):
        return _answer(
            request, 413, _("Too much at once"), _too_large(exception), _("Open the page again")
        )
    return _answer(
        request,
        400,
        _("This could not be read"),
        _("Nothing was saved and nothing was done. The address or the form was damaged."),
    )


def _too_large(exception):
    """What was too much: `exception` is one of TOO_LARGE."""
    if isinstance(exception, RequestDataTooBig):
        most = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return _("Nothing was saved and nothing was done: the text of a form may have %s.") % most
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return _("Nothing was saved and nothing was done: of files a form may have %d.") % most
    most = number_format(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, force_grouping=True)
    words = _(
        "Nothing was saved and nothing was done: a form may have %s fields. Save what you have "
        "added in parts."
    )
    return words % most


def _answer(request, status, title, words, way_on=None, leads_to=None):
    """The page for the desk; elsewhere one that asks neither the database nor who is there."""
    _leave_what_cannot_be_read(request)
    context = {"title": title, "words": words, "status": status}
    if not is_private(request.path) or not hasattr(request, "user"):
        return render(request, "not_taken.html", context, status=status)
    is_ours = came_from_here(request)
    context |= {
        "page": leads_to or typed.page_of_the_form(request),
        "way_on": way_on,
        "typed": typed.written(request) if is_ours else [],
        "files": [file.name for file in request.FILES.values()] if is_ours else [],
    }
    context = {**admin.site.each_context(request), **context}
    return render(request, "admin/not_taken.html", context, status=status)


def _leave_what_cannot_be_read(request):
    """Take a form for an empty one, as Django does of those that are too large: pages are made of
    what was sent, and this one tells that it could not be read.
    """
    try:
        _form = request.POST
    except UNREADABLE:
        request._mark_post_parse_error()


def _read_all_fields(request):
    """Read what Django had before it and would not take apart. A form with files is read as it
    comes, so of that the rest is gone.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return
    most = SHOWN * settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    form = QueryDict(mutable=True)
    with suppress(ValueError):
        for name, value in parse_qsl(request.body.decode(), max_num_fields=most):
            form.appendlist(name, value)
    request.POST = form


def came_from_here(request):
    """Whether the browser says that a page of this site sent the request."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    sender = parts_of(request.headers.get("Origin") or request.headers.get("Referer", ""))
    here = (f"{request.scheme}://{request.get_host()}", settings.SITE_URL)
    return f"{sender.scheme}://{sender.netloc}" in here
