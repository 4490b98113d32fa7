"""Authors' declarations of interests are asked for once a newsroom keeps them."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Byline, InterestConfirmation
from articles.models.choices import Role
from articles.publishing.gate import problems
from authors.models import Interest
from tests.factories import make_article, make_author


def declare(author, *, ends_in=300, **fields):
    today = timezone.localdate()
    fields = {"starts_on": today - timedelta(days=400), **fields}
    return Interest.objects.create(author=author, ends_on=today + timedelta(days=ends_in), **fields)


def asked(article):
    return [(p.code, str(p), p.blocks) for p in problems(article) if "interest" in p.code]


def missing(names):
    words = f"Ask for a declaration of interests, none holds now: {names}."
    return ("interest-missing", words, False)


def unconfirmed(names):
    words = f"Ask whether what was declared is everything, for this piece: {names}."
    return ("interest-unconfirmed", words, False)


class InterestTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.anna, cls.olha = make_author("Anna"), make_author("Olha")
        cls.article = make_article(authors=[cls.anna, cls.olha])

    def test_a_newsroom_that_keeps_no_declarations_is_not_asked_for_any(self):
        self.assertEqual(asked(self.article), [])

    def test_once_there_is_a_declaration_every_author_is_asked_for_one(self):
        declare(make_author())
        self.assertEqual(asked(self.article), [missing("Anna, Olha")])

    def test_a_declaration_that_has_ended_is_asked_for_again(self):
        declare(self.anna, ends_in=-1)
        declare(self.olha, ends_in=0)
        self.assertEqual(asked(self.article), [missing("Anna"), unconfirmed("Olha")])

    def test_whoever_declared_confirms_for_each_piece(self):
        declare(self.anna, organisation="Club")
        declare(self.olha)
        InterestConfirmation.objects.create(article=self.article, author=self.anna)
        InterestConfirmation.objects.create(article=make_article(), author=self.olha)
        self.assertEqual(asked(self.article), [unconfirmed("Olha")])

    def test_only_those_who_speak_in_the_piece_are_asked(self):
        declare(make_author())
        Byline.objects.filter(author=self.olha).update(role=Role.PHOTOGRAPHER)
        self.assertEqual(asked(self.article), [missing("Anna")])

    def test_what_a_merged_author_declared_is_asked_of_whom_they_are_now(self):
        self.olha.merged_into = self.anna
        self.olha.save()
        declare(self.anna)
        self.assertEqual(asked(self.article), [unconfirmed("Anna")])
        InterestConfirmation.objects.create(article=self.article, author=self.olha)
        self.assertEqual(asked(self.article), [])
