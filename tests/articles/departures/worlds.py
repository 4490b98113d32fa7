"""A newsroom with something of everything that is told of a piece."""

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from articles.departures.leaving import Media, write
from articles.models import Article, Coverage, Guess, Photo, Tag
from articles.models.choices import Funding, Role, Stage
from articles.models.notices import Correction
from articles.publishing.edits import editing
from articles.publishing.perform import perform
from authors.models import Author, SocialHandle
from funding.models import FunderAlias, Statement
from newsroom.backups.folder import making
from newsroom.kit import clock
from tests.factories import (
    add_party,
    figure_of,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_issue,
    make_logo,
    make_page,
    make_picture,
    make_section,
    make_series,
    make_statement,
    make_wording,
    owe_report,
    publish,
    say,
    say_no_funding,
    somebody,
    waive,
)

FIRST = datetime(2019, 5, 3, 18, 30, tzinfo=UTC)


def letter(name="letter.pdf"):
    return ContentFile(b"Dear editors", name=name)


def make_photo(colour="navy", **fields):
    picture = make_picture(colour=colour, name=f"{colour}.png")
    return Photo.objects.create(file=picture, **{"alt": f"{colour} water", **fields})


class World:
    """What `rich` made, for tests that ask for one of it."""


def rich():
    """A newsroom in which every column that is told says something."""
    world = World()
    world.quay = make_photo(
        "navy", caption="A quay.", credit="Ada", licence="cc-by", focal_x=20, focal_y=70
    )
    world.lock = make_photo("teal", alt="", decorative=True, credit="Ben", licence="cc-by")
    _filing(world)
    _people(world)
    _funding(world)
    _pieces(world)
    return world


def _filing(world):
    world.ports = make_section("Ports", description="Where ships lie.", position=3)
    world.rivers = make_section("Rivers")
    world.issue = make_issue("12", dated=date(2019, 5, 1), description="Water.", cover=world.quay)
    world.series = make_series("Locks", description="All of them.", cover=world.quay)


def _people(world):
    world.ada = make_author(
        "Ada Lovelace", bio="Writes.", affiliation="A mill", photo=make_picture(colour="red")
    )
    for platform, handle in (("mastodon", "@ada@example.org"), ("x", "ada")):
        SocialHandle.objects.create(author=world.ada, platform=platform, handle=handle)
    world.namesake = make_author("Ada Lovelace", bio="Another one.")
    world.ben = make_author("Ben", bio="Takes photos.")
    world.former = make_author("B. Former")
    Author.objects.filter(pk=world.former.pk).update(merged_into=world.ben)


def _funding(world):
    say_no_funding()
    world.fund = make_funder(
        "The Weir Fund", country="PL", url="https://weir.example/", about="Weirs."
    )
    FunderAlias.objects.create(funder=world.fund, name="TWF")
    make_logo(world.fund, permitted_from=date(2019, 1, 1), permitted_until=date(2039, 1, 1))
    world.person = make_funder(
        "P. Patron", kind="person", public=False, anonymous=True, consent=letter("consent.pdf")
    )
    world.grant = make_grant(
        "The Weir Fund paid for this.",
        funders=[world.fund],
        views="These are our views.",
        title="Weirs",
        reference="W/7",
        framework="Water for all",
        amount="2000.00",
        currency="PLN",
        starts_on=date(2019, 1, 1),
        ends_on=date(2039, 1, 1),
        pieces_from=date(2019, 1, 1),
        pieces_until=date(2039, 1, 1),
        awarded_on=date(2018, 12, 1),
        promised_pieces=9,
        embargoed_until=datetime(2019, 2, 1, tzinfo=UTC),
        agreement=letter("agreement.pdf"),
        summary="Pieces on weirs.",
    )
    make_grant(title="Locks", funders=[world.fund])
    add_party(world.grant, world.person, role="cofunding", share="5.00", position=1)
    owe_report(world.grant, date(2039, 2, 1))
    world.statement = world.grant.statements.get(kind=Statement.Kind.VIEWS)
    Statement.objects.filter(pk=world.statement.pk).update(
        label="Ours", fallback_language="en", fallback_consent="Letter", position=2
    )
    fund = make_statement(Statement.Kind.IN_KIND, funder=world.fund)
    make_wording(fund, "The fund lent us a boat.", note="Letter.", evidence=letter())
    make_wording(world.statement, "These are our own views.", approved=False)
    make_wording(world.statement, "To nasze poglądy.", language="pl", approved=False)
    world.interest = say(None, "We own a mill.", kind=Statement.Kind.CONFLICT).statement
    Coverage.objects.create(
        grant=world.grant,
        mode="exclude",
        section=world.rivers,
        reason="No rivers.",
        first_published_from=date(2019, 1, 1),
        first_published_until=date(2029, 1, 1),
    )
    Coverage.objects.create(statement=world.statement, tag=Tag.objects.create(name="Weirs"))
    Coverage.objects.create(statement=fund, author=world.ben)
    for fields in ({"whole_site": True}, {"tag": Tag.objects.create(name="Fire")}):
        Coverage.objects.create(statement=world.interest, mode="exclude", reason="No.", **fields)


