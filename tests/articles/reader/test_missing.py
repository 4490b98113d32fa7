from datetime import timedelta

from django.test import RequestFactory, TestCase
from django.utils import timezone
from django.views.defaults import server_error

from articles.models import Article, Redirect
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reader.missing import NEWEST
from tests.factories import make_article, make_publisher, make_section, publish, publish_many


class MissingTests(TestCase):
    def withdrawn(self, **context):
        article = make_article(stage=Stage.PUBLISHED, title="A withdrawn title")
        perform("withdraw", article, by=make_publisher(), note="private reason", **context)
        return article

    def test_a_withdrawn_piece_leaves_a_tombstone_with_its_public_note(self):
        article = self.withdrawn(public_note="The author’s safety required it.")
        response = self.client.get(article.path)
        self.assertContains(response, "The author’s safety required it.", count=1, status_code=410)
        self.assertContains(
            response, f'<time datetime="{timezone.localdate():%Y-%m-%d}', status_code=410
        )

    def test_a_tombstone_names_the_piece_where_readers_are_told_of_it(self):
        response = self.client.get(self.withdrawn(public_note="A source was false.").path)
        self.assertContains(response, "<bdi>A withdrawn title</bdi>", count=1, status_code=410)
        for text in ("private reason", "Standfirst", "<article"):
            self.assertNotContains(response, text, status_code=410)

    def test_whoever_may_not_publish_changes_nothing_of_a_tombstone(self):
        article = self.withdrawn(public_note="A source was false.")
        before = self.client.get(article.path).content
        article.corrections.create(text="All was well.")
        Article.objects.update(title="Another title", stage=Stage.DRAFT)
        self.assertEqual(self.client.get(article.path).content, before)

    def test_what_ended_as_planned_was_not_withdrawn(self):
        article = publish(make_article(), until=timezone.now() + timedelta(hours=1))
        article.versions.update(live_until=timezone.now())
        response = self.client.get(article.path)
        self.assertContains(response, "no longer published", status_code=410)
        self.assertNotContains(response, "Withdrawn", status_code=410)

    def test_what_ended_as_planned_is_named(self):
        article = publish(make_article(title="Rivers"), until=timezone.now() + timedelta(hours=1))
        article.versions.update(live_until=timezone.now())
        response = self.client.get(article.path)
        self.assertContains(response, "<bdi>Rivers</bdi>", count=1, status_code=410)

    def test_a_tombstone_says_nothing_that_was_not_meant_for_readers(self):
        response = self.client.get(self.withdrawn().path)
        self.assertEqual(response.status_code, 410)
        for text in ("private reason", "A withdrawn title", "Standfirst", "<article"):
            self.assertNotContains(response, text, status_code=410)

    def test_a_withdrawn_piece_is_in_no_list(self):
        article = self.withdrawn()
        self.assertNotContains(self.client.get("/"), "A withdrawn title")
        author = article.bylines.get().author
        self.assertEqual(self.client.get(author.get_absolute_url()).status_code, 404)

    def test_a_scheduled_piece_is_not_found_and_has_no_tombstone(self):
        article = publish(
            make_article(title="Not before noon"), at=timezone.now() + timedelta(hours=1)
        )
        self.assertEqual(self.client.get(article.path).status_code, 404)
        self.assertNotContains(self.client.get("/"), "Not before noon")

    def test_a_draft_has_no_page(self):
        article = make_article(title="Only a draft")
        day = f"{timezone.localdate():%Y/%m/%d}"
        self.assertEqual(self.client.get(f"/{day}/only-a-draft/").status_code, 404)
        self.assertNotContains(self.client.get("/"), article.title)

    def test_a_moved_address_leads_on_for_good(self):
        article = make_article(stage=Stage.PUBLISHED)
        for old in ("/2012/05/06/old-title/", "/archive/old.html", "/старе/"):
            Redirect.objects.create(old_path=old, new_path=article.path)
            response = self.client.get(old)
            self.assertRedirects(response, article.path, status_code=301)

    def test_a_redirect_never_hides_a_live_piece(self):
        article = make_article(stage=Stage.PUBLISHED)
        Redirect.objects.create(old_path=article.path, new_path="/funding/")
        self.assertEqual(self.client.get(article.path).status_code, 200)

    def test_an_address_that_was_never_used_is_not_found(self):
        for path in (
            "/2024/13/45/x/",
            "/2024/10/09/none/",
            "/no-such-page/",
            "/%00/",
            "/..%2f/",
            "/tag/%00/",
            "/2024/10/09/%00/",
            "/author/%00/",
            "/funding/%00/",
            "/%ed%a0%80/",
        ):
            response = self.client.get(path)
            self.assertContains(response, "There is nothing at this address", status_code=404)

    def test_where_nothing_is_the_sections_and_the_newest_are_offered(self):
        publish_many(7, section=make_section("Analysis"))
        gone = self.withdrawn()
        for path in ("/no-such-page/", gone.path):
            page = self.client.get(path).content.decode()
            offered = page.partition('class="instead"')[2].partition("</main>")[0]
            self.assertEqual(page.count('href="/section/analysis/"'), 2)
            self.assertEqual(offered.count('<li class="catalogue__row"'), NEWEST)
            self.assertNotIn("A withdrawn title", offered)

    def test_what_is_offered_costs_the_same_for_one_piece_and_for_seven(self):
        for number in (1, 6):
            publish_many(number)
            for path, queries in {"/a/b/": 4, "/a/": 6, "/2024/10/09/c/": 6}.items():
                with self.subTest(path=path, number=number), self.assertNumQueries(queries):
                    self.client.get(path)

    def test_the_page_of_a_mistake_of_ours_needs_neither_database_nor_storage(self):
        with self.assertNumQueries(0):
            response = server_error(RequestFactory().get("/"))
        self.assertContains(response, "Something broke on our side", status_code=500)

    def test_a_missing_slash_is_added(self):
        self.assertRedirects(self.client.get("/funding"), "/funding/", status_code=301)
