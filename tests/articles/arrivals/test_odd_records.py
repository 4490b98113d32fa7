"""Records that an export of WordPress should not hold: each is named, and all others come in."""

import unicodedata

from django.core.management import CommandError

from articles.models import (
    Arrival,
    Article,
    Byline,
    Guess,
    PublishedVersion,
    Redirect,
    Revision,
    Tag,
)
from articles.models.choices import Funding, Kind
from articles.publishing.edits import editing
from articles.publishing.perform import perform
from authors.models import Author
from newsroom.kit import clock
from newsroom.models import LedgerEntry
from tests.articles.arrivals.test_wordpress import ImportTestCase
from tests.articles.arrivals.wxr import attachment, item
from tests.factories import make_author, make_issue

LEFT_TO_PEOPLE = "no run publishes any more since somebody has edited it: publish it at the desk."
NO_ADDRESS = "http://[weir.example/a/"


def kept():
    """What a run that changes nothing leaves alone."""
    articles = Article.objects.order_by("pk")
    edits = list(articles.values_list("edit", "stage", "updated_at"))
    return edits, LedgerEntry.objects.count(), Revision.objects.count()


class OddRecordTests(ImportTestCase):
    def came_in(self):
        return sorted(Arrival.objects.filter(kind="piece").values_list("key", flat=True))

    def test_what_the_database_could_not_hold_is_named_and_the_rest_comes_in(self):
        said = self.bring(
            item(1, categories=[("category", "deep", "D" * 101)]),
            item(2, link=f"https://weir.example/{'a' * 401}/"),
            item("3" * 201, post_name="three"),
            item(4, creator="b" * 151),
            item(5),
        )
        self.assertEqual(self.came_in(), ["5"])
        self.assertIn("1 new\n4 refused", said)
        report = self.report()
        self.assertEqual(report.count("There can be no section “DDD"), 1)
        self.assertEqual(report.count("has more than 400 characters"), 1)
        self.assertEqual(report.count("has more than 200 characters"), 1)

    def test_an_author_that_cannot_be_is_named(self):
        login = "l" * 201
        head = (
            f"<wp:author><wp:author_login>{login}</wp:author_login>"
            "<wp:author_display_name>Long Login</wp:author_display_name></wp:author>"
            "<wp:author><wp:author_login>blank</wp:author_login>"
            "<wp:author_display_name>\u200b</wp:author_display_name></wp:author>"
        )
        items = (item(1, creator=login), item(2, creator="blank"), item(3, creator="b" * 151))
        self.assertIn("1 new\n3 refused", self.bring(*items, item(4), head=head))
        for words in (
            "There can be no author “Long Login”: Its address or its key there has more than 200",
            "There can be no author “blank”: This field cannot be blank.",
            "There can be no author “bbb",
        ):
            self.assertEqual(self.report().count(words), 1, words)
        self.assertEqual(Author.objects.get().name, "Adela Wit")

    def test_what_has_no_key_is_named_and_the_rest_comes_in(self):
        with self.assertLogs("articles.arrivals.elsewhere", "DEBUG") as log:
            said = self.bring(item("", post_name="one"), item(" ", post_name="two"), item(3))
        self.assertEqual([line.count("Traceback") for line in log.output], [1, 1])
        self.assertEqual(self.came_in(), ["3"])
        self.assertIn("1 new\n2 refused", said)
        self.assertEqual(self.report().count("It is not written as WordPress writes it"), 2)

    def test_what_is_no_address_leads_nowhere_and_the_piece_comes_in(self):
        self.bring(
            attachment(9, "a.jpg").replace("https://weir.example/wp-content", NO_ADDRESS),
            item(1, link=NO_ADDRESS),
            item(2, meta=[("_yoast_wpseo_canonical", NO_ADDRESS)]),
            item(3, f'<p>Water falls.</p><img src="{NO_ADDRESS}"><img src="//[">'),
            item(4, meta=[("_thumbnail_id", "9")]),
        )
        self.assertEqual(self.came_in(), ["1", "2", "3", "4"])
        self.assertEqual(Arrival.objects.get(key="1").path, "")
        self.assertIn("Everything in the file is here.", self.run_again(compare=True))

    def test_notes_that_are_none_are_left_out(self):
        block = "<p>Water falls.</p><!-- wp:footnotes /-->"
        self.bring(*(item(n, content=block, meta=[("footnotes", n)]) for n in (7, '"x"', "[5]")))
        self.assertEqual(
            set(PublishedVersion.objects.live().values_list("body", flat=True)),
            {"<p>Water falls.</p>"},
        )
        self.assertEqual(len(self.came_in()), 3)

    def test_an_encoding_that_nobody_knows_or_that_is_another_is_refused(self):
        self.bring(item(1))
        raw = self.file.read_bytes()
        for name, words in (
            (b"klingon", "weir.xml, line 1: unknown encoding: klingon"),
            (b"hex", "weir.xml, line 1: 'hex' is not a text encoding"),
            (b"rot13", "weir.xml, line 1: 'rot13' is not a text encoding"),
            (b"utf-16", "weir.xml is not in the encoding that it declares (UTF-16 stream"),
        ):
            self.file.write_bytes(raw.replace(b"UTF-8", name, 1))
            with self.subTest(name), self.assertRaisesMessage(CommandError, words):
                self.run_again()

    def test_a_tie_of_translations_that_php_did_not_write_ties_nothing(self):
        for number in ("9" * 5000, "9" * 19, "-", ""):
            tie = (
                "<wp:term><wp:term_taxonomy>post_translations</wp:term_taxonomy>"
                f"<wp:term_description>a:1:{{i:{number};s:{number}:</wp:term_description></wp:term>"
            )
            self.bring(item(1), head=tie)
        self.assertEqual(self.came_in(), ["1"])

    def test_a_key_that_comes_twice_is_told_and_the_first_stays(self):
        said = self.bring(item(1), item(1, title="Another"), item(2))
        self.assertIn("2 new\n1 refused", said)
        self.assertEqual(self.report().count("has the same key, and came first"), 1)
        self.assertEqual(set(Article.objects.values_list("title", flat=True)), {"A weir"})
        self.assertIn("2 unchanged\n1 refused", self.run_again())
        with self.assertRaisesMessage(CommandError, "1 pieces differ from weir.xml."):
            self.run_again(compare=True)

    def test_of_two_of_one_key_the_second_comes_in_where_the_first_is_refused(self):
        wrong = item(1, categories=[("category", "deep", "D" * 101)], content="<p>Water rises.</p>")
        self.assertIn("1 new\n2 refused", self.bring(wrong, item(1), item(1)))
        self.assertEqual(self.report().count("There can be no section"), 1)
        self.assertEqual(self.report().count("has the same key, and came first"), 1)
        self.assertEqual(Article.objects.get().body, "<p>Water falls.</p>")
        self.assertIn("1 unchanged\n1 refused", self.bring(wrong, item(1)))
        with self.assertRaisesMessage(CommandError, "1 pieces differ from weir.xml."):
            self.run_again(compare=True)

    def test_a_tag_that_none_can_be_keeps_no_other_from_leading_on(self):
        terms = (("semi", "Ports; docks"), ("bang", "!!!"), ("long", "l" * 101), ("z", "Zinc"))
        head = "".join(
            f"<wp:tag><wp:tag_slug>{slug}</wp:tag_slug><wp:tag_name>{name}</wp:tag_name></wp:tag>"
            for slug, name in terms
        )
        tags = [("post_tag", slug, name) for slug, name in terms]
        said = self.bring(item(1, categories=tags), head=head)
        zinc = Tag.objects.get()
        leading_on = Redirect.objects.filter(old_path__startswith="/tag/")
        self.assertEqual(
            dict(leading_on.values_list("old_path", "new_path")),
            {"/tag/z": zinc.get_absolute_url()},
        )
        self.assertEqual(said.count("leads nowhere"), 3)
        self.assertIn("/tag/semi leads nowhere: “Ports; docks” reads as several tags", said)

    def test_what_the_database_refuses_is_told_without_its_row(self):
        self.bring(item(1, status="draft"))
        Article.objects.update(issue=make_issue())
        before = kept()
        words = "<p>Words that nobody has to read in a report.</p>"
        now = item(1, content=words, post_type="page", status="draft")
        self.assertIn("1 refused", self.bring(now))
        self.assertEqual(self.report().count("It contradicts what is here"), 1)
        self.assertNotIn("nobody has to read", self.report())
        self.assertEqual(kept(), before)

    def test_what_became_a_page_once_readers_saw_it_stays_a_piece_and_so_the_other_way(self):
        self.bring(item(1), item(2, post_type="page", post_name="about"))
        before = kept()
        now = (item(1, post_type="page"), item(2, post_name="about"))
        for _time in range(2):
            self.assertIn("2 conflict", self.bring(*now))
            report = self.report()
            self.assertEqual(report.count("It is a page there now and a piece here"), 1)
            self.assertEqual(report.count("It is a piece there now and a page here"), 1)
            self.assertEqual(kept(), before)

    def test_what_became_a_page_before_readers_saw_it_is_one(self):
        self.bring(item(1, status="draft"), item(2, status="draft", post_type="page"))
        now = (item(1, post_type="page", post_name="about"), item(2, status="draft"))
        self.assertIn("2 updated", self.bring(*now))
        self.assertEqual(PublishedVersion.objects.live_pages().get().path, "/about/")
        piece = Article.objects.get(slug="a-weir-2")
        self.assertEqual((piece.kind, piece.funding), (Kind.ARTICLE, Funding.UNDECLARED))

    def test_what_was_refused_stays_as_it_is_until_nothing_refuses_it(self):
        redirect = Redirect.objects.create(old_path="/about", new_path="/the-weir/")
        self.assertIn("1 new", self.bring(item(1, post_type="page", post_name="about")))
        article, before = Article.objects.get(), kept()
        for _time in range(2):
            self.assertIn("1 unchanged", self.run_again())
            self.assertEqual(self.report().count("There is something else at /about/"), 1)
            self.assertEqual(kept(), before)
        self.assertFalse(PublishedVersion.objects.exists())

        self.assertEqual(article.guesses.count(), 1)

        redirect.delete()
        self.assertIn("1 updated", self.run_again())
        self.assertFalse(article.guesses.exists())
        self.assertEqual(PublishedVersion.objects.live_pages().get().article, article)
        self.assertIn("1 unchanged", self.run_again())

    def test_what_was_refused_and_is_edited_here_is_published_by_people_alone(self):
        self.bring(item(1, creator=""))
        with editing(Article.objects.get(), by=self.publisher) as stored:
            Byline.objects.create(article=stored, author=make_author())
        before = kept()
        for _time in range(2):
            self.assertIn("1 unchanged", self.run_again())
            self.assertEqual(self.report().count(LEFT_TO_PEOPLE), 1)
            self.assertEqual(kept(), before)
        self.assertFalse(PublishedVersion.objects.exists())

        perform("bring in", Article.objects.get(), by=self.publisher, first_published=clock.now())
        self.assertIn("1 unchanged", self.run_again())
        self.assertNotIn(LEFT_TO_PEOPLE, self.report())

    def test_a_draft_that_was_one_there_is_left_to_nobody(self):
        self.bring(item(1, status="draft"))
        with editing(Article.objects.get(), by=self.publisher) as stored:
            stored.title = "Ours"
            stored.save()
        self.assertIn("1 unchanged", self.run_again())
        self.assertNotIn(LEFT_TO_PEOPLE, self.report())

    def test_who_signs_what_names_nobody_can_be_said(self):
        items = (item(1), item(2, creator=""), item(3, creator="", post_type="page"))
        self.assertIn("3 new", self.bring(*items))
        said = self.run_again(author="The Weir")
        self.assertIn("1 updated\n2 unchanged", said)
        self.assertIn("The export names nobody: The Weir signs it.", self.report())
        self.assertFalse(Guess.objects.filter(why__contains="could not be published").exists())
        versions = PublishedVersion.objects.begun().order_by("article_id")
        self.assertEqual(
            [[row.name for row in version.bylines.all()] for version in versions],
            [["Adela Wit"], ["The Weir"], []],
        )
        self.assertIn("3 unchanged", self.run_again(author="The Weir"))

    def test_whoever_signs_here_stays_where_an_export_names_nobody(self):
        self.bring(item(1, creator=""), author="The Weir")
        self.bring(item(1, creator="", content="<p>Water rises.</p>"))
        version = PublishedVersion.objects.live().get()
        self.assertEqual([row.name for row in version.bylines.all()], ["The Weir"])
        self.assertEqual(version.body, "<p>Water rises.</p>")
        self.assertIn("Everything in the file is here.", self.run_again(compare=True))

    def test_a_name_that_nobody_can_have_is_refused_before_the_first_piece(self):
        with self.assertRaisesMessage(CommandError, "Nobody can be called “WWW"):
            self.bring(item(1), author="W" * 151)
        self.assertFalse(Article.objects.exists() or Author.objects.exists())

    def test_words_are_the_same_however_their_accents_are_written(self):
        words = "Café à la réunion, naïve"
        self.bring(item(1, content=f"<p>{unicodedata.normalize('NFD', words)}</p>"))
        self.assertIn("Everything in the file is here.", self.run_again(compare=True))
