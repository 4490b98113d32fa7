"""Valid objects, so that a test states only what it is about."""

from datetime import timedelta
from io import BytesIO
from itertools import count

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from articles.models import Article, Byline, Coverage, Issue, Section, Series, Waiver
from articles.models.choices import Funding, Hides, Kind, Stage
from articles.publishing.perform import perform
from authors.models import Author
from funding.approval import approve
from funding.models import (
    Funder,
    FunderLogo,
    Grant,
    GrantParty,
    ReportDate,
    Statement,
    Wording,
)
from newsroom.audit import ledger, vouched, vouching

numbers = count(1)


def make_user(*roles, **fields):
    """A member of staff in the groups named."""
    fields = {"username": f"user{next(numbers)}", "is_staff": True, **fields}
    groups = Group.objects.filter(name__in=roles)
    assert len(groups) == len(roles), roles
    user = User.objects.create_user(**fields)
    user.groups.add(*groups)
    return user


def make_contributor(**fields):
    return make_user("Contributor", **fields)


def make_editor(**fields):
    return make_user("Editor", **fields)


def make_publisher(**fields):
    return make_user("Publisher", **fields)


def make_funding_manager(**fields):
    return make_user("Funding manager", **fields)


def make_administrator(**fields):
    return make_user("Administrator", **fields)


def somebody(role):
    """Somebody with a role, where it does not matter who: of each role there is one."""
    name = f"some {role}".lower()
    return User.objects.filter(username=name).first() or make_user(role, username=name)


def make_section(name=None, **fields):
    return Section.objects.create(name=name or f"Section {next(numbers)}", **fields)


def make_issue(number=None, **fields):
    number = number or str(next(numbers))
    return Issue.objects.create(**{"number": number, "title": f"Title of {number}", **fields})


def make_series(name=None, **fields):
    return Series.objects.create(name=name or f"Series {next(numbers)}", **fields)


def make_author(name=None, **fields):
    return Author.objects.create(name=name or f"Author {next(numbers)}", **fields)


def make_funder(name=None, **fields):
    # By name they stand in the order in which they were made.
    name = name or f"Fund {next(numbers):06}"
    return Funder.objects.create(**{"name": name, "kind": Funder.Kind.FOUNDATION, **fields})


def make_wording(statement, text, *, language="en", approved=True, **fields):
    wording = Wording.objects.create(statement=statement, language=language, text=text, **fields)
    return approve(wording, by=somebody("Funding manager")) if approved else wording


def make_grant(acknowledgement="The Fund paid for this.", *, funders=None, views="", **fields):
    """A grant of one funder with an approved acknowledgement, and a views disclaimer if given."""
    number = next(numbers)
    known = {"kind": Grant.Kind.MONETARY, "status": Grant.Status.ACTIVE}
    grant = Grant.objects.create(**{"title": f"Project {number}", **known, **fields})
    for position, funder in enumerate(funders or [make_funder()]):
        add_party(grant, funder, position=position)
    if acknowledgement:
        say(grant, acknowledgement)
    if views:
        say(grant, views, kind=Statement.Kind.VIEWS)
    return grant


def add_party(grant, funder, role=GrantParty.Role.FUNDING, **fields):
    return GrantParty.objects.create(grant=grant, funder=funder, role=role, **fields)


def make_statement(kind=Statement.Kind.ACKNOWLEDGEMENT, **fields):
    return Statement.objects.create(kind=kind, **fields)


def owe_report(grant, due_on=None, **fields):
    """A final report that is due on a day, or by the rule in `fields`."""
    return ReportDate.objects.create(
        **{"grant": grant, "due_on": due_on, "kind": "final", **fields}
    )


def say(grant, text, *, kind=Statement.Kind.ACKNOWLEDGEMENT, language="en", **fields):
    """Give a grant (or the site, None) an approved statement; returns its wording."""
    statement = Statement.objects.create(grant=grant, kind=kind, **fields)
    return make_wording(statement, text, language=language)


def say_no_funding(text="Nobody outside paid for this piece.", language="en"):
    return say(None, text, kind=Statement.Kind.NO_FUNDING, language=language)


def make_picture(width=40, height=20, colour="navy", name="picture.png"):
    """An uploaded picture, in memory."""
    content = BytesIO()
    Image.new("RGB", (width, height), colour).save(content, "PNG")
    return ContentFile(content.getvalue(), name=name)


