"""Writing and filing a piece at the desk."""

import re
from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Byline, Coverage, Guess, Issue, Photo, Redirect, Series, Tag
from articles.models.choices import Stage
from articles.publishing.edits import editing
from articles.publishing.perform import perform
from newsroom.models import Masthead
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    cover,
    figure_of,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_publisher,
    make_section,
)
from tests.filling_in import filled_in

LIST = "/desk/articles/article/"


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor(username="editor")

    def setUp(self):
        self.client.force_login(self.editor)

    def send(self, article, **changes):
        url = page_of(article)
        return self.client.post(url, filled_in(self.client.get(url), **changes), follow=True)


class WritingTests(DeskTestCase):
    def test_a_new_piece_remembers_who_began_it_and_counts_as_written_by_them(self):
        page = self.client.get(f"{LIST}add/")
        answer = self.client.post(f"{LIST}add/", filled_in(page, title="Fresh"))
        article = Article.objects.get()
        self.assertRedirects(answer, page_of(article))
        self.assertEqual(
            (article.created_by, list(article.writers.all()), article.edit, article.stage),
            (self.editor, [self.editor], 1, Stage.DRAFT),
        )

    def test_a_piece_is_begun_together_with_its_author_and_its_grant(self):
        author, grant = make_author(), make_grant()
        page = self.client.get(f"{LIST}add/")
        self.client.post(
            f"{LIST}add/",
            filled_in(
                page,
                title="Fresh",
                **{
                    "bylines-TOTAL_FORMS": "1",
                    "bylines-0-author": str(author.pk),
                    "bylines-0-role": "author",
                    "bylines-0-position": "0",
                    "coverages-TOTAL_FORMS": "1",
                    "coverages-0-grant": str(grant.pk),
                },
            ),
        )
        article = Article.objects.get()
        self.assertEqual(
            (article.bylines.get().author, article.coverages.get().grant), (author, grant)
        )
        self.assertEqual(article.coverages.get().created_by, self.editor)

    def test_saving_writes_nothing_that_the_form_did_not_change(self):
        """Django would write every column, and so undo what another program did meanwhile."""
        article = make_article(title="Before", stage=Stage.PUBLISHED)
        with self.assertNumQueriesWriting("articles_article", columns={"title", "updated_at"}):
            self.send(article, title="After")

    def assertNumQueriesWriting(self, table, columns):  # noqa: N802 after assertNumQueries
        return _Writes(self, table, columns)

    def test_saving_without_a_change_makes_nobody_a_writer(self):
        article = make_article(
            title="Kept", standfirst="One line.\nTwo lines.", body="<p>One.</p>\n<p>Two.</p>"
        )
        self.send(article, _continue="1")
        article.refresh_from_db()
        self.assertEqual((article.edit, list(article.writers.all())), (0, []))

    def test_a_column_that_the_form_does_not_show_cannot_be_forged(self):
        article = make_article()
        self.send(article, title="New", stage="published", path="/2026/01/01/x/", edit="99")
        article.refresh_from_db()
        self.assertEqual((article.stage, article.path, article.edit), (Stage.DRAFT, None, 1))

    def test_what_a_constraint_forbids_is_a_message_though_its_column_is_not_shown(self):
        article = make_article(stage=Stage.PUBLISHED)
        answer = self.send(article, funding="undeclared")
        self.assertContains(answer, "A published piece must say whether it is funded.")
        article.refresh_from_db()
        self.assertEqual(article.funding, "none")

    def test_the_address_is_fixed_by_the_first_publication(self):
        self.assertContains(self.client.get(page_of(make_article())), 'name="slug"')
        article = make_article(stage=Stage.PUBLISHED)
        self.assertNotContains(self.client.get(page_of(article)), 'name="slug"')
        before = article.slug
        self.send(article, slug="another")
        article.refresh_from_db()
        self.assertEqual(article.slug, before)

    def test_changing_what_was_approved_sends_it_back_to_review(self):
        article = make_article(stage=Stage.READY)
        answer = self.send(article, title="Changed after approval")
        self.assertContains(answer, "the piece is in review again")
        article.refresh_from_db()
        self.assertEqual(article.stage, Stage.REVIEW)

    def test_script_in_the_body_never_reaches_the_database(self):
        article = make_article()
        self.send(article, body='<p onclick="x()">Text<script>alert(1)</script></p>')
        article.refresh_from_db()
        self.assertEqual(article.body, "<p>Text</p>")

    def test_bad_input_is_a_message_and_changes_nothing(self):
        article = make_article(title="Before")
        cases = {
            "title": "Ti\u000btle",
            "standfirst": "A \u202e sentence",
            "dated": "2026-02-31",
            "section": "999999",
            "tags": "ta\u0007g",
            "slug": "зброя",
            "language": "xx",
        }
        page = self.client.get(page_of(article))
        for field, value in cases.items():
            with self.subTest(field):
                sent = filled_in(page, **{"title": "After", field: value})
                answer = self.client.post(page_of(article), sent)
                self.assertEqual(list(answer.context["adminform"].form.errors), [field])
        article.refresh_from_db()
        self.assertEqual((article.title, article.edit), ("Before", 0))

    def test_html_in_a_title_is_shown_as_text(self):
        article = make_article(title="<b>Bold</b> & co")
        self.assertNotContains(self.client.get(page_of(article)), "<b>Bold</b>")
        self.assertNotContains(self.client.get(LIST), "<b>Bold</b>")

    def test_a_tag_is_taken_as_it_is_spelled_already(self):
        Tag.objects.create(name="Культура")
        article = make_article()
        self.send(article, tags="КУЛЬТУРА, нова, Нова")
        self.assertEqual(sorted(article.tags.names()), ["Культура", "нова"])

    def test_a_byline_of_another_piece_cannot_be_changed_through_this_one(self):
        mine, theirs = make_article(), make_article()
        other = theirs.bylines.get()
        self.send(mine, **{"bylines-0-id": str(other.pk), "bylines-0-bio": "Forged."})
        other.refresh_from_db()
        self.assertEqual((other.article, other.bio), (theirs, ""))

    def test_a_new_row_that_names_no_author_is_none(self):
        article = make_article(authors=[make_author()])
        row = {"bylines-TOTAL_FORMS": "2", "bylines-1-position": "1", "bylines-1-role": "author"}
        self.assertRedirects(self.send(article, title="Saved", **row), page_of(article))
        self.assertEqual(article.bylines.count(), 1)
        answer = self.send(article, **row, **{"bylines-1-bio": "Whose?"})
        self.assertContains(answer, "This field is required.")

    def test_the_same_author_twice_in_one_role_is_a_message(self):
        article = make_article()
        byline = article.bylines.get()
        answer = self.send(
            article,
            **{
                "bylines-TOTAL_FORMS": "2",
                "bylines-1-author": str(byline.author_id),
                "bylines-1-role": byline.role,
                "bylines-1-position": "1",
            },
        )
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.context["errors"])
        self.assertEqual(Byline.objects.count(), 1)

    def test_the_grants_of_a_piece_are_those_put_on_it_by_hand_and_no_exclusion(self):
        paid, left_out = make_grant(title="Paid"), make_grant(title="Left out")
        article = make_article(grants=[paid])
        cover(article, left_out, mode=Coverage.Mode.EXCLUDE, reason="Another project.")
        formsets = self.client.get(page_of(article)).context["inline_admin_formsets"]
        shown = [f.instance.grant for f in formsets[1].formset.initial_forms]
        self.assertEqual(shown, [paid])

    def test_guesses_are_confirmed_by_whoever_saves_with_that_button(self):
        article = make_article()
        guess = Guess.objects.create(article=article, field="language", why="By the letters.")
        answer = self.send(article, title="Read through", _confirm_guesses="1")
        self.assertContains(answer, "Guesses confirmed: 1.")
        guess.refresh_from_db()
        article.refresh_from_db()
        self.assertEqual((guess.confirmed_by, article.title), (self.editor, "Read through"))
        self.assertIsNotNone(guess.confirmed_at)


