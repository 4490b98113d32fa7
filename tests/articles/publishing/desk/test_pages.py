"""Pages of the publication itself at the desk: a list of their own, and the form that they have."""

from django.test import TestCase
from django.urls import reverse

from articles.models import Article
from articles.models.choices import Funding, Kind, Stage
from newsroom.models import LedgerEntry
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_page,
    make_publisher,
    publish,
)
from tests.filling_in import filled_in

PAGES = "/desk/articles/article/pages/"
BEGUN = {"title": "Who we are", "slug": "about", "language": "en"}


class ListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.piece = make_article(title="A piece of news")
        cls.draft = make_page("team", title="The team")
        cls.page = publish(make_page("imprint", title="The imprint"))

    def setUp(self):
        self.client.force_login(self.editor)

    def read(self, url):
        return self.client.get(url).content.decode()

    def test_pages_stand_in_their_own_list_and_pieces_in_theirs(self):
        titles = ("A piece of news", "The team", "The imprint")
        shown = {
            url: [title for title in titles if title in self.read(url)]
            for url in (PAGES, "/desk/articles/article/", "/desk/articles/article/board/")
        }
        self.assertEqual(
            shown,
            {
                PAGES: ["The team", "The imprint"],
                "/desk/articles/article/": ["A piece of news"],
                "/desk/articles/article/board/": ["A piece of news"],
            },
        )

    def test_what_readers_see_comes_first_with_its_address(self):
        pages = self.client.get(PAGES).context["pages"]
        self.assertEqual([page.title for page in pages], ["The imprint", "The team"])
        self.assertContains(self.client.get(PAGES), '<a href="/imprint/">', count=1)

    def test_the_list_of_pieces_offers_nothing_that_no_piece_is(self):
        shown = self.read("/desk/articles/article/")
        self.assertIn("funding__exact=funded", shown)
        for never in ("funding__exact=not_owed", "kind__exact=page"):
            self.assertNotIn(never, shown)

    def test_what_is_about_pieces_cannot_be_about_a_page(self):
        self.client.force_login(make_funding_manager())
        asked = "/desk/autocomplete/?app_label=articles&model_name=coverage&field_name=article"
        found = self.client.get(asked).json()["results"]
        self.assertEqual([one["text"] for one in found], ["A piece of news"])

    def test_the_page_of_a_page_stands_in_the_room_of_pages(self):
        rooms = self.client.get(page_of(self.page)).context["navigation"]
        here = [one.url for room in rooms for one in room.entries if one.is_here]
        self.assertEqual(here, [PAGES])

    def test_it_costs_the_same_for_one_page_and_for_many(self):
        with self.assertNumQueries(7):
            self.client.get(PAGES)
        for number in range(5):
            publish(make_page(f"page-{number}"))
        with self.assertNumQueries(7):
            self.client.get(PAGES)


class BeginningTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()

    def test_a_title_and_an_address_begin_one_which_is_on_the_record(self):
        self.client.force_login(self.editor)
        answer = self.client.post(PAGES, BEGUN)
        page = Article.objects.get()
        self.assertRedirects(answer, page_of(page))
        self.assertEqual(
            (page.kind, page.funding, page.stage, page.slug, page.created_by, page.edit),
            (Kind.PAGE, Funding.NOT_OWED, Stage.DRAFT, "about", self.editor, 1),
        )
        self.assertEqual([*page.writers.all()], [self.editor])
        entry = LedgerEntry.objects.get(subject_kind="articles.article")
        self.assertEqual((entry.verb, entry.facts["after"]["kind"]), ("add", "page"))

    def test_an_address_that_is_taken_is_refused_at_its_field_and_nothing_typed_is_lost(self):
        self.client.force_login(self.editor)
        for typed in ({"slug": "funding"}, {"slug": "", "title": "Funding"}):
            answer = self.client.post(PAGES, BEGUN | typed)
            self.assertEqual(answer.status_code, 422)
            self.assertEqual(
                answer.context["form"].errors,
                {"slug": ["There is something else at /funding/, now or once."]},
            )
            self.assertEqual(
                filled_in(answer) | BEGUN | typed, filled_in(answer), "Something was lost."
            )
        self.assertFalse(Article.objects.exists())

    def test_who_may_not_edit_what_others_wrote_begins_none_and_sees_no_list(self):
        for person in (make_contributor(), make_funding_manager()):
            self.client.force_login(person)
            self.assertEqual(self.client.get(PAGES).status_code, 403)
            self.assertEqual(self.client.post(PAGES, BEGUN).status_code, 403)
        self.assertFalse(Article.objects.exists())


class FormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        cls.page = make_page("imprint", title="Imprint", body="<p>Old words.</p>")

    def setUp(self):
        self.client.force_login(self.publisher)

    def send(self, article, **changes):
        url = page_of(article)
        return self.client.post(url, filled_in(self.client.get(url), **changes), follow=True)

    def test_it_asks_for_nothing_that_only_a_piece_has(self):
        shown = self.client.get(page_of(self.page))
        asked = {name for name in filled_in(shown) if name in map_of_columns()}
        self.assertEqual(
            asked,
            {
                "title", "standfirst", "body", "language", "slug", "lead_caption", "lead_credit",
                "editor", "due",
            },
        )  # fmt: skip
        for only in ('id="funding"', "coverages-TOTAL_FORMS", "corrections-TOTAL_FORMS"):
            self.assertNotContains(shown, only)
        self.assertContains(shown, 'name="bylines-TOTAL_FORMS"', count=1)

    def test_it_is_saved_and_published_by_its_buttons(self):
        answer = self.send(self.page, body="<p>New words.</p>", _move="submit")
        self.assertContains(answer, "in review")
        for verb in ("approve", "publish"):
            self.send(self.page, _move=verb)
        self.page.refresh_from_db()
        self.assertEqual((self.page.stage, self.page.path), (Stage.PUBLISHED, "/imprint/"))
        self.assertContains(self.client.get("/imprint/"), "<p>New words.</p>")
        answer = self.send(
            self.page,
            _move="withdraw",
            **{"move-withdraw-note": "n", "move-withdraw-public_note": "Gone."},
        )
        self.assertContains(answer, "What they are told of the withdrawal, at its address")
        self.assertContains(self.client.get("/imprint/"), "Gone.", status_code=410)

    def test_what_is_typed_is_shown_without_funding(self):
        url = reverse("admin:articles_article_typed", args=[self.page.pk])
        answer = self.client.post(url, filled_in(self.client.get(page_of(self.page)), body=""))
        self.assertContains(answer, "The piece has no text.")
        self.assertNotContains(answer, 'id="printed"')

    def test_an_address_that_is_taken_is_refused_at_its_field(self):
        answer = self.send(self.page, slug="corrections")
        self.assertEqual(
            answer.context["adminform"].form.errors,
            {"slug": ["There is something else at /corrections/, now or once."]},
        )

    def test_its_preview_is_the_page_that_readers_get(self):
        url = reverse("admin:articles_article_preview", args=[self.page.pk])
        for look in ("", "?as=phone", "?as=paper", "?as=feed", "?as=shared"):
            self.assertContains(self.client.get(url + look), "Imprint")
        shown = self.client.get(url)
        self.assertContains(shown, '<div class="house">', count=1)
        self.assertNotContains(shown, "?as=feed")

    def test_no_form_makes_a_page_of_a_piece_or_a_piece_of_a_page(self):
        piece = make_article()
        answer = self.send(piece, kind="page", funding="not_owed")
        self.assertEqual({*answer.context["adminform"].form.errors}, {"kind", "funding"})
        self.send(self.page, kind="news", funding="none", title="Legal")
        self.page.refresh_from_db()
        self.assertEqual(
            (self.page.title, self.page.kind, self.page.funding),
            ("Legal", Kind.PAGE, Funding.NOT_OWED),
        )


def map_of_columns():
    return {column.name for column in Article._meta.fields}
