"""Searching at the desk: everything that somebody may see, and nothing else."""

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Photo
from articles.upkeep.redaction import redact
from newsroom.models import Indexed
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_picture,
    make_user,
)

SEARCH = reverse("admin:articles_article_search")


class SearchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer, cls.editor = make_contributor(), make_editor()
        photo = Photo.objects.create(file=make_picture(), alt="A heron", caption="At dusk.")
        cls.grant = make_grant(title="Awakening", funders=[make_funder("Baltic Fund")])
        cls.hidden = make_grant(
            title="Concealed",
            funders=[make_funder("Secret Fund")],
            embargoed_until=timezone.now() + timedelta(days=9),
        )
        cls.own = make_article(
            title="The weir",
            standfirst="Who opens the sluices.",
            body="<p>Вибори в Łodzi.</p>",
            language="uk",
            slug="an-address",
            by=cls.writer,
            authors=[make_author("Zażółć Nowak")],
            tags=["Politics of water"],
            lead_photo=photo,
            grants=[cls.grant, cls.hidden],
        )
        cls.foreign = make_article(title="Ferries", body="<p>The weir.</p>")

    def found(self, person, typed):
        self.client.force_login(person)
        self.page = self.client.get(SEARCH, {"q": typed})
        self.assertEqual(self.page.status_code, 200)
        return [piece.title for piece in self.page.context["pieces"]]

    def test_a_piece_is_found_by_all_that_it_is_made_of(self):
        for typed in (
            "weir sluices",
            "OPENS",
            "виборів",
            "lodzi",
            "address",
            "zazolc",
            "nowak politics",
            "heron",
            "dusk",
            "awaken",
            "baltic weir",
        ):
            with self.subTest(typed):
                self.assertEqual(self.found(self.editor, typed), ["The weir"])

    def test_what_holds_it_in_its_title_comes_first_and_every_word_counts(self):
        self.assertEqual(self.found(self.editor, "weir"), ["The weir", "Ferries"])
        self.assertEqual(self.found(self.editor, "weir ferries"), ["Ferries"])
        self.assertEqual(self.found(self.editor, "weir nonsense"), [])
        self.assertContains(self.page, "Nothing that you may see holds all of these words.")

    def test_a_writer_finds_nothing_of_others_nor_by_a_grant_that_is_kept_back(self):
        self.assertEqual(self.found(self.writer, "weir"), ["The weir"])
        self.assertEqual(self.found(self.writer, "ferries"), [])
        for typed in ("concealed", "secret"):
            self.assertEqual(self.found(self.writer, typed), [])
            self.assertEqual(self.page.context["kinds"], [])
            self.assertEqual(self.found(self.editor, typed), ["The weir"])
            self.assertEqual(len(self.page.context["kinds"]), 1)

    def test_rows_of_other_kinds_are_found_as_their_lists_show_them(self):
        self.found(make_funding_manager(), "fund")
        told = {str(kind.label): len(kind.rows) for kind in self.page.context["kinds"]}
        self.assertEqual(told, {"Funders": 2})

    def test_who_may_see_no_piece_searches_nothing(self):
        self.client.force_login(make_user(username="no role"))
        self.assertEqual(self.client.get(SEARCH, {"q": "weir"}).status_code, 403)
        self.assertNotContains(self.client.get("/desk/"), "desk-search")
        self.client.logout()
        self.assertEqual(self.client.get(SEARCH, {"q": "weir"}).status_code, 302)

    def test_whatever_is_typed_is_answered(self):
        for typed in (
            "", " ", '"', "'", "NEAR(a b)", "a* OR b", "weir*", "^weir", "-weir", "title:weir",
            "\\", "''':*", "& | !", "x" * 10_000, "a " * 5_000, "\x00", "w\x00eir", "\ud800", "%",
            "😀", "0stem", "; DROP TABLE newsroom_indexed",
        ):  # fmt: skip
            with self.subTest(typed[:20]):
                self.found(self.editor, typed.encode("utf-8", "surrogatepass"))
        self.found(self.editor, " ".join(f"word{number}" for number in range(9)))
        self.assertContains(self.page, "Only the first 8 words were looked for.")
        self.found(self.editor, "")
        self.assertContains(self.page, "Type a word into the field above")

    def test_it_costs_the_same_for_one_piece_and_for_many(self):
        self.found(self.editor, "weir")
        for _round in range(2):
            with self.assertNumQueries(11):
                self.client.get(SEARCH, {"q": "weir water"})
            for _number in range(10):
                make_article(title="The weir", tags=["Water"])

    def test_the_field_is_on_every_page_of_the_desk_for_who_may_search(self):
        self.client.force_login(self.writer)
        for url in ("/desk/", reverse("admin:articles_article_add")):
            self.assertContains(self.client.get(url), 'id="desk-search"', count=1)

    def test_what_is_redacted_is_not_found_and_stands_in_no_index(self):
        redact(["Nowak"], by=make_administrator(), reason="A threat.")
        self.assertEqual(self.found(self.editor, "nowak"), [])
        self.assertFalse(Indexed.objects.filter(terms__contains="nowak").exists())
