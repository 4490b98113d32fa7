"""What the pictures of the documentation show: a morning of a publisher, and a first grant."""

from datetime import date, timedelta
from io import StringIO

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from articles.models import Article, Coverage, Section
from articles.publishing.perform import perform
from authors.models import Author
from funding.approval import approve
from funding.models import Grant, Wording
from funding.ready_made import catalogue
from tests.factories import (
    add_party,
    make_article,
    make_funder,
    make_statement,
    make_wording,
    owe_report,
)
from tests.looks.eyes import Eyes
from tests.permissions.walk import signed_in

FOLDER = settings.BASE_DIR / "docs" / "images"
WIDTH = 1280
COLOURS = 256


def prepare():
    call_command("load_demo", stdout=StringIO())
    make_a_week()


def make_a_week():
    """Pieces at each stage, as a publisher finds them in the morning."""

    staff = {user.username: user for user in User.objects.all()}
    author = Author.objects.get(name="Olena Marchuk")

    def piece(title, by, *moves, **context):
        article = make_article(title=title, by=staff[by], authors=[author])
        for verb, mover in moves:
            perform(verb, article, by=staff[mover], **(context if verb == moves[-1][0] else {}))

    tomorrow = timezone.localtime() + timedelta(days=1)
    submit, approve = ("submit", "contributor"), ("approve", "editor")
    piece("The last lamplighter of Dolna", "contributor", submit)
    piece("Who owns the towpath", "contributor", submit, approve)
    piece(
        "A ferry timetable, annotated",
        "contributor",
        submit,
        approve,
        ("publish", "publisher"),
        at=tomorrow.replace(hour=9, minute=0, second=0, microsecond=0),
    )
    piece("What the toll paid for", "publisher")
    piece(
        "Letters from the lock-keeper",
        "publisher",
        ("submit", "publisher"),
        ("return", "editor"),
        note="The second letter needs a date, and somebody who can confirm it.",
    )


def take_the_first_hour(address):
    """What the first superuser is offered while there is nothing yet; nobody is left afterwards."""
    boss = User.objects.create_superuser("olena")
    with Eyes(address, {"olena": signed_in(boss).cookies["sessionid"].value}) as eyes:
        page = eyes.page_of("olena")
        page.goto("/desk/set-up/")
        keep(page, "set-up", 1140)
    boss.delete()


def take(address):

    people = User.objects.filter(username__in=["publisher", "funding"])
    sessions = {user.username: signed_in(user).cookies["sessionid"].value for user in people}
    with Eyes(address, sessions) as eyes:
        page = eyes.page_of("publisher")
        page.goto("/desk/")
        keep(page, "desk-index", 900)
        live = Article.objects.get(title="The river port that learned to wait")
        page.goto(f"/desk/articles/article/{live.pk}/change/")
        page.wait_for_selector(".ProseMirror")
        keep(page, "desk-article", 900)
        page = eyes.page_of("funding")
        grant = make_the_first_grant()
        page.goto(f"/desk/funding/grant/{grant.pk}/change/")
        show_from(page, "#parties-group")
        keep(page, "first-grant-reports", 600)
        write_its_sentences(grant)
        page.goto("/desk/funding/wording/approve/")
        for box in page.locator("[name=chosen]").all():
            box.check()
        page.fill("[name=note]", "Agreement 22610123, article 8.")
        page.get_by_role("button", name="Approve the ticked ones").click()
        page.get_by_text("Nothing is approved yet").wait_for()
        keep(page, "first-grant-approve", 940)
        approve_them(grant)
        # In another browser: this one keeps what was typed and not approved.
        page = eyes.page_of("funding")
        page.goto("/desk/")
        show_from(page, ".grants")
        keep(page, "first-grant-desk", 680)
        page.goto("/desk/funding/statement/completeness/")
        keep(page, "first-grant-gaps", 520)


def make_the_first_grant():

    grant = Grant.objects.create(
        title="Neighbours in print",
        reference="22610123",
        kind="monetary",
        status="active",
        starts_on=date(2026, 10, 1),
        ends_on=date(2027, 9, 30),
    )
    add_party(grant, make_funder("International Visegrad Fund"))
    owe_report(grant, workdays_after=20)
    return grant


def write_its_sentences(grant):

    for one in catalogue():
        if one.key in ("visegrad-fund", "views-of-the-author"):
            statement = make_statement(one.kind, grant=grant, label=one.name)
            make_wording(statement, one.fill("en"), approved=False)


def approve_them(grant):
    """And cover a section in which pieces are published in another language as well."""

    manager = User.objects.get(username="funding")
    for wording in Wording.objects.filter(statement__grant=grant):
        approve(wording, by=manager)
    section = Section.objects.filter(articles__language="uk").first()
    Coverage.objects.create(grant=grant, section=section)


def show_from(page, selector):
    """Scroll until a part of the page stands on top."""
    page.evaluate("(part) => document.querySelector(part).scrollIntoView()", selector)


def keep(page, name, height):
    """What is to be seen of a page, in few colours: a documentation is read on slow lines too."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
