"""Which pieces are related: by what few of them share, chosen by the transaction that publishes."""

from django.test import TestCase

from articles.models import Relation, Trait
from articles.models.choices import Stage
from articles.upkeep.redaction import redact
from tests.factories import make_administrator, make_article, publish

RIVERS = "<p>Ferries cross the estuary where pilots wait for barges and grain.</p>"
TRAINS = "<p>Locomotives climb a viaduct while conductors collect tickets slowly.</p>"


def published(title, **fields):
    return make_article(stage=Stage.PUBLISHED, title=title, standfirst="Said.", **fields)


def kin(article):
    found = Relation.objects.of(article.pk).values_list("kin", flat=True)
    return [*found]


class ChoosingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for number in range(4):
            published(f"Nothing shared {number}", body=f"<p>Filler{number} padding{number}.</p>")

    def test_what_shares_a_tag_that_few_have_is_related_both_ways(self):
        one = published("One", tags=["Ports"])
        other = published("Other", tags=["Ports"])
        published("Apart", tags=["Trains"])
        self.assertEqual([kin(one), kin(other)], [[other.pk], [one.pk]])

    def test_what_says_the_same_rare_words_is_related_in_whatever_case_and_number(self):
        ferry = published("Ferry", body=RIVERS)
        train = published("Train", body=TRAINS)
        again = published(
            "Again", body="<p>The ferry waited; a pilot saw BARGES near estuaries.</p>"
        )
        self.assertEqual(kin(again), [ferry.pk])
        self.assertEqual(kin(train), [])

    def test_what_nearly_every_piece_shares_relates_nothing(self):
        pieces = [published(f"Piece {n}", tags=["Everything"]) for n in range(12)]
        self.assertEqual(kin(pieces[-1]), [])

    def test_only_pieces_of_one_language_are_related(self):
        one = published("One", tags=["Ports"])
        published("Inny", tags=["Ports"], language="pl")
        self.assertEqual(kin(one), [])

    def test_a_draft_is_related_to_nothing_and_a_text_that_changed_chooses_anew(self):
        make_article(title="A draft", tags=["Ports"], body=RIVERS)
        one = published("One", tags=["Ports"])
        self.assertEqual(kin(one), [])
        other = published("Other", tags=["Ports"])
        self.assertEqual(kin(other), [one.pk])
        other.tags.set(["Trains"])
        publish(other)
        self.assertEqual([kin(one), kin(other)], [[], []])

    def test_a_name_that_was_taken_out_relates_nothing_any_more(self):
        hidden = published("Hidden", body="<p>Marianowska Marianowska Marianowska spoke.</p>")
        self.assertTrue(Trait.objects.filter(article=hidden, term__contains="marianowsk").exists())
        redact(["Marianowska"], by=make_administrator(), reason="Safety.")
        self.assertFalse(Trait.objects.filter(term__contains="marianowsk").exists())
