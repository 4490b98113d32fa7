"""What is frozen of a working copy: everything that is printed, as it stands, and nothing else."""

from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from articles.disclosure.resolve import CoveredGrant, Disclosure, Resolution, resolve
from articles.disclosure.rules import Withheld
from articles.models import Article, Byline, Correction, Issue, Photo, Redirect
from articles.models.choices import Funding, Kind, Role
from articles.publishing.freeze import disclosed, freeze, path_for, text_digest
from articles.publishing.timeline import freeze_edition
from funding.models import GrantParty, Statement
from tests import factories
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_logo,
    make_picture,
    make_section,
    say,
    say_no_funding,
    waive,
)

NOON = datetime(2024, 1, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def columns(row, *names):
    """Some columns of a row by their names; without names all, but for keys."""
    names = names or [
        field.name
        for field in row._meta.concrete_fields
        if field.name not in ("id", "version", "byline", "version_grant", "position")
    ]
    return {name: getattr(row, name) for name in names}


def make_photo(**fields):
    return Photo.objects.create(**{"file": make_picture(), "alt": "A ferry.", **fields})


class VersionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = factories.make_editor()
        cls.photo = make_photo(caption="The ferry at noon.", credit="A. Photographer")
        cls.section = make_section("Rivers")
        cls.issue = Issue.objects.create(title="Water", number="7")
        cls.article = make_article(
            title="The port",
            standfirst="It waits.",
            body="<p>The port waits.</p>",
            language="pl",
            kind=Kind.REPORTAGE,
            section=cls.section,
            issue=cls.issue,
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
                "number": None,
                "edition": 1,
                "live_from": NOON,
                "expires_at": NOON + HOUR,
                "planned_until": NOON + HOUR,
                "live_until": None,
                "first_published_at": NOON,
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
                "issue": self.issue,
                "funding": Funding.NONE,
                "lead_file": self.photo.file.name,
                "lead_width": 40,
                "lead_height": 20,
                "lead_alt": "A ferry.",
                "lead_caption": "The ferry at noon.",
                "lead_credit": "A. Photographer",
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
        version = self.frozen()
        self.assertEqual(
            columns(version, "first_published_at", "path", "live_from", "printed_at"),
            {
                "first_published_at": NOON - 48 * HOUR,
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
                version, "section_id", "section_name", "lead_file", "lead_width", "lead_height"
            ),
            {
                "section_id": None,
                "section_name": "",
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

    def test_notes_are_printed_the_latest_first_and_a_withdrawal_is_not(self):
        notes = [
            Correction.objects.create(article=self.article, text=text, dated=dated, kind=kind)
            for text, dated, kind in (
                ("A figure was wrong.", date(2024, 1, 2), Correction.Kind.CORRECTION),
                ("It was withdrawn for a day.", date(2024, 1, 3), Correction.Kind.WITHDRAWAL),
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
                for number in (2, 0)
            ],
        )


class FundingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.funder = make_funder("The Fund")
        cls.grant = make_grant(
            "The Fund paid.",
            funders=[cls.funder],
            title="Rivers",
            amount=230000,
            currency="PLN",
            allows_appeals=False,
        )
        cls.article = make_article(grants=[cls.grant])

    def frozen(self, **context):
        return freeze(self.article, **{"live_from": NOON, **context})

    def party(self, funder, role):
        return GrantParty.objects.create(grant=self.grant, funder=funder, role=role, position=9)

    def test_a_grant_is_frozen_with_its_amount_and_why_it_stands_there(self):
        (grant,) = self.frozen().grants
        self.assertEqual(
            columns(grant),
            {
                "grant": self.grant,
                "title": "Rivers",
                "kind": "monetary",
                "amount": 230000,
                "currency": "PLN",
                "basis": self.article.coverages.get().basis,
                "allows_appeals": False,
            },
        )

    def test_it_asks_the_database_no_more_often_for_many_grants(self):
        for grants in (1, 5):
            article = make_article(grants=[make_grant() for _number in range(grants)])
            article = Article.objects.get(pk=article.pk)
            resolution = resolve(article, NOON)
            with self.subTest(grants=grants), self.assertNumQueries(8):
                freeze(article, resolution, live_from=NOON)

    def test_an_amount_that_is_not_public_is_not_frozen_nor_is_its_currency(self):
        self.grant.amount_public = False
        self.grant.save()
        (grant,) = self.frozen().grants
        self.assertEqual((grant.amount, grant.currency), (None, ""))

    def test_a_party_that_is_not_public_is_in_no_row(self):
        self.party(make_funder("A donor nobody may know", public=False), GrantParty.Role.COFUNDING)
        other = make_funder("The Second Fund", kind="foundation")
        self.party(other, GrantParty.Role.IMPLEMENTING)
        whole = self.frozen()
        self.assertEqual(
            [columns(party) for party in whole.parties],
            [
                {
                    "funder": self.funder,
                    "role": GrantParty.Role.FUNDING,
                    "name": "The Fund",
                    "kind": self.funder.kind,
                },
                {
                    "funder": other,
                    "role": GrantParty.Role.IMPLEMENTING,
                    "name": "The Second Fund",
                    "kind": "foundation",
                },
            ],
        )
        self.assertEqual(whole.grants[0].own_parties, whole.parties)

    def test_a_grant_that_may_not_be_named_hides_no_other(self):
        other = make_grant("The Second Fund paid.", title="Ports")
        cover(self.article, other)
        waive(self.grant, hides="all")
        whole = self.frozen()
        self.assertEqual([grant.title for grant in whole.grants], ["Ports"])
        self.assertEqual([party.version_grant.title for party in whole.parties], ["Ports"])

    def test_a_disclosure_is_frozen_with_what_it_stands_for(self):
        wording = self.grant.statements.get().wordings.get()
        cover(self.article, make_grant("The Fund paid."))
        first, second = self.frozen().disclosures
        self.assertEqual(
            columns(first),
            {
                "statement": wording.statement,
                "wording": wording,
                "grant": self.grant,
                "kind": Statement.Kind.ACKNOWLEDGEMENT,
                "placement": Statement.Placement.END,
                "language": "en",
                "text": "The Fund paid.",
                "basis": self.article.coverages.first().basis,
                "is_printed": True,
            },
        )
        self.assertEqual((second.text, second.is_printed), ("The Fund paid.", False))
        self.assertEqual((first.position, second.position), (0, 1))

    def test_what_is_withheld_is_frozen_with_its_reason(self):
        waiver = waive(self.grant, hides="logo", reason="A life depends on it.")
        (row,) = self.frozen().withheld
        self.assertEqual(
            columns(row),
            {
                "grant": self.grant,
                "hides": "logo",
                "why": f"{waiver.get_kind_display()}: A life depends on it.",
                "basis": self.article.coverages.get().basis,
            },
        )

    def test_a_reason_longer_than_its_column_is_cut_where_that_ends(self):
        withheld = (Withheld("logo", "w" * 400),)
        wording = self.grant.statements.get().wordings.get()
        resolution = Resolution(
            grants=[CoveredGrant(self.grant, "b" * 400, withheld)],
            disclosures=[Disclosure(wording, self.grant, "b" * 400)],
        )
        whole = disclosed(self.frozen(), resolution)
        for row in (*whole.grants, *whole.withheld, *whole.disclosures):
            self.assertEqual(row.basis, "b" * 300)
        self.assertEqual(whole.withheld[0].why, "w" * 300)


class LogoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.first, cls.leading = make_funder("First"), make_funder("Leading", logo_leads=True)
        cls.grant = make_grant(funders=[cls.first, cls.leading])
        cls.article = make_article(grants=[cls.grant])

    def logos(self):
        return freeze(self.article, live_from=NOON).logos

    def test_a_logo_is_frozen_with_its_size_its_words_and_its_dark_variant(self):
        light = make_logo(self.leading, alt="Leading, logo")
        dark = make_logo(self.leading, file=make_picture(colour="white"), background="dark")
        (logo,) = self.logos()
        self.assertEqual(
            columns(logo),
            {
                "funder": self.leading,
                "file": light.file.name,
                "width": 40,
                "height": 20,
                "dark_file": dark.file.name,
                "alt": "Leading, logo",
                "leads": True,
            },
        )

    def test_one_that_has_to_lead_stands_first_and_each_funder_has_one(self):
        make_logo(self.first), make_logo(self.leading)
        cover(self.article, make_grant("More.", funders=[self.first]))
        logos = self.logos()
        self.assertEqual([logo.funder for logo in logos], [self.leading, self.first])
        self.assertEqual([logo.dark_file for logo in logos], ["", ""])
        self.assertEqual([logo.leads for logo in logos], [True, False])

    def test_of_several_logos_of_a_funder_the_first_is_shown(self):
        oldest = make_logo(self.first, alt="Oldest")
        make_logo(self.first, alt="Newer")
        self.assertEqual([logo.alt for logo in self.logos()], [oldest.alt])

    def test_a_funder_with_a_dark_variant_only_has_no_logo(self):
        make_logo(self.first, background="dark")
        self.assertEqual(self.logos(), [])

    def test_only_who_pays_and_is_public_is_shown(self):
        implementing, hidden = make_funder(), make_funder(public=False)
        for funder, role in (
            (implementing, GrantParty.Role.IMPLEMENTING),
            (hidden, GrantParty.Role.FUNDING),
        ):
            make_logo(funder)
            GrantParty.objects.create(grant=self.grant, funder=funder, role=role)
        self.assertEqual(self.logos(), [])

    def test_a_waived_logo_is_not_shown(self):
        make_logo(self.first)
        waive(self.grant, hides="logo")
        self.assertEqual(self.logos(), [])

    def test_a_logo_is_shown_on_the_days_it_is_permitted_for(self):
        make_logo(self.first, permitted_until=date(2024, 1, 9))
        self.assertEqual(self.logos(), [])
        make_logo(self.first, alt="Now", permitted_from=date(2024, 1, 10))
        self.assertEqual([logo.alt for logo in self.logos()], ["Now"])


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
        moments = {"first_published_at": NOON}
        make_article(path="/2024/01/10/the-port/", **moments)
        make_article(path="/2024/01/11/the-port-2/", **moments)
        Redirect.objects.create(old_path="/2024/01/10/the-port-3/", new_path="/elsewhere/")
        self.assertEqual(self.path(slug="the-port"), "/2024/01/10/the-port-2/")
        make_article(path="/2024/01/10/the-port-2/", **moments)
        self.assertEqual(self.path(slug="the-port"), "/2024/01/10/the-port-4/")


class TextDigestTests(TestCase):
    """What an editor approved: whatever of it is changed shows."""

    @classmethod
    def setUpTestData(cls):
        cls.author, cls.other = make_author("Anna"), make_author("Bo")
        cls.photo = make_photo(caption="Of the photo.", credit="Of the photo")
        cls.article = make_article(
            authors=[cls.author, cls.other], tags=["Ports"], lead_photo=cls.photo
        )

    def digest(self):
        return text_digest(Article.objects.get(pk=self.article.pk))

    def assert_changes(self, change):
        before = self.digest()
        change()
        self.assertNotEqual(self.digest(), before)

    def test_a_change_of_any_approved_column_shows(self):
        for name, value in self.approved().items():
            with self.subTest(name):
                self.assert_changes(
                    lambda name=name, value=value: Article.objects.filter(
                        pk=self.article.pk
                    ).update(**{name: value})
                )

    def approved(self):
        """Every column of a piece that an editor approves, and another value for it."""
        return {
            "title": "Other",
            "standfirst": "Other.",
            "body": "<p>Other.</p>",
            "language": "pl",
            "kind": Kind.NEWS,
            "section": make_section("Other"),
            "issue": Issue.objects.create(number="9"),
            "funding": Funding.FUNDED,
            "lead_caption": "Other.",
            "lead_credit": "Other",
            "lead_photo": None,
        }

    def test_every_column_is_approved_or_is_no_word_of_the_piece(self):
        other = {"id", "slug", "dated", "stage", "approved_text", "path", "first_published_at"}
        other |= {"edit", "created_by", "created_at", "updated_at"}
        columns = {field.name for field in Article._meta.concrete_fields}
        self.assertEqual(columns, self.approved().keys() | other)

    def test_a_change_of_what_is_printed_of_the_photo_shows(self):
        for name in ("alt", "caption", "credit", "file"):
            with self.subTest(name):
                self.assert_changes(
                    lambda name=name: Photo.objects.filter(pk=self.photo.pk).update(
                        **{name: "other"}
                    )
                )

    def test_a_change_of_who_signs_as_what_and_in_which_order_shows(self):
        bylines = Byline.objects.filter(article=self.article, author=self.author)
        for name, value in (
            ("role", Role.EDITOR),
            ("bio", "For this piece."),
            ("position", 9),
            ("author", make_author("Cecil")),
        ):
            with self.subTest(name):
                self.assert_changes(lambda name=name, value=value: bylines.update(**{name: value}))

    def test_a_change_of_tags_shows(self):
        self.assert_changes(lambda: self.article.tags.add("Ferries"))

    def test_what_is_said_of_the_funding_and_when_it_is_asked_changes_nothing(self):
        before = self.digest()
        say_no_funding("In other words.")
        factories.make_wording(
            Statement.objects.for_no_funding().first(), "Newer words: nobody paid."
        )
        self.author.bio = "Writes elsewhere now."
        self.author.save()
        self.assertEqual(self.digest(), before)
