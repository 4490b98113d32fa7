"""What no form, import or shell can store about authors."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase

from authors.models import Author, Interest, SocialHandle
from tests.constraints import ConstraintTests
from tests.factories import make_author


class AuthorConstraintTests(ConstraintTests, TestCase):
    app = "authors"

    @classmethod
    def setUpTestData(cls):
        cls.author = make_author()
        cls.author.handles.create(platform="x", handle="somebody")

    def cases(self):
        merged = Author.objects.get(pk=self.author.pk)
        merged.merged_into = merged
        return {
            "an_author_is_not_merged_into_themself": (
                merged,
                "An author cannot be merged into themself.",
            ),
            "an_author_has_a_handle_once": (
                SocialHandle(author=self.author, platform="x", handle="@somebody"),
                "The author has this handle already.",
            ),
            "an_interest_ends_after_it_starts": (
                Interest(
                    author=self.author, starts_on=date(2024, 1, 20), ends_on=date(2024, 1, 10)
                ),
                "The declaration ends before it starts.",
            ),
        }


class NameTests(TestCase):
    def test_two_authors_of_one_name_get_an_address_each(self):
        slugs = [make_author("Świetłana Ciхanouskaja").slug for _ in range(2)]
        self.assertEqual(slugs[1], f"{slugs[0]}-2")

    def test_a_name_in_cyrillic_gets_an_address(self):
        self.assertRegex(make_author("Світлана Ціханоўская").slug, "^[a-z]+-[a-z]+$")

    def test_a_name_without_a_letter_gets_an_address_all_the_same(self):
        self.assertEqual([make_author(name).slug for name in ("…", "!")], ["author", "author-2"])

    def test_an_author_is_found_however_the_name_is_spelt(self):
        author = make_author("Łódź-Nowak, Żaneta")
        self.assertEqual(Author.objects.named("ŁO\u0301DŹ NOWAK ŻANETA").get(), author)

    def test_an_unprintable_character_is_named_and_nothing_is_stored(self):
        for column in ("name", "bio", "affiliation"):
            fields = {"name": "x", column: "ab\u202ec"}
            with self.subTest(column=column):
                with self.assertRaises(ValidationError) as refused:
                    Author(**fields).full_clean()
                self.assertIn(
                    "Character 3 is U+202E (RIGHT-TO-LEFT OVERRIDE)",
                    refused.exception.message_dict[column][0],
                )
                with self.assertRaises(ValidationError), transaction.atomic():
                    Author.objects.create(**fields)
                self.assertEqual(Author.objects.count(), 0)

    def test_markup_in_a_name_stays_text_and_decomposed_letters_are_composed(self):
        author = make_author("<b>Zo\u0308e</b>")
        self.assertEqual(Author.objects.get(pk=author.pk).name, "<b>Zöe</b>")


class HandleOrderTests(TestCase):
    def test_handles_stand_by_position_then_platform_then_name(self):
        author = make_author()
        for handle in ("website b.example", "mastodon @b@e.social", "x zoe", "x ada"):
            platform, name = handle.split(" ")
            author.handles.create(platform=platform, handle=name)
        author.handles.create(platform="x", handle="last", position=1)
        ordered = ["ada", "zoe", "b@e.social", "b.example", "last"]
        (prefetched,) = Author.objects.prefetch_related("handles")
        for handles in (author.handles.all(), prefetched.handles.all()):
            self.assertEqual([handle.handle for handle in handles], ordered)