class RefusedTests(DeskTestCase):
    def test_a_page_that_is_refused_lists_what_to_correct_and_the_ways_there(self):
        article = make_article(authors=[make_author("Ada"), make_author("Bo")])
        first = article.bylines.first()
        answer = self.send(article, **{"title": "", "bylines-1-author": first.author_id})
        found = [(one.place, one.label) for one in answer.context["refusals"]]
        self.assertEqual(found, [("id_title", "Title"), ("bylines-1", "Author")])
        self.assertContains(answer, '<a href="#id_title">Title</a>', count=1)
        self.assertContains(answer, 'id="refused" tabindex="-1" autofocus', count=1)
        for place, _label in found:
            self.assertContains(answer, f'id="{place}"', count=1)

    def test_one_that_is_opened_lists_nothing(self):
        answer = self.client.get(page_of(make_article()))
        self.assertNotContains(answer, 'id="refused"')


class _Writes:
    """Asserts which columns of a table the statements inside write."""

    def __init__(self, test, table, columns):
        self.test, self.table, self.columns = test, table, columns

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.queries = CaptureQueriesContext(connection)
        self.queries.__enter__()

    def __exit__(self, *failure):
        self.queries.__exit__(*failure)
        written = set()
        for query in self.queries.captured_queries:
            start = f'UPDATE "{self.table}" SET '
            if query["sql"].startswith(start):
                assignments = query["sql"].removeprefix(start).split(" WHERE ")[0]
                written |= {
                    part.split('"')[1] for part in assignments.split(", ") if '" = ' in part
                }
        self.test.assertEqual(written - {"edit"}, self.columns)


class WhoMayTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer = make_contributor(username="writer")
        cls.stranger = make_contributor(username="stranger")

    def test_a_contributor_finds_their_own_pieces_and_no_others(self):
        mine = make_article(title="Mine", by=self.writer)
        make_article(title="Theirs", by=self.stranger)
        self.client.force_login(self.writer)
        found = self.client.get(LIST).context["cl"].result_list
        self.assertEqual([article.pk for article in found], [mine.pk])

    def test_a_contributor_cannot_open_change_or_delete_the_piece_of_another(self):
        article = make_article(title="Theirs", by=self.stranger)
        self.client.force_login(self.writer)
        for path in (f"{article.pk}/change/", f"{article.pk}/history/", f"{article.pk}/delete/"):
            answer = self.client.get(LIST + path)
            self.assertNotContains(answer, "Theirs", status_code=answer.status_code)
            self.assertNotEqual(answer.status_code, 200, path)
        self.client.post(page_of(article), {"title": "Stolen", "seen": "0"})
        article.refresh_from_db()
        self.assertEqual(article.title, "Theirs")

    def test_a_contributor_changes_a_draft_and_only_sees_it_afterwards(self):
        self.client.force_login(self.writer)
        for stage, status in ((Stage.DRAFT, 302), (Stage.REVIEW, 403), (Stage.PUBLISHED, 403)):
            with self.subTest(stage):
                article = make_article(by=self.writer, stage=stage)
                page = self.client.get(page_of(article))
                self.assertEqual(page.status_code, 200)
                answer = self.client.post(page_of(article), filled_in(page, title="Changed"))
                self.assertEqual(answer.status_code, status)

    def test_choosing_a_piece_elsewhere_shows_no_piece_that_one_may_not_see(self):
        make_article(title="Secret draft", by=self.stranger)
        ask = {"app_label": "articles", "model_name": "correction", "field_name": "article"}
        for person, results in ((self.writer, 0), (make_editor(), 1)):
            self.client.force_login(person)
            answer = self.client.get("/desk/autocomplete/", {**ask, "term": "Secret"})
            self.assertEqual(len(answer.json()["results"]), results, person)

    def test_lists_about_pieces_show_a_contributor_nothing_of_others(self):
        article = make_article(title="Secret draft", by=self.stranger, grants=[make_grant()])
        article.corrections.create(text="Secret correction")
        published = make_article(title="Their scheduled piece", by=self.stranger, stage="published")
        self.client.force_login(self.writer)
        for model in ("coverage", "correction", "publishedversion"):
            page = self.client.get(f"/desk/articles/{model}/")
            self.assertEqual(list(page.context["cl"].result_list), [], model)
        version = published.versions.get()
        answer = self.client.get(f"/desk/articles/publishedversion/{version.pk}/change/")
        self.assertEqual(answer.status_code, 302)

    def test_a_funding_manager_sees_every_piece_and_changes_none(self):
        article = make_article(by=self.writer)
        self.client.force_login(make_funding_manager())
        self.assertEqual(self.client.get(page_of(article)).status_code, 200)
        self.assertEqual(self.client.post(page_of(article), {"title": "X"}).status_code, 403)

    def test_what_was_published_is_never_deleted(self):
        self.client.force_login(make_editor())
        published, draft = make_article(stage=Stage.PUBLISHED), make_article()
        for article, status in ((published, 403), (draft, 302)):
            answer = self.client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})
            self.assertEqual(answer.status_code, status)
        self.client.post(
            LIST,
            {"action": "delete_selected", "_selected_action": [str(published.pk)], "post": "yes"},
        )
        self.assertEqual(list(Article.objects.all()), [published])


