"""Readers find pieces however their words are written, and what fits best first."""

from datetime import timedelta
from unittest import skipUnless

from django.db import connection
from django.test import TestCase, override_settings
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as GivenTestCase

from articles.finding.asking import MOST_TERMS, asked
from articles.finding.matching import found, holding
from articles.models import Findable, PublishedVersion
from tests.articles.finding.test_index import titles
from tests.factories import make_article, make_author, publish

# What is printed, in its language; what somebody types for it.
SPOKEN = {
    "en": ("The mayors were running the ports", ("mayor", "RUNS", "port’s", "Mayors")),
    "pl": ("Zażółć gęślą jaźń w Łodzi, nad rzekami", ("zazolc", "łódź", "LODZ", "rzeka", "gesla")),
    "uk": ("Вибори об’єднань у Ґанку", ("виборів", "об'єднання", "обєднань", "ганок", "ҐАНКУ")),
    "be": ("Выбары ў Гродне, аб’яднанні і ўлада", ("выбараў", "гродна", "аб'яднанне", "улада")),
    "ru": ("Ещё о выборах в Бресте", ("еще", "выборы", "ЕЩЁ", "брест")),
    "de": ("Die Wahlen in den Straßen Münchens", ("Wahl", "strasse", "STRASSEN", "munchen")),
}


class SpokenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for language, (title, _typed) in SPOKEN.items():
            publish(make_article(title=title, language=language, standfirst="…", body="<p>…</p>"))

    def test_case_accents_forms_and_apostrophes_keep_nobody_from_a_word(self):
        for language, (title, typed) in SPOKEN.items():
            for word in typed:
                with self.subTest(language, word=word):
                    self.assertEqual(titles(word), [title])

    def test_a_beginning_finds_nothing_where_all_languages_have_stems(self):
        self.assertEqual(titles("выбо") + titles("mayo") + titles("ma"), [])

    @override_settings(LANGUAGES=[("en", "English"), ("ka", "Georgian")])
    def test_a_beginning_finds_where_a_language_has_none(self):
        self.assertEqual(titles("mayo"), [SPOKEN["en"][0]])
        self.assertEqual(titles("ma"), [])


class AskedTests(GivenTestCase):
    @classmethod
    def setUpTestData(cls):
        for title in ("United nations meet", "Nations united by water", "United by ferries"):
            publish(make_article(title=title, standfirst="…", body="<p>…</p>"))

    def test_all_words_are_to_be_there_in_a_row_where_they_stand_in_quotation_marks(self):
        for typed, expected in (
            ("united nations", {"United nations meet", "Nations united by water"}),
            ("“united nations”", {"United nations meet"}),
            ("„united nations” -meet", set()),
            ("nations -water", {"United nations meet"}),
            ('united -"united nations"', {"Nations united by water", "United by ferries"}),
            ("united −ferry", {"United nations meet", "Nations united by water"}),
            ('"ferry"', set()),
            ('"ferries"', {"United by ferries"}),
            ('"united nations', {"United nations meet"}),
            ("united-nations", {"United nations meet", "Nations united by water"}),
        ):
            with self.subTest(typed):
                self.assertEqual(set(titles(typed)), expected)
                live = PublishedVersion.objects.live()
                best = found(asked(typed), live, narrowed=False)
                self.assertEqual(best, found(asked(typed), live))

    def test_what_has_no_word_to_be_there_asks_for_nothing(self):
        for typed in ("", "  ", "!!!", "-ferry", '""', "\x00", "*", "😀"):
            with self.subTest(typed):
                self.assertFalse(asked(typed))
                self.assertEqual(len(titles(typed)), 3)

    def test_of_many_words_the_first_are_looked_for_and_it_is_told(self):
        told = asked(" ".join(f"word{number}" for number in range(MOST_TERMS + 1)))
        self.assertEqual([len(told.terms), told.is_cut], [MOST_TERMS, True])
        self.assertEqual([asked("a b").is_cut, asked("x" * 10_000).is_cut], [False, True])

    @settings(max_examples=60, deadline=None)
    @given(
        st.one_of(
            st.text(max_size=60),
            st.lists(
                st.sampled_from(
                    ['"', "'", "-", "*", "(", ")", "NEAR", "OR", "NOT", ":", "^", "&", "|", "!"]
                    + ["<->", "\\", "\x00", "%", "\u202e", "\u200f", "⑴", "ﷺ", "title:", "united"]
                    + ["0stem", "--", ";", "{", "}", "$$", "%s", "'; DROP TABLE articles_findable"]
                ),
                max_size=12,
            ).map(" ".join),
        )
    )
    def test_whatever_is_typed_is_answered(self, typed):
        live, told = PublishedVersion.objects.live(), asked(typed)
        self.assertLessEqual(len(found(told, live).keys), 3)
        if told:
            holding(told, live).count()

    def test_it_is_one_query(self):
        for typed in ("united", '"united nations" -ferry', ""):
            with self.assertNumQueries(1):
                found(asked(typed), PublishedVersion.objects.live())


class OrderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        publish(cls.piece("In the title: sluice"))
        publish(cls.piece("In the standfirst", standfirst="The sluice."))
        publish(cls.piece("In a name", authors=[make_author("Ann Sluice")]))
        publish(cls.piece("In the text", body="<p>The sluice, the sluice and the sluice.</p>"))
        old = (cls.now - timedelta(days=3000)).date()
        publish(cls.piece("Old: sluice"), first_published=old)
        publish(cls.piece("Old forms: sluices"), first_published=old)
        publish(cls.piece("Old text", body="<p>The sluice.</p>"), first_published=old)

    @staticmethod
    def piece(title, **fields):
        fields = {"standfirst": "…", "body": "<p>…</p>", **fields}
        return make_article(title=title, **fields)

    def test_where_a_word_stands_counts_most_and_then_how_new_the_piece_is(self):
        self.assertEqual(
            titles("sluice"),
            ["In the title: sluice", "Old: sluice", "Old forms: sluices", "In the standfirst"]
            + ["In a name", "In the text", "Old text"],
        )

    def test_the_newest_can_come_first(self):
        best = found(asked("sluice"), PublishedVersion.objects.live(), newest_first=True)
        newest = PublishedVersion.objects.filter(pk__in=best.keys).newest_first()
        self.assertEqual(best.keys, list(newest.values_list("pk", flat=True)))
        self.assertEqual(len(best.keys), Findable.objects.count())

    @skipUnless(connection.vendor == "postgresql", "SQLite is asked in another way.")
    def test_the_newest_are_handed_out_first_whatever_their_year(self):
        newest = list(PublishedVersion.objects.newest_first().values_list("pk", flat=True))
        with connection.cursor() as cursor:
            for most in (1, 4, 6, len(newest), None):
                cursor.execute("SELECT articles_holding('sluice:*'::tsquery, %s)", [most])
                self.assertEqual([key for (key,) in cursor], newest[:most])
                asked_among = "SELECT articles_holding_among('sluice:*'::tsquery, %s, %s)"
                cursor.execute(asked_among, [most, newest[1:]])
                self.assertEqual([key for (key,) in cursor], newest[1:][:most])
