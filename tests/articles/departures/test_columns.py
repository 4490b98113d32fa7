"""Every column is told in an export, or it is said here why it is not."""

import datetime
from contextlib import closing, suppress
from decimal import Decimal
from functools import partial

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import TestCase

from articles.departures import told
from articles.departures.around import around
from articles.departures.funding import payers
from articles.departures.pieces import pieces
from newsroom.kit import clock
from tests.articles.departures.worlds import rich

KEY = "A key of this database."
OWNER = "The row in which it is told."
DERIVED = "Made anew of what is told."
WHO = "Who did it, and when, is history: that travels by backup."
ACCOUNT = "An account of this newsroom."
PRIVATE = "Private: it travels by backup."
PRINTED = "As it was printed once: history, which travels by backup."
ROOM = "The work of people here: it travels by backup."

SELF = {"id": KEY}
# Of each model the columns that are told as they stand, those told in another form, and why
# others are not.
COLUMNS = {
    "articles.Section": (told.SECTION, {}, {"key": DERIVED}),
    "articles.Issue": (told.ISSUE, {"cover": "cover"}, {}),
    "articles.Series": (told.SERIES, {"cover": "cover"}, {"key": DERIVED}),
    "articles.Tag": (told.TAG, {}, {"key": DERIVED}),
    "articles.ArticleTag": ((), {"tag": "tags"}, {"content_object": OWNER}),
    "articles.Photo": (
        told.PHOTO,
        {},
        {"width": DERIVED, "height": DERIVED, "uploaded_at": WHO, "created_by": WHO},
    ),
    "articles.Article": (
        told.PIECE,
        {
            "section": "section",
            "issue": "issue",
            "series": "series",
            "lead_photo": "lead",
            "translation_of": "translation_of",
            "created_at": "key",
        },
        {
            "approved_text": WHO,
            "served_since": "Since when this newsroom serves it: another one serves it since then.",
            "editor": ACCOUNT,
            "edit": "Counts what was saved here.",
            "created_by": WHO,
            "updated_at": WHO,
        },
    ),
    "articles.Byline": (
        ("role", "bio"),
        {"author": "author", "position": "the order"},
        {"article": OWNER},
    ),
    "articles.Guess": (
        told.GUESS,
        {"confirmed_at": "what is confirmed is no guess"},
        {"article": OWNER, "confirmed_by": WHO},
    ),
    "articles.Correction": (
        told.CORRECTION,
        {"by_move": "is_printed"},
        {"article": OWNER, "created_by": WHO},
    ),
    "articles.Coverage": (
        told.COVERAGE,
        {
            "grant": "grant",
            "statement": "statement",
            "tag": "tag",
            "section": "section",
            "author": "author",
            "whole_site": "whole_site",
        },
        {"article": OWNER, "created_by": WHO, "created_at": WHO},
    ),
    "articles.Waiver": (
        told.WAIVER,
        {"grant": "grant", "lifted_at": "what is lifted is no waiver"},
        {"article": OWNER, "decided_by": WHO, "decided_at": WHO, "lifted_by": WHO},
    ),
    "authors.Author": (
        told.AUTHOR,
        {"merged_into": "whoever was merged signs as the other"},
        {"key": DERIVED, "email": PRIVATE, "user": ACCOUNT},
    ),
    "authors.SocialHandle": (
        told.HANDLE,
        {"position": "the order"},
        {"author": OWNER, "url": DERIVED},
    ),
    "funding.Funder": (told.FUNDER, {}, {"key": DERIVED}),
    "funding.FunderAlias": ((), {"name": "aliases"}, {"funder": OWNER}),
    "funding.FunderLogo": (
        told.LOGO,
        {},
        {"funder": OWNER, "width": DERIVED, "height": DERIVED},
    ),
    "funding.Grant": (told.GRANT, {}, {}),
    "funding.GrantParty": (
        told.PARTY,
        {"funder": "funder", "position": "the order"},
        {"grant": OWNER},
    ),
    "funding.Statement": (told.STATEMENT, {}, {"grant": OWNER, "funder": OWNER}),
    "funding.Wording": (
        told.WORDING,
        {},
        {
            "statement": OWNER,
            "created_by": WHO,
            "created_at": WHO,
            "worded_by": WHO,
            "approved_by": WHO,
            "approved_at": WHO,
            "retired_at": WHO,
        },
    ),
}
AROUND = {f"articles.{name}" for name in ("Section", "Issue", "Series", "Tag")}
OF_PAYERS = ("articles.Coverage", "articles.Waiver")
# Models of which nothing is told, but for what `live`, `withdrawn` and `scheduled` say.
LEFT_OUT = {
    **dict.fromkeys(
        (
            *("PublishedVersion", "VersionByline", "VersionHandle", "VersionFigure"),
            *("VersionGrant", "VersionParty", "VersionLogo", "VersionWithheld"),
            *("VersionDisclosure", "VersionTag", "VersionCorrection", "Withdrawal"),
        ),
        PRINTED,
    ),
    **dict.fromkeys(("Figure", "Findable", "Trait", "Relation"), DERIVED),
    **dict.fromkeys(("FoundSentence", "Occurrence"), DERIVED),
    **dict.fromkeys(("Settlement", "Settlement_sentences", "SettlementItem"), WHO),
    **dict.fromkeys(
        ("Autosave", "Comment", "News", "Presence", "PreviewLink", "Proposal", "Article_writers"),
        ROOM,
    ),
    **dict.fromkeys(("InterestConfirmation", "MentionDecision"), ROOM),
    **dict.fromkeys(("Revision", "Reissue", "ReissueItem", "Keep", "WatchRun", "Drift"), WHO),
    **dict.fromkeys(("GrantReport", "ReportFile", "ReachFigure"), WHO),
    **dict.fromkeys(
        (
            *("Arrangement", "ArrangedBlock", "ArrangedPlace", "FrontBlock", "FrontPlace"),
            *("Letter", "LetterPiece", "MadeLetter", "MadeLetterPiece", "Menu", "MenuEntry"),
            *("Redirect", "Appeal", "ReportDate"),
        ),
        "Of the site, and of no piece: it travels by backup.",
    ),
    **dict.fromkeys(("FormerSite", "Arrival"), "Where pieces came from: it travels by backup."),
    **dict.fromkeys(("SealedCopy", "Interest"), PRIVATE),
}


