"""What is frozen of a working copy: everything that is printed, as it stands, and nothing else."""

from datetime import date

from django.test import TestCase
from django.utils import timezone

from articles.models import Correction, Issue, Redirect, Series
from articles.models.choices import Funding, Kind, Role
from articles.models.licences import Licence
from articles.publishing.freeze import freeze, path_for
from articles.publishing.timeline import freeze_edition
from funding.models import Statement
from tests import factories
from tests.articles.publishing.frozen import HOUR, NOON, columns, make_photo
from tests.factories import make_article, make_author, make_grant, make_picture, make_section, say


class VersionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = factories.make_editor()
        cls.photo = make_photo(
            caption="The ferry at noon.",
            credit="A. Photographer",
            licence=Licence.CC_BY,
            focal_x=30,
            focal_y=60,
        )
        cls.section = make_section("Rivers")
        cls.issue = Issue.objects.create(title="Water", number="7")
        cls.series = Series.objects.create(name="Ports")
        cls.article = make_article(
            title="The port",
            standfirst="It waits.",
            body="<p>The port waits.</p>",
            language="pl",
            kind=Kind.REPORTAGE,
            section=cls.section,
            issue=cls.issue,
            issue_place=2,
            series=cls.series,
            part=3,
            lead_photo=cls.photo,
        )

    def frozen(self, **context):
        return freeze(self.article, **{"live_from": NOON, **context}).version

    def test_it_holds_every_column_of_the_working_copy_and_who_froze_it_when(self):
        version = self.frozen(expires_at=NOON + HOUR, by=self.editor, now=NOON - HOUR)
        self.assertEqual(
            columns(version),
            {
                "article": self.article,
                "original": self.article,
                "number": None,
                "edition": 1,
                "live_from": NOON,
                "expires_at": NOON + HOUR,
                "planned_until": NOON + HOUR,
                "live_until": None,
                "first_published_at": NOON,
                "served_since": NOON,
                "printed_at": NOON,
                "frozen_at": NOON - HOUR,
                "frozen_by": self.editor,
                "path": "/2024/01/10/the-port/",
                "title": "The port",
                "standfirst": "It waits.",
                "body": "<p>The port waits.</p>",
                "language": "pl",
                "kind": Kind.REPORTAGE,
                "section": self.section,
                "section_name": "Rivers",
                "section_slug": "rivers",
                "issue": self.issue,
                "issue_name": "7 Water",
                "issue_slug": "7",
                "issue_place": 2,
                "series": self.series,
                "series_name": "Ports",
                "series_slug": "ports",
                "part": 3,
                "words": 3,
                "funding": Funding.NONE,
                "lead_file": self.photo.file.name,
                "lead_width": 40,
                "lead_height": 20,
                "lead_alt": "A ferry.",
                "lead_caption": "The ferry at noon.",
                "lead_credit": "A. Photographer",
                "lead_licence": Licence.CC_BY,
                "lead_focal_x": 30,
                "lead_focal_y": 60,
            },
        )

    def test_a_preview_is_frozen_now_by_nobody_and_has_no_end(self):
        before = timezone.now()
        version = self.frozen()
        self.assertTrue(before <= version.frozen_at <= timezone.now())
        self.assertEqual(
            columns(version, "frozen_by", "expires_at", "planned_until"),
            {"frozen_by": None, "expires_at": None, "planned_until": None},
        )

    def test_the_first_publication_and_the_address_stay_as_they_are_stored(self):
        self.article.first_published_at, self.article.path = NOON - 48 * HOUR, "/an/old/address/"
        self.article.served_since = NOON - 24 * HOUR
        version = self.frozen()
        self.assertEqual(
            columns(
                version, "first_published_at", "served_since", "path", "live_from", "printed_at"
            ),
            {
                "first_published_at": NOON - 48 * HOUR,
                "served_since": NOON - 24 * HOUR,
                "path": "/an/old/address/",
                "live_from": NOON,
                "printed_at": NOON,
            },
        )

    def test_without_a_section_and_a_lead_image_their_columns_are_empty(self):
        self.article.section = self.article.lead_photo = None
        version = self.frozen()
        self.assertEqual(
            columns(
                version,
                "section_id",
                "section_name",
                "section_slug",
                "lead_file",
                "lead_width",
                "lead_height",
            ),
            {
                "section_id": None,
                "section_name": "",
                "section_slug": "",
                "lead_file": "",
                "lead_width": None,
                "lead_height": None,
            },
        )
        self.assertEqual(
            columns(version, "lead_alt", "lead_caption", "lead_credit"),
            {"lead_alt": "", "lead_caption": "", "lead_credit": ""},
        )

    def test_a_caption_and_a_credit_of_the_piece_come_before_those_of_the_photo(self):
        self.article.lead_caption, self.article.lead_credit = "For this piece.", "Somebody else"
        version = self.frozen()
        self.assertEqual(
            columns(version, "lead_caption", "lead_credit"),
            {"lead_caption": "For this piece.", "lead_credit": "Somebody else"},
        )


class PartTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        first, second = (
            make_author("Anna", bio="Writes.", affiliation="A school"),
            make_author("Bo"),
        )
        first.photo = make_picture()
        first.save()
        for platform, handle in (("x", "@anna"), ("bluesky", "anna.example.org")):
            first.handles.create(platform=platform, handle=handle)
        second.handles.create(platform="x", handle="@bo")
        cls.article = make_article(authors=[first, second], tags=["Ports", "Ferries"])
        cls.article.bylines.filter(author=second).update(role=Role.TRANSLATOR, bio="Translates.")
        cls.first, cls.second = first, second

    def frozen(self):
        return freeze(self.article, live_from=NOON)

    def test_a_byline_is_what_the_author_was_called_then_with_the_bio_for_this_piece(self):
        self.assertEqual(
            [columns(byline) for byline in self.frozen().bylines],
            [
                {
                    "author": self.first,
                    "role": Role.AUTHOR,
                    "name": "Anna",
                    "slug": "anna",
                    "affiliation": "A school",
                    "bio": "Writes.",
                    "photo": self.first.photo.name,
                },
                {
                    "author": self.second,
                    "role": Role.TRANSLATOR,
                    "name": "Bo",
                    "slug": "bo",
                    "affiliation": "",
                    "bio": "Translates.",
                    "photo": "",
                },
            ],
        )

    def test_bylines_stand_in_their_order_and_each_has_its_own_handles(self):
        self.article.bylines.filter(author=self.first).update(position=9)
        whole = self.frozen()
        self.assertEqual([byline.author for byline in whole.bylines], [self.second, self.first])
        for byline in whole.bylines:
            self.assertEqual(
                [columns(handle) for handle in byline.own_handles],
                [columns(h, "platform", "handle", "url") for h in byline.author.handles.all()],
            )
        self.assertEqual(len(whole.handles), 3)

    def test_tags_stand_by_name_and_every_part_knows_its_place(self):
        whole = self.frozen()
        self.assertEqual(
            [(row.tag.name, row.name, row.slug) for row in whole.tags],
            [("Ferries", "Ferries", "ferries"), ("Ports", "Ports", "ports")],
        )
        for part in (whole.tags, whole.bylines, whole.handles):
            self.assertEqual([row.position for row in part], list(range(len(part))))

    def test_notes_are_printed_the_latest_first(self):
        notes = [
            Correction.objects.create(article=self.article, text=text, dated=dated, kind=kind)
            for text, dated, kind in (
                ("A figure was wrong.", date(2024, 1, 2), Correction.Kind.CORRECTION),
                ("The fund was not named.", date(2024, 1, 4), Correction.Kind.FUNDING),
            )
        ]
        self.assertEqual(
            [columns(note) for note in self.frozen().corrections],
            [
                {
                    "correction": notes[number],
                    "kind": notes[number].kind,
                    "text": notes[number].text,
                    "dated": notes[number].dated,
                }
                for number in (1, 0)
            ],
        )


class EditionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant("Named.", title="Secret", embargoed_until=NOON + 2 * HOUR)
        say(cls.grant, "Somebody paid.", occasion=Statement.Occasion.NEUTRAL)
        cls.other = make_grant("Other.", title="Other", embargoed_until=NOON + 5 * HOUR)
        say(cls.other, "Somebody else paid.", occasion=Statement.Occasion.NEUTRAL)
        cls.article = make_article(grants=[cls.grant, cls.other])
        cls.editor = factories.make_editor()

    def spans(self, edition):
        return [
            (
                (whole.version.live_from - NOON) // HOUR,
                whole.version.expires_at and (whole.version.expires_at - NOON) // HOUR,
                (whole.version.printed_at - NOON) // HOUR,
                [row.text for row in whole.notices],
            )
            for whole in edition
        ]

    def test_versions_stand_back_to_back_each_with_what_may_be_said_then(self):
        edition = freeze_edition(
            self.article, live_from=NOON, expires_at=NOON + 9 * HOUR, by=self.editor, now=NOON
        )
        self.assertEqual(
            self.spans(edition),
            [
                (0, 2, 0, ["Somebody paid.", "Somebody else paid."]),
                (2, 5, 2, ["Named.", "Somebody else paid."]),
                (5, 9, 5, ["Named.", "Other."]),
            ],
        )
        for whole in edition:
            self.assertEqual(
                columns(whole.version, "planned_until", "frozen_by", "frozen_at"),
                {
                    "planned_until": NOON + 9 * HOUR,
                    "frozen_by": self.editor,
                    "frozen_at": NOON,
                },
            )

    def test_an_embargo_that_ends_with_the_piece_needs_no_version_after_it(self):
        edition = freeze_edition(self.article, live_from=NOON, expires_at=NOON + 5 * HOUR)
        self.assertEqual(
            self.spans(edition),
            [
                (0, 2, 0, ["Somebody paid.", "Somebody else paid."]),
                (2, 5, 2, ["Named.", "Somebody else paid."]),
            ],
        )

    def test_without_an_end_the_last_has_none(self):
        edition = freeze_edition(self.article, live_from=NOON + 2 * HOUR)
        self.assertEqual(
            self.spans(edition),
            [
                (2, 5, 2, ["Named.", "Somebody else paid."]),
                (5, None, 5, ["Named.", "Other."]),
            ],
        )


class AddressTests(TestCase):
    def path(self, **fields):
        return path_for(make_article(**fields), NOON)

    def test_it_is_the_date_and_what_was_chosen_or_else_the_title_in_its_language(self):
        for fields, path in (
            ({"slug": "ports", "title": "The port"}, "/2024/01/10/ports/"),
            ({"title": "The port"}, "/2024/01/10/the-port/"),
            ({"title": "Гирло", "language": "uk"}, "/2024/01/10/hyrlo/"),
            ({"title": "Гирло", "language": "ru"}, "/2024/01/10/girlo/"),
            ({"title": "!?"}, "/2024/01/10/article/"),
        ):
            with self.subTest(**fields):
                self.assertEqual(self.path(**fields), path)

    def test_an_address_that_another_piece_has_or_had_that_day_is_not_given_again(self):
        moments = {"first_published_at": NOON, "served_since": NOON}
        make_article(path="/2024/01/10/the-port/", **moments)
        make_article(path="/2024/01/11/the-port-2/", **moments)
        Redirect.objects.create(old_path="/2024/01/10/the-port-3/", new_path="/elsewhere/")
        self.assertEqual(self.path(slug="the-port"), "/2024/01/10/the-port-2/")
        make_article(path="/2024/01/10/the-port-2/", **moments)
        self.assertEqual(self.path(slug="the-port"), "/2024/01/10/the-port-4/")