def figure_of(photo, caption="", width=""):
    """A photo in a text, as it is stored there."""
    wide = f' data-width="{width}"' if width else ""
    return f'<figure data-photo="{photo.pk}"{wide}><figcaption>{caption}</figcaption></figure>'


def make_logo(funder, **fields):
    return FunderLogo.objects.create(
        **{"funder": funder, "file": make_picture(), "alt": f"Logo of {funder}", **fields}
    )


def waive(grant, **fields):
    """A waiver that somebody at the funder agreed to."""
    agreed = {"reason": "A life depends on it.", "approved_by": "The fund, by letter."}
    agreed |= {"kind": Waiver.Kind.SAFETY, "hides": Hides.NAME}
    review = timezone.localdate() + timedelta(days=90)
    return Waiver.objects.create(**{"grant": grant, "review_on": review, **agreed, **fields})


def cover(article, grant, **fields):
    return Coverage.objects.create(grant=grant, article=article, **fields)


def make_article(
    *, stage=Stage.DRAFT, grants=(), authors=None, tags=(), funding=None, by=None, **fields
):
    """An article that the gate would let pass, brought to a stage by the real moves.

    Without grants it is declared to have no external funding, and the site
    has a sentence for that in its language.
    """
    number = next(numbers)
    if funding is None:
        funding = Funding.FUNDED if grants else Funding.NONE
    if "section" not in fields:
        fields["section"] = Section.objects.order_by("pk").first() or make_section()
    fields = {
        "title": f"Title {number}",
        "standfirst": f"Standfirst {number}.",
        "body": f"<p>Body {number}.</p>",
        "created_by": by,
        **fields,
    }
    article = Article.objects.create(funding=funding, **fields)
    for position, author in enumerate([make_author()] if authors is None else authors):
        Byline.objects.create(article=article, author=author, position=position)
    for grant in grants:
        cover(article, grant)
    if tags:
        article.tags.add(*tags)
    if funding == Funding.NONE:
        ensure_no_funding_sentence(article.language)
    return move_to(article, stage)


def make_page(slug="imprint", **fields):
    """A page of the publication itself, brought to a stage by the real moves."""
    known = {"title": slug.title(), "slug": slug, "standfirst": "", "section": None, "authors": []}
    return make_article(kind=Kind.PAGE, funding=Funding.NOT_OWED, **{**known, **fields})


def ensure_no_funding_sentence(language):
    statement = Statement.objects.for_no_funding().first()
    if statement is None:
        say_no_funding(language=language)
    elif not statement.wordings.approved().filter(language=language).exists():
        make_wording(statement, "Nobody outside paid for this piece.", language=language)


def move_to(article, stage, **context):
    """Bring a draft to a stage by the real moves."""
    ways = {
        Stage.DRAFT: (),
        Stage.REVIEW: ("submit",),
        Stage.READY: ("submit", "approve"),
        Stage.PUBLISHED: ("submit", "approve", "publish"),
    }
    publisher = somebody("Publisher") if ways[stage] else None
    for verb in ways[stage]:
        perform(verb, article, by=publisher, **(context if verb == "publish" else {}))
    return article


def publish(article, *, by=None, **context):
    """Publish a draft, or publish a published piece again; returns the article."""
    if article.stage == Stage.PUBLISHED:
        perform("publish", article, by=by or somebody("Publisher"), **context)
        return article
    return move_to(article, Stage.PUBLISHED, **context)


def publish_many(number, **fields):
    """Published pieces, for lists."""
    return [make_article(stage=Stage.PUBLISHED, **fields) for _ in range(number)]


def live_version(article, at=None):
    return article.versions.live(at).get()


def take_off(coverage):
    """Delete a row of coverage that published pieces were covered by."""
    coverage.reason = "Taken off."
    coverage.delete()


def put_on_record():
    """Let the ledger know what was made here without it, as the desk does for whatever it saves."""
    with transaction.atomic():
        rows = [row for model in vouched.EDITED for row in model._base_manager.all()]
        ledger.record(None, "put on record", rows=rows)


def broken():
    """The breaks of the record, but for rows that were made here and never put on it."""
    edited = {model._meta.db_table for model in vouched.EDITED}
    return [
        one
        for one in vouching.breaks()
        if one.row.split()[0] not in edited or "does not know" not in one.sentence
    ]
