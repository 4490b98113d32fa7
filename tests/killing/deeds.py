"""What is killed: a small newsroom, and what people do in it that writes more than one row."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.imports.store import import_manuscript
from articles.models import Article, Photo
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reports.make import make_report
from articles.upkeep.redaction import redact
from funding.models import Grant
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_picture,
    make_publisher,
    make_wording,
    put_on_record,
    waive,
)

NAME = "Alesia Bahdanovič"
MANUSCRIPT = b"""# How the river moved

By Nadia Writer

The river moved in spring. Its keeper did not.

This article was produced with the support of the Open River Foundation.
"""


def make_newsroom():
    """Each deed finds what it is done to: a piece that is ready, one to be issued again, a name."""
    for make in (make_editor, make_publisher, make_funding_manager, make_administrator):
        make(username=make.__name__.removeprefix("make_"))
    funder = make_funder(name="The Fund")
    make_logo(funder)
    grant = make_grant("The Fund paid fro this.", funders=[funder], title="Rivers")
    grant.agreement.save(f"{NAME}.txt", ContentFile(b"We agree."))
    known = {"alt": "A ferry.", "credit": NAME, "licence": "own"}
    photo = Photo.objects.create(file=make_picture(colour="teal"), **known)
    author = make_author(name=NAME, photo=make_picture(colour="plum"))
    shared = {"grants": [grant], "lead_photo": photo, "authors": [author], "tags": ["Water"]}
    make_article(stage=Stage.PUBLISHED, title="Published", **shared)
    make_article(stage=Stage.READY, title="Ready", **shared)
    make_wording(grant.statements.get(), "The Fund paid for this.")
    waive(grant, article=Article.objects.get(title="Published"), hides="sum")
    put_on_record()


def person(name):
    return User.objects.get(username=name)


def publish():
    perform("publish", Article.objects.get(title="Ready"), by=person("publisher"))


def import_a_manuscript():
    import_manuscript(MANUSCRIPT, "river.md", by=person("editor"))


def reissue():
    piece = Article.objects.get(title="Published")
    perform("reissue", piece, by=person("funding_manager"), note="The funder mistyped it.")


def redact_a_name():
    redact([NAME], by=person("administrator"), reason="A threat.")


def report():
    today = timezone.localdate()
    since = today - timedelta(days=30)
    make_report(Grant.objects.get(), since, today, by=person("funding_manager"))


def keep_a_photo():
    Photo.objects.create(file=make_picture(colour="red"), alt="A weir.")


DEEDS = {
    "publish": publish,
    "import": import_a_manuscript,
    "re-issue": reissue,
    "redact": redact_a_name,
    "report": report,
    "photo": keep_a_photo,
}