class PageTests(DeskTestCase):
    def whole(self, number, stage=Stage.PUBLISHED):
        """A piece with so many of everything that it can have more than one of."""
        funders = [make_funder() for _ in range(number)]
        for funder in funders:
            make_logo(funder)
        photos = [make_photo() for _ in range(number)]
        return make_article(
            by=self.editor,
            stage=stage,
            body="<p>Read.</p>" + "".join(figure_of(photo, "Seen.") for photo in photos),
            authors=[make_author(affiliation="A council") for _ in range(number)],
            grants=[make_grant(funders=[funder]) for funder in funders],
            lead_photo=make_photo(alt="Blue"),
            tags=[f"tag {one}" for one in range(number)],
        )

    def assert_queries(self, article, number):
        self.client.get(page_of(article))
        with self.assertNumQueries(number):
            self.client.get(page_of(article))

    def test_the_page_of_a_piece_asks_once_for_everything_it_shows(self):
        """One query is for the photos in the text. The first piece has a funder whom the others do
        not name, and whose names the gate looks for in their text.
        """
        for number in (1, 4):
            with self.subTest(number):
                self.assert_queries(self.whole(number), 34 + 1)

    def test_it_asks_one_more_where_a_version_differs_and_never_more_than_38(self):
        publisher, article = make_publisher(), self.whole(2)
        # Whoever publishes is told who saved what differs.
        self.client.force_login(publisher)
        for title, told in (("Two", {"at": timezone.now() + timedelta(days=1)}), ("Three", None)):
            with editing(article, by=self.editor) as copy:
                copy.title = title
                copy.save()
            if told:
                self.assert_queries(article, 35 + 1)
                article = perform("publish", article, by=publisher, **told)
        with self.subTest("It differs from what readers see, and from what they will."):
            self.assert_queries(article, 35 + 2)
        with self.subTest("They see nothing any more."):
            withdrawn = perform("withdraw", article, by=publisher, note="A mistake.")
            self.assert_queries(withdrawn, 36)
        with self.subTest("It came back to its writer."):
            draft = self.whole(2, Stage.REVIEW)
            self.assert_queries(perform("return", draft, by=publisher, note="Why?"), 37)
        Masthead.objects.update(four_eyes=True)
        with self.subTest("It was reopened in a house of four eyes."):
            self.assert_queries(perform("reopen", withdrawn, by=publisher), 38)

    def test_the_masthead_is_read_once(self):
        self.client.force_login(make_publisher())
        for url in (page_of(self.whole(1)), f"{LIST}add/"):
            self.client.get(url)
            with CaptureQueriesContext(connection) as asked:
                self.client.get(url)
            read = [one for one in asked if 'FROM "newsroom_masthead"' in one["sql"]]
            self.assertEqual(len(read), 1, url)

    def test_enter_presses_a_button_that_cannot_be_pressed(self):
        """Of a form it presses the first one: HTML, “Implicit submission”."""
        for url in (page_of(make_article()), f"{LIST}add/"):
            html = self.client.get(url).content.decode()
            form = html.partition('id="article_form"')[2]
            first = re.search(r"<(?:button|input)[^>]*type=\"submit\"[^>]*>", form).group()
            self.assertIn(" disabled", first)

    def test_only_who_may_write_in_a_piece_is_offered_to_save_it(self):
        article = make_article(body="<p>Read <em>me</em>.</p>")
        for person, count in ((self.editor, 1), (make_funding_manager(), 0)):
            self.client.force_login(person)
            page = self.client.get(page_of(article))
            self.assertContains(page, 'name="_continue"', count=count)
            self.assertNotContains(page, 'name="_save"')
            if not count:
                self.assertContains(page, "<p>Read <em>me</em>.</p>", count=1)


