"""The demo, with a row more of each kind that it has none of, so that no page stays untried."""

import io
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from articles.models import (
    Issue,
    Keep,
    Photo,
    PublishedVersion,
    ReachFigure,
    Redirect,
    Reissue,
    Tag,
    Waiver,
    WatchRun,
)
from articles.models.choices import Stage
from articles.reports.make import make_report
from articles.upkeep.redaction import redact
from articles.writing.comments import comment
from articles.writing.preview_links import make_link
from articles.writing.proposals import propose
from funding.models import Funder, Grant, Statement, Wording
from newsroom.models import Holiday
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_picture,
    make_section,
    make_statement,
    make_user,
    make_wording,
    waive,
)
from tests.flushing import triggers_lifted
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
    return {"Stranger": None, "No role": make_user(), **roles}, everybody


def make_world():
    call_command("load_demo", stdout=io.StringIO())
    staff = {user.username: user for user in User.objects.all()}
    draft = make_article(by=staff["contributor"])
    comment(draft, "Who paid for the boat?", by=staff["editor"])
    comment(draft, "The council, she says.", by=staff["contributor"])
    propose(draft, f"{draft.body}<p>More.</p>", base=draft.body, by=staff["editor"])
    make_link(draft, by=staff["contributor"])
    make_article(by=staff["editor"])
    make_article(by=staff["publisher"], stage=Stage.READY)
    of_upkeep(staff["funding"])
    that_nothing_needs()
    put_files()
    redact(["river port"], by=staff["admin"], reason="A threat.")


def that_nothing_needs():
    """Rows that somebody can delete, because nothing points at them."""
    make_section()
    make_author()
    Tag.objects.create(name="Unused")
    Photo.objects.create(file=make_picture(colour="teal"), alt="Unused")
    funder = make_funder()
    grant = Grant.objects.create(title="Unused", kind="monetary", status="proposed")
    make_wording(make_statement(grant=grant), "Unused.", approved=False)
    make_statement(funder=funder)


def of_upkeep(manager):
    version = PublishedVersion.objects.live().first()
    piece, today = version.article, timezone.localdate()
    decided = {"reason": "A comma.", "decided_by": manager}
    days = {"since": today - timedelta(days=30), "until": today}
    waive(Grant.objects.first(), article=piece)
    Holiday.objects.create(day="2030-01-01", name="New Year")
    Issue.objects.create(title="Water", number="7")
    Redirect.objects.create(old_path="/old/", new_path="/new/")
    piece.corrections.create(text="It was Tuesday.")
    ReachFigure.objects.create(article=piece, metric="views", value=1, source="The log", **days)
    make_report(Grant.objects.first(), *days.values(), by=manager)
    Reissue.objects.create(public_note="Mended.", **decided).items.create(article=piece)
    Keep.objects.create(version=version, difference="0" * 64, **decided)
    WatchRun.objects.create(address="https://example.org", begun_at=timezone.now())


def put_files():
    """A file wherever one can be kept, so that there is something to download."""
    with triggers_lifted():
        for model, column, more in (
            (Funder, "consent", {}),
            (Grant, "agreement", {}),
            (Statement, "fallback_evidence", {"fallback_language": "en"}),
            (Wording, "evidence", {}),
            (Waiver, "evidence", {}),
        ):
            for row in model.objects.filter(**{column: ""}):
                getattr(row, column).save("letter.txt", ContentFile(b"We agree."), save=False)
                kept = {column: getattr(row, column).name, **more}
                model.objects.filter(pk=row.pk).update(**kept)
