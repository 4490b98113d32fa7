"""What the panel shows of a form that is not saved yet."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Tag
from articles.models.choices import Stage
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_section,
    make_user,
    say,
)
from tests.filling_in import filled_in


def typed_of(article):
    return reverse("admin:articles_article_typed", args=[article.pk])


class TypedTests(DeskTestCase):
    def ask(self, article, **changes):
        page = filled_in(self.client.get(page_of(article)), **changes)
        return self.client.post(typed_of(article), page)

    def test_the_declaration_that_is_chosen_decides_what_is_shown(self):
        cover(None, make_grant("The Fund paid."), whole_site=True)
        article = make_article(funding="undeclared")
        self.assertContains(self.ask(article), "Say whether the piece is funded.", count=1)
        answer = self.ask(article, funding="funded")
        self.assertNotContains(answer, "Say whether the piece is funded.")
        self.assertContains(answer, "The Fund paid.", count=1)
        self.assertContains(answer, "Funding: funded")

    def test_a_grant_that_is_chosen_speaks_before_it_is_saved_and_one_removed_does_not(self):
        chosen, removed = make_grant("The new one paid."), make_grant("The old one paid.")
        article = make_article(funding="funded", grants=[removed])
        answer = self.ask(
            article,
            **{
                "coverages-TOTAL_FORMS": "2",
                "coverages-0-DELETE": "on",
                "coverages-1-grant": str(chosen.pk),
            },
        )
        self.assertContains(answer, "The new one paid.", count=1)
        self.assertNotContains(answer, "The old one paid.")

    def test_section_tags_authors_and_language_cover_a_piece_as_they_are_typed(self):
        usual, section, author = make_section("Usual"), make_section("Other"), make_author()
        tag = Tag.objects.create(name="Порти")
        cases = [
            ({"section": section}, {"section": str(section.pk)}),
            ({"tag": tag}, {"tags": "ПОРТИ, a new one"}),
            (
                {"author": author},
                {
                    "bylines-TOTAL_FORMS": "2",
                    "bylines-1-author": str(author.pk),
                    "bylines-1-role": "author",
                    "bylines-1-position": "1",
                },
            ),
        ]
        for number, (target, changes) in enumerate(cases):
            words = f"Grant {number} paid."
            cover(None, make_grant(words), **target)
            article = make_article(funding="funded", section=usual)
            with self.subTest(target):
                self.assertNotContains(self.ask(article), words)
                self.assertContains(self.ask(article, **changes), words, count=1)
        grant = make_grant("In English.")
        say(grant, "Українською.", language="uk")
        article = make_article(funding="funded", grants=[grant])
        self.assertContains(self.ask(article, language="uk"), "Українською.", count=1)

    def test_the_byline_follows_the_order_that_is_typed(self):
        article = make_article(authors=[make_author("First"), make_author("Second")])
        turned = {"bylines-0-position": "1", "bylines-1-position": "0"}
        names = "<bdi>Second</bdi>, <bdi>First</bdi>"
        self.assertContains(self.ask(article, **turned), names, count=1)

    def test_what_it_says_is_what_the_page_says_once_it_is_saved(self):
        article = make_article(title="Before", funding="undeclared", standfirst="")
        changes = {"title": "After", "funding": "none", "standfirst": "", "body": ""}
        answer = self.ask(article, **changes)
        self.send(article, **changes)
        self.assertEqual(
            answer.context["panel"].problems,
            self.client.get(page_of(article)).context["panel"].problems,
        )

    def test_nothing_is_written(self):
        article = make_article(title="Before", stage=Stage.READY)
        sent = filled_in(self.client.get(page_of(article)), title="After", tags="a new one")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            self.client.post(typed_of(article), sent)
        begins = {query["sql"].split()[0] for query in asked.captured_queries}
        self.assertEqual(begins - {"SAVEPOINT", "RELEASE"}, {"SELECT"})
        self.assertEqual(Tag.objects.count(), 0)

    def test_what_cannot_be_read_is_left_out(self):
        article = make_article(title="River", grants=[make_grant("The Fund paid.")])
        for changes in (
            {"section": "x", "funding": "bribed", "language": "xx", "tags": ",;\u0007"},
            {"bylines-0-author": "x", "bylines-0-role": "x", "bylines-0-position": "-1"},
            {"coverages-0-grant": "999999999999999999999"},
            {"bylines-TOTAL_FORMS": "9999"},
            {"coverages-TOTAL_FORMS": "x"},
        ):
            with self.subTest(changes):
                self.assertEqual(self.ask(article, **changes).status_code, 200)
        self.assertEqual(self.client.post(typed_of(article)).status_code, 200)


class WhoMayAskTests(TestCase):
    def test_only_who_may_write_in_the_piece_is_answered(self):
        writer = make_contributor()
        article = make_article(title="Secret", by=writer, stage=Stage.DRAFT)
        sent = {"title": "Secret", "funding": "none"}
        for person, status in (
            (writer, 200),
            (make_editor(), 200),
            (make_contributor(), 404),
            (make_funding_manager(), 403),
            (make_user(username="no role"), 404),
        ):
            with self.subTest(person.get_username()):
                self.client.force_login(person)
                answer = self.client.post(typed_of(article), sent)
                self.assertEqual(answer.status_code, status)
        self.client.force_login(writer)
        article.stage = Stage.REVIEW
        article.save()
        self.assertEqual(self.client.post(typed_of(article), sent).status_code, 403)
        self.assertEqual(self.client.get(typed_of(article)).status_code, 405)
        self.client.logout()
        self.assertEqual(self.client.post(typed_of(article), sent).status_code, 403)

    def test_a_grant_that_somebody_may_not_read_of_says_nothing_to_them(self):
        """Its number is no secret, and can be sent by hand."""
        writer = make_contributor()
        self.client.force_login(writer)
        article = make_article(by=writer, funding="funded")
        secret = make_grant("The secret fund paid.", title="Secret grant", status="proposed")
        page = self.client.get(page_of(article))
        sent = filled_in(
            page, **{"coverages-TOTAL_FORMS": "1", "coverages-0-grant": str(secret.pk)}
        )
        answer = self.client.post(typed_of(article), sent)
        self.assertEqual(answer.status_code, 200)
        for words in ("The secret fund paid.", "Secret grant"):
            self.assertNotContains(answer, words)