class ListTests(DeskTestCase):
    def test_lists_cost_the_same_with_one_row_and_with_thirty(self):
        queries = {
            "articles/article": 12,
            "articles/publishedversion": 11,
            "articles/coverage": 9,
            "articles/correction": 9,
            "articles/section": 7,
            "articles/issue": 9,
            "articles/series": 7,
            "articles/photo": 13,
            "articles/redirect": 7,
            "articles/tag": 7,
        }
        for number in (1, 30):
            while Article.objects.count() < number:
                article = make_article(
                    by=self.editor, stage=Stage.PUBLISHED, grants=[make_grant()], tags=["one"]
                )
                article.corrections.create(text="Was wrong.", created_by=self.editor)
                make_section()
                Tag.objects.create(name=f"Tag {article.pk}")
                Issue.objects.create(title="Issue", number=str(article.pk), dated="2026-01-01")
                Series.objects.create(name=f"Series {article.pk}")
                Photo.objects.create(file="pictures/ab/ab.jpg", width=1, height=1)
                Redirect.objects.create(old_path=f"/{article.pk}/", new_path="/new/")
            for model, count in queries.items():
                with self.subTest(model, rows=number), self.assertNumQueries(count):
                    self.client.get(f"/desk/{model}/")

    def test_a_piece_is_found_by_a_word_in_another_case(self):
        article = make_article(title="Війна і мир", authors=[make_author("Ганна Коваль")])
        make_article(title="Щось інше")
        for words in ("війна", "ВІЙНА", "коваль", "Війна мир"):
            found = self.client.get(LIST, {"q": words}).context["cl"].result_list
            self.assertEqual([row.pk for row in found], [article.pk], words)

    def test_two_spellings_of_one_section_are_a_message(self):
        make_section("Культура")
        url = "/desk/articles/section/add/"
        answer = self.client.post(url, filled_in(self.client.get(url), name="КУЛЬТУРА"))
        self.assertContains(answer, "There is one already that is spelled the same.")

    def test_coverage_without_a_target_or_with_two_is_a_message(self):
        grant, article = make_grant(), make_article()
        self.client.force_login(make_funding_manager())
        url = "/desk/articles/coverage/add/"
        for fields in ({}, {"article": str(article.pk), "whole_site": "on"}):
            page = self.client.get(url)
            answer = self.client.post(url, filled_in(page, grant=str(grant.pk), **fields))
            self.assertContains(answer, "Choose one target")
        self.assertEqual(Coverage.objects.count(), 0)

    def test_tags_have_no_merge_that_asks_for_no_permission(self):
        self.assertEqual(self.client.get("/desk/articles/tag/merge-tags/").status_code, 302)
        page = self.client.get("/desk/articles/tag/")
        self.assertNotContains(page, "merge")