DAY = datetime.timedelta(days=1)
# What has to be changed together with a column.
TOGETHER = {
    "Coverage.whole_site": {"tag": None, "section": None, "author": None},
    "Wording.status": {"approved_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
}
OTHERS = {"country": "DE", "currency": "EUR", "url": "https://other.example/"}


def others(field, value):
    """What else may stand in a column, for the one row or the other."""
    if isinstance(field, models.BooleanField):
        return [not value]
    if field.choices:
        return [code for code, _label in field.choices if code and code != value]
    if isinstance(field, models.FileField):
        return ["evidence/aa/another.pdf"]
    if isinstance(field, models.DateTimeField):
        return [(value or datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)) + DAY]
    if isinstance(field, models.DateField):
        return [(value or datetime.date(2020, 1, 1)) + DAY]
    if isinstance(field, models.DecimalField):
        return [(value or 0) + Decimal(1)]
    if isinstance(field, models.IntegerField):
        return [(value or 0) + 9]
    if isinstance(field, models.ForeignKey):
        rows = field.related_model._default_manager.exclude(pk=value)
        return [*rows.order_by("-pk").values_list("pk", flat=True)[:2], None]
    return [OTHERS.get(field.name, f"{value or ''}x")]


class ColumnTests(TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        rich()

    def models(self):
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label in ("articles", "authors", "funding"):
                yield model

    def test_every_column_is_told_or_left_out_for_a_reason(self):
        self.assertEqual(
            {model._meta.label for model in self.models()}
            ^ {*COLUMNS, *(self.label(name) for name in LEFT_OUT)},
            set(),
        )
        for label, (as_it_stands, otherwise, left_out) in COLUMNS.items():
            columns = [field.name for field in apps.get_model(label)._meta.local_concrete_fields]
            with self.subTest(label):
                known = [*as_it_stands, *otherwise, *left_out, *SELF]
                self.assertEqual(sorted(known), sorted(columns))

    def label(self, name):
        return next(m._meta.label for m in self.models() if m.__name__ == name)

    def test_a_change_of_any_column_that_is_told_shows(self):
        for label, (as_it_stands, otherwise, _left_out) in COLUMNS.items():
            model = apps.get_model(label)
            part = part_of(label)
            before = list(part())
            # What is told as it stands is told together: one column shows that it is.
            for name in (*as_it_stands[:1], *otherwise):
                field = model._meta.get_field(name)
                with self.subTest(column=f"{label}.{name}"):
                    # Taken back before the next one is asked about.
                    with closing(self.changes(model, field)) as changes:
                        shown = any(list(part()) != before for _change in changes)
                    self.assertTrue(shown)

    def changes(self, model, field):
        """Change the column of one row after the other, as far as the database lets us."""
        for row in model._base_manager.order_by("-pk"):
            for value in others(field, field.value_from_object(row)):
                with suppress(IntegrityError), transaction.atomic():
                    changed = {
                        field.attname: value,
                        **TOGETHER.get(f"{model.__name__}.{field.name}", {}),
                    }
                    model._base_manager.filter(pk=row.pk).update(**changed)
                    yield
                    transaction.set_rollback(True)


def part_of(label):
    """What tells of a model."""
    if label.startswith("funding.") or label in OF_PAYERS:
        return payers
    if label.startswith("authors.") or label in AROUND:
        return around
    return partial(pieces, clock.now())
