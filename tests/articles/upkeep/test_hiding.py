"""What is hidden with an author, a funder or a grant: these columns of these rows, exactly."""

from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from articles.upkeep.hiding import hidden, names_of, removed
from authors.models import Interest
from funding.models import FunderAlias
from newsroom.audit import ledger
from newsroom.models import LedgerWords
from tests.factories import (
    live_version,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_logo,
    make_publisher,
    publish,
)


class HidingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author, cls.merged = make_author("Anna Nowak"), make_author("A. Nowak")
        cls.handle = cls.author.handles.create(platform="x", handle="anna")
        cls.funder = make_funder("The Fund")
        cls.alias = FunderAlias.objects.create(funder=cls.funder, name="TF")
        cls.logo = make_logo(cls.funder)
        cls.grant = make_grant("Paid.", funders=[cls.funder], title="Rivers")
        pieces = [
            make_article(authors=[author], grants=[cls.grant])
            for author in (cls.author, cls.merged)
        ]
        cls.versions = [live_version(publish(piece)) for piece in pieces]
        cls.bylines = [piece.bylines.get() for piece in pieces]
        publish(make_article(authors=[make_author("Bo")], grants=[make_grant("Other.")]))
        today = timezone.localdate()
        cls.interest = Interest.objects.create(
            author=cls.author, organisation="B", starts_on=today, ends_on=today
        )
        type(cls.author).objects.filter(pk=cls.merged.pk).update(merged_into=cls.author)
        cls.merged.refresh_from_db()

    def test_an_author_with_whoever_was_merged_into_them(self):
        self.author.name = "Anna Kowalska"
        self.author.save()
        nothing = {"bio": "", "photo": "", "affiliation": "", "email": "", "key": "", "user": None}
        printed = [version.bylines.get() for version in self.versions]
        expected = [
            (one, {"name": "[…]", "slug": f"withheld-{one.pk}", **nothing})
            for one in (self.author, self.merged)
        ]
        expected += [
            (
                row,
                {
                    "name": "[…]",
                    "slug": f"withheld-{row.author_id}",
                    "bio": "",
                    "photo": "",
                    "affiliation": "",
                },
            )
            for row in printed
        ]
        expected += [(row, {"bio": ""}) for row in self.bylines]
        self.assertEqual(hidden(self.author), expected)
        self.assertEqual(names_of(self.author), ["Anna Kowalska", "A. Nowak", "Anna Nowak"])
        self.assertEqual(removed(self.author), [self.handle, self.interest])

    def test_a_funder_with_its_logos_and_other_names(self):
        self.funder.name = "The Foundation"
        self.funder.save()
        name = f"[…] {self.funder.pk}"
        expected = [
            (
                self.funder,
                {
                    "name": name,
                    "key": name,
                    "slug": f"withheld-{self.funder.pk}",
                    "public": False,
                    "url": "",
                    "about": "",
                    "country": "",
                },
            ),
            *((version.parties.get(), {"name": "[…]"}) for version in self.versions),
            *(
                (
                    version.logos.get(),
                    {"file": "", "dark_file": "", "alt": "", "light": None, "dark": None},
                )
                for version in self.versions
            ),
        ]
        self.assertEqual(hidden(self.funder), expected)
        self.assertEqual(names_of(self.funder), ["The Foundation", "TF", "The Fund"])
        self.assertEqual(removed(self.funder), [self.alias, self.logo])

    def test_a_grant_as_it_stands_and_as_it_was_printed(self):
        self.grant.title = "Seas"
        self.grant.save()
        expected = [
            (
                self.grant,
                {
                    "title": f"[…] {self.grant.pk}",
                    "slug": f"withheld-{self.grant.pk}",
                    "public": False,
                    "reference": "",
                    "framework": "",
                    "summary": "",
                },
            ),
            *(
                (version.grants.get(), {"title": "[…]", "slug": f"withheld-{self.grant.pk}"})
                for version in self.versions
            ),
        ]
        self.assertEqual(hidden(self.grant), expected)
        self.assertEqual((names_of(self.grant), removed(self.grant)), (["Seas", "Rivers"], []))

    def test_what_the_ledger_tells_of_whoever_is_hidden(self):
        """What they were called before, what was deleted, and a note on them without a name."""
        other, by = make_author("Another"), make_publisher()
        told = {"before": {"name": "Alesia of old"}, "after": {"name": "Alesia"}}
        with transaction.atomic():
            changed = ledger.record(by, "change", self.author, **told)
            merged = ledger.record(by, "change", self.merged, below=[])
            read = ledger.record(by, "remind", self.author, call="first")
            ledger.record(by, "change", other, **told)
        words = {"subject_name": "[…]"}
        self.assertEqual(
            [pair for pair in hidden(self.author) if isinstance(pair[0], LedgerWords)],
            [
                (changed.words, {**words, "facts": {}}),
                (read.words, words),
                (merged.words, {**words, "facts": {}}),
            ],
        )

    def test_a_mark_is_nobodys_name(self):
        self.funder.name = f"[…] {self.funder.pk}"
        self.assertEqual(names_of(self.funder), ["TF", "The Fund"])
        self.assertEqual((names_of(None), hidden(None), removed(None)), ([], [], []))
