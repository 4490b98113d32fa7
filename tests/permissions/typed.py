"""What somebody types into the forms of the desk, so that a press of their buttons writes."""

import re
from datetime import timedelta
from functools import cache

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.upkeep.redaction import preview
from funding.models import Grant, Statement
from newsroom.kit import languages
from newsroom.kit.moments import on_the_clock
from tests.factories import make_picture

# Of a form with words in it one is changed: a form that changes nothing writes nothing.
TOUCHED = (
    "title",
    "name",
    "text",
    "note",
    "label",
    "alt",
    "bio",
    "reason",
    "description",
    "source",
)
SECRET = "a long word 4711"


@cache
def typed():
    """``{the end of an address: what is typed there}``."""
    today = str(timezone.localdate())
    piece, grant = Article.objects.first().pk, Grant.objects.first().pk
    days = {"since": today, "until": today}
    return {
        "/account/password/": {
            "oldpassword": SECRET,
            "password1": f"{SECRET} more",
            "password2": f"{SECRET} more",
        },
        "/user/add/": {"username": "somebody", "email": "somebody@example.org"},
        "/group/add/": {"name": "Interns"},
        "/set-up/#sections": {"sections-names": "Weirs"},
        "/set-up/#people": {"people-0-email": "pilot@example.org"},
        "/holiday/public/": {"country": "PL", "year": today[:4]},
        "/holiday/add/": {"day": today},
        "/issue/add/": {"title": "Winter", "number": "8"},
        "/series/add/": {"name": "Rivers"},
        "/section/add/": {"name": "Politics of water"},
        "/tag/add/": {"name": "Weirs of old"},
        "/author/add/": {"name": "Ada Pilot"},
        "/appeal/add/": {"text": "Give."},
        "/funder/add/": {"name": "A ministry", "kind": "state"},
        "/grant/add/": {"title": "A project"},
        "/statement/add/": {"kind": "views"},
        "/wording/add/": {"statement": Statement.objects.first().pk, "text": "Paid."},
        "/coverage/add/": {"grant": grant, "article": piece},
        "/waiver/add/": {
            "grant": grant,
            "kind": "safety",
            "hides": "name",
            "reason": "A threat.",
            "approved_by": "The fund.",
            "review_on": today,
        },
        "/article/add/": {"title": "A draft"},
        "/article/import/": {"file": manuscript()},
        "/comments/": {"words": "To whom?"},
        "/suggest/": {"body": "<p>Another text.</p>"},
        "/photo/add/": {
            "file": make_picture(colour="plum"),
            "alt": "Blue",
            "focal_x": 50,
            "focal_y": 50,
        },
        "/photo/upload/": {"files": make_picture(colour="pink")},
        "/correction/add/": {"article": piece, "kind": "update", "text": "New.", "dated": today},
        "/redirect/add/": {"old_path": "/older/", "new_path": "/newer/"},
        "/letter/add/": {"title": "The week", "language": "en"},
        "/grantreport/add/": {"grant": grant, **days},
        "/reachfigure/add/": {"article": piece, "metric": "x", "value": 5, "source": "L", **days},
        "/reachfigure/import/": {"file": figures(today)},
        "/sealedcopy/redact/": redaction(),
        "/reissue/decide/": {"_decide": "1", "reason": "A comma."},
        "/settlement/none-paid/": {"reason": "The books."},
        "/take-back/": {"reason": "The books."},
        "/decline/": {"reason": "The books."},
    }


def manuscript():
    return SimpleUploadedFile("draft.md", b"# A title\n\nSome words.\n")


def figures(today):
    path = PublishedVersion.objects.live().first().path
    rows = f"path,metric,value,since,until,source\n{path},views,7,{today},{today},L\n"
    return SimpleUploadedFile("figures.csv", rows.encode())


def redaction():
    asked = {"names": ["Masha"], "reason": "A threat."}
    officer = User.objects.get(username="admin")
    rows = len(preview(**asked, by=officer).rows)
    return {"names": "Masha", "reason": "A threat.", "confirmed": str(rows), "_redact": "1"}


def fillings(url, data):
    """What can be sent from a page: as it opens, with what is typed, with one field changed."""
    yield data
    for end, more in typed().items():
        if url.endswith(end):
            yield data | more
    if re.search(r"/comments/\d+/$", url):
        yield data | {"words": "To a company."}
    if url.endswith("/translate/"):
        yield from (data | {"language": code} for code, _name in languages.spoken())
    if re.search(r"/settlement/sentence/\d+/$", url):
        yield data | {"title": "Rivers", "reason": "The books."}
    if re.search(r"/waiver/\d+/review/$", url):
        yield data | {"review_on": str(timezone.localdate() + timedelta(days=99)), "note": "Still."}
    if re.search(r"/publishedversion/\d+/move/$", url):
        moment = on_the_clock(timezone.now() + timedelta(days=4))
        yield data | {"move-publish-at": f"{moment:%Y-%m-%dT%H:%M}"}
    if "keep" in data:
        yield data | {f"reason-{data['keep']}": "A comma."}
    for row in reversed(data.get("_selected_action", [])):
        yield data | {"post": "yes", "_selected_action": [row]}
    for name, value in data.items():
        if isinstance(value, str) and name.rpartition("-")[2] in TOUCHED:
            yield data | {name: f"{value} x"}
