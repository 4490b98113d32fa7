"""A row of each kind that a page of the desk is about, each in a state in which it can change."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.front import kinds, reading
from articles.front.publishing import arrange
from articles.models import (
    Article,
    FrontBlock,
    Issue,
    Keep,
    Letter,
    Photo,
    PublishedVersion,
    ReachFigure,
    Redirect,
    Reissue,
    Series,
    Settlement,
    Tag,
    Waiver,
    WatchRun,
)
from articles.models.choices import Funding, Stage
from articles.models.page import IS_PAGE
from articles.publishing.perform import perform
from articles.publishing.translating import translate
from articles.reports.make import make_report
from articles.upkeep.redaction import redact
from articles.writing import autosaves, revisions
from articles.writing.comments import comment
from articles.writing.preview_links import make_link
from articles.writing.proposals import propose
from funding.models import Appeal, Funder, Grant, Statement, Wording
from newsroom.models import Holiday
from tests.articles.debt.world import PAID, came_in
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_logo,
    make_picture,
    make_section,
    make_statement,
    make_wording,
    waive,
)
from tests.flushing import triggers_lifted


def make_rows(staff):
    """`staff` are ``{"contributor": user, …}``, one for each role, who made what is made here."""
    that_is_translated(staff["contributor"])
    make_draft(staff)
    foreign = make_article(by=staff["editor"])
    foreign.corrections.create(text="It was Monday.")
    make_article(by=staff["publisher"], stage=Stage.READY)
    that_waits(staff["publisher"])
    of_the_front_page(staff["editor"])
    of_upkeep(staff["funding"])
    that_owes(staff["funding"])
    that_nothing_needs()
    put_files()
    redact(["river port"], by=staff["admin"], reason="A threat.")


def that_is_translated(writer):
    """An original to tie others to, with a translation that can be untied."""
    original = make_article(by=writer, language="uk", funding=Funding.UNDECLARED)
    translate(original, "pl", by=writer)


def make_draft(staff):
    """Of a contributor, with whatever somebody can have written about it and in it."""
    writer = staff["contributor"]
    draft = make_article(by=writer)
    comment(draft, "Who paid for the boat?", by=staff["editor"])
    comment(draft, "The council, she says.", by=writer)
    propose(draft, f"{draft.body}<p>More.</p>", base=draft.body, by=staff["editor"])
    make_link(draft, by=writer)
    draft.corrections.create(text="It was Sunday.")
    draft.interest_confirmations.create(author=draft.authors.get())
    Article.objects.filter(pk=draft.pk).update(edit=1)
    revisions.keep([draft.pk], by=writer)
    Article.objects.filter(pk=draft.pk).update(edit=2, title="Written anew")
    for number, name in enumerate(("contributor", "publisher")):
        typed = {"by": staff[name], "key": str(number) * 24, "number": 1, "edit": 2}
        autosaves.keep({"title": ["Typed"]}, article=draft, **typed)


def that_waits(publisher):
    """A live piece that prints something else than is prescribed now, and a scheduled one."""
    grant = make_grant("The Fund paid for this.")
    body = "<p>They met at the river port.</p>"
    make_article(stage=Stage.PUBLISHED, grants=[grant], body=body, tags=["Rivers"])
    make_wording(grant.statements.get(), "The Fund paid for all of this.")
    scheduled = make_article(stage=Stage.READY)
    perform("publish", scheduled, by=publisher, at=timezone.now() + timedelta(days=2))


def of_the_front_page(editor):
    """An arrangement that is over, one in force, one that is scheduled; and a draft whose lead and
    seconds were taken out, so that somebody can begin with them.
    """
    live, later = PublishedVersion.objects.live(), timezone.now() + timedelta(days=2)
    for position, at in ((10, None), (11, None), (12, later)):
        block = FrontBlock.objects.create(heading="Chosen", position=position)
        # The place before it is left for what is added.
        block.places.create(article=live.exclude(IS_PAGE).latest("pk").article, position=2)
        seen = reading.content_digest(reading.frozen(reading.draft()))
        arrange(by=editor, seen=seen, at=at)
    FrontBlock.objects.filter(kind__in=kinds.FIRST).delete()


def that_nothing_needs():
    """Rows that somebody can delete, because nothing points at them."""
    live = PublishedVersion.objects.live().filter(language="en").first()
    Letter.objects.create(title="The week").pieces.create(article=live.article)
    make_section()
    author = make_author()
    author.interests.create(organisation="A fund", starts_on="2020-01-01", ends_on="2030-01-01")
    Tag.objects.create(name="Unused")
    Photo.objects.create(file=make_picture(colour="teal"), alt="Unused")
    funder = make_funder()
    funder.aliases.create(name="The Fund of old")
    make_logo(funder)
    unused = {"title": "Unused", "kind": "monetary", "status": "proposed"}
    make_wording(make_statement(grant=Grant.objects.create(**unused)), "Unused.", approved=False)
    Grant.objects.create(**unused)
    make_statement(funder=funder)


def of_upkeep(manager):
    version = PublishedVersion.objects.live().first()
    piece, today = version.article, timezone.localdate()
    decided = {"reason": "A comma.", "decided_by": manager}
    days = {"since": today - timedelta(days=30), "until": today}
    waive(Grant.objects.first(), article=piece)
    Holiday.objects.create(day="2030-01-01", name="New Year")
    Issue.objects.create(title="Water", number="7")
    Series.objects.create(name="Rails")
    Redirect.objects.create(old_path="/old/", new_path="/new/")
    Appeal.objects.create(text="Give.")
    piece.corrections.create(text="It was Tuesday.")
    ReachFigure.objects.create(article=piece, metric="views", value=1, source="The log", **days)
    make_report(Grant.objects.first(), *days.values(), by=manager)
    Reissue.objects.create(public_note="Mended.", **decided).items.create(article=piece)
    Keep.objects.create(version=version, difference="f" * 64, **decided)
    WatchRun.objects.create(address="https://example.org", begun_at=timezone.now())


def that_owes(manager):
    """A sentence on who paid in a text from elsewhere, and decisions on such: one that waits for
    approval, and one that can be taken back.
    """
    came_in(PAID, live=False)
    decided = {"reason": "The books.", "decided_by": manager}
    Settlement.objects.create(**decided)
    approved = {"approved_by": manager, "approved_at": timezone.now()}
    piece = PublishedVersion.objects.live().first().article
    done = {"outcome": "done", "declared_before": piece.funding}
    Settlement.objects.create(**decided, **approved).items.create(article=piece, **done)


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