def _pieces(world):
    world.free = _old(
        "Quays",
        "<p>Long <em>quays</em>.</p>"
        + figure_of(world.lock, 'Seen <a href="https://weir.example/">there</a>', width="wide"),
        section=world.ports,
        issue=world.issue,
        issue_place=2,
        series=world.series,
        part=1,
        kind="analysis",
        lead_photo=world.quay,
        lead_caption="Our quay.",
        lead_credit="Ada, for us",
        authors=[world.ada, world.namesake],
        tags=["Water", "C#"],
        dated=date(2019, 5, 1),
        due=date(2019, 5, 2),
    )
    world.funded = make_article(
        title="Weirs",
        section=world.ports,
        authors=[world.ben],
        grants=[world.grant],
        tags=["Weirs"],
    )
    _beside(world.funded, world)
    world.polish = _old(
        "Jazy", "<p>Jazy.</p>", section=world.ports, language="pl", translation_of=world.funded
    )
    world.imported = make_article(title="Found", section=world.ports, funding=Funding.UNDECLARED)
    perform("bring in", world.imported, by=somebody("Publisher"), first_published=FIRST)
    world.page = make_page("imprint", stage=Stage.PUBLISHED)
    world.draft = make_article(title="A draft", section=None, authors=[], standfirst="")
    world.review = make_article(stage=Stage.REVIEW, lead_photo=world.lock)
    world.ready = make_article(stage=Stage.READY)
    world.reworked = _old("Reworked", section=world.ports, lead_photo=world.quay)
    perform("reopen", world.reworked, by=somebody("Publisher"))
    with editing(world.reworked, by=somebody("Editor")) as piece:
        piece.title, piece.body = "Worked over", f"<p>New.</p>{figure_of(world.lock)}"
        piece.lead_photo, piece.section = None, world.rivers
        piece.save()
        piece.bylines.update(role=Role.EDITOR, bio="Of late.")
        piece.tags.set(["Fire"])
    perform("submit", world.reworked, by=somebody("Publisher"))


def _old(title, body="<p>A text.</p>", **fields):
    """A piece of the back catalogue."""
    article = make_article(title=title, body=body, **fields)
    return publish(article, first_published=FIRST)


def _beside(piece, world):
    Correction.objects.create(article=piece, text="It was 1920.", dated=date(2020, 1, 1))
    Coverage.objects.create(statement=world.interest, article=piece)
    waive(world.grant, article=piece, hides="logo", evidence=letter())
    waive(world.grant, hides="logo")
    publish(piece, first_published=FIRST)
    Guess.objects.create(article=piece, field="body", why="Is that all?")
    Correction.objects.create(
        article=piece, kind="update", text="It is 1921.", dated=date(2021, 1, 1)
    )


def more():
    """Pieces that cannot come along as they are: scheduled, withdrawn, changed since."""
    now = clock.now()
    scheduled = publish(make_article(title="Tomorrow"), at=now + timedelta(days=1))
    withdrawn = publish(make_article(title="Gone"))
    perform("withdraw", withdrawn, by=somebody("Publisher"), note="Why", public_note="It was ours.")
    updated = publish(make_article(title="Twice"), until=now + timedelta(days=9))
    Article.objects.filter(pk=updated.pk).update(body="<p>Twice.</p>")
    publish(updated, until=now + timedelta(days=9))
    return scheduled, withdrawn, updated


def export(place: Path):
    """Write an export of what there is into a folder; returns what is said and the bytes."""
    with making(place, (), "export") as folder:
        media = Media(folder)
        counts = write(folder, media, clock.now(), str)
        media.copy(str)
    return counts, media.gone, contents(place)


def contents(place):
    files = (path for path in place.rglob("*") if path.is_file())
    return {str(path.relative_to(place)): path.read_bytes() for path in files}


def lines(content):
    return [json.loads(line) for line in content.splitlines()]


@contextmanager
def afterwards_gone():
    """A newsroom of which nothing is left in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
