"""Saying at the desk which pieces a grant covers, and seeing it before it is saved."""

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.disclosure.models.target import ROWS
from articles.models import Coverage
from articles.models.choices import Stage
from newsroom.models import LedgerEntry
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_section,
    publish,
    publish_many,
)
from tests.filling_in import filled_in

ADD = "/desk/articles/coverage/add/"


def page_of(row):
    return reverse("admin:articles_coverage_change", args=[row.pk])


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.section = make_section("Energy")
        cls.grant = make_grant("Awakening paid for this.", title="Awakening")

    def setUp(self):
        self.client.force_login(self.manager)

    def add(self, **changes):
        page = self.client.get(ADD)
        fields = {"grant": str(self.grant.pk), **changes}
        return self.client.post(ADD, filled_in(page, **fields))

    def preview(self, **changes):
        return self.add(_preview="1", **changes)

    def reached(self, page):
        pieces = page.context["affected"].pieces
        return [(piece.whole.version.title, piece.covered, piece.words) for piece in pieces]

    def ledger(self):
        return list(LedgerEntry.objects.order_by("number").values_list("verb", "actor"))


class SavingTests(DeskTestCase):
    def test_a_row_remembers_who_made_it_and_is_recorded(self):
        before = len(self.ledger())
        self.add(section=str(self.section.pk), first_published_from="2024-05-01")
        row = Coverage.objects.get()
        self.assertEqual((row.created_by, row.target.column), (self.manager, "section"))
        self.assertEqual(self.ledger()[before:], [("cover", self.manager.pk)])
        facts = LedgerEntry.objects.get(verb="cover").facts
        self.assertEqual(
            facts,
            {
                "grant": self.grant.pk,
                "statement": None,
                "target": f"section {self.section.pk}",
                "target_name": "Energy",
                "mode": "include",
                "reason": "",
                "first_published_from": "2024-05-01",
                "first_published_until": None,
            },
        )

    def test_a_change_is_recorded_with_what_stood_there_and_none_with_nothing(self):
        row = Coverage.objects.create(grant=self.grant, section=self.section)
        page = self.client.get(page_of(row))
        self.client.post(page_of(row), filled_in(page, mode="exclude", reason="Not about this."))
        facts = LedgerEntry.objects.get(verb="cover").facts
        self.assertEqual((facts["mode"], facts["before"]["mode"]), ("exclude", "include"))
        self.client.post(page_of(row), filled_in(self.client.get(page_of(row))))
        self.assertEqual(LedgerEntry.objects.filter(verb="cover").count(), 1)

    def test_who_covers_what_was_never_live_is_told_that_readers_see_what_they_saw(self):
        draft, live = make_article(), publish(make_article())
        decide, nothing = "Decide about it", "It reaches nothing that is live"
        for piece, told, other in ((draft, nothing, decide), (live, decide, nothing)):
            with self.subTest(told):
                page = self.client.get(self.add(article=str(piece.pk)).url)
                self.assertContains(page, told, count=1)
                self.assertNotContains(page, other)
                row = Coverage.objects.get(article=piece)
                url = reverse("admin:articles_coverage_delete", args=[row.pk])
                sent = {"post": "yes", "reason": "A slip."}
                self.assertContains(self.client.post(url, sent, follow=True), told, count=1)

    def test_deleting_is_recorded_on_the_page_and_in_the_list(self):
        rows = [Coverage.objects.create(grant=self.grant, section=make_section()) for _ in range(3)]
        delete = reverse("admin:articles_coverage_delete", args=[rows[0].pk])
        self.client.post(delete, {"post": "yes"})
        self.client.post(
            reverse("admin:articles_coverage_changelist"),
            {
                "action": "delete_selected",
                "_selected_action": [row.pk for row in rows[1:]],
                "post": "yes",
            },
        )
        self.assertEqual(Coverage.objects.count(), 0)
        gone = LedgerEntry.objects.filter(verb="uncover").order_by("number")
        self.assertEqual([entry.subject_key for entry in gone], [str(row.pk) for row in rows])

    def test_a_grant_put_on_a_piece_and_taken_off_it_is_recorded_as_well(self):
        self.client.force_login(make_editor())
        article = make_article()
        url = reverse("admin:articles_article_change", args=[article.pk])
        added = {"coverages-TOTAL_FORMS": "1", "coverages-0-grant": str(self.grant.pk)}
        self.client.post(url, filled_in(self.client.get(url), _continue="1", **added))
        row, other = article.coverages.get(), make_grant()
        changed = {"coverages-0-grant": str(other.pk)}
        self.client.post(url, filled_in(self.client.get(url), _continue="1", **changed))
        removed = {"coverages-0-DELETE": "on"}
        self.client.post(url, filled_in(self.client.get(url), _continue="1", **removed))
        entries = LedgerEntry.objects.filter(verb__in=["cover", "uncover"]).order_by("number")
        self.assertEqual(
            [
                (entry.verb, entry.facts["grant"], entry.facts.get("before", {}).get("grant"))
                for entry in entries
            ],
            [
                ("cover", self.grant.pk, None),
                ("cover", other.pk, self.grant.pk),
                ("uncover", other.pk, None),
            ],
        )
        self.assertEqual({entry.subject_key for entry in entries}, {str(row.pk)})
        self.assertEqual(article.coverages.count(), 0)

    def test_what_the_database_would_refuse_is_said_in_words(self):
        statement = self.grant.statements.get()
        both = {"section": str(self.section.pk), "whole_site": "on"}
        page = self.client.get(ADD)
        for changes, words in [
            ({}, "Choose one target: an article, a tag, a section, an author or the whole site."),
            (both, "Choose one target: an article, a tag, a section, an author or the whole site."),
            ({"whole_site": "on", "grant": ""}, "Choose either a grant or a statement."),
            (
                {"whole_site": "on", "statement": str(statement.pk)},
                "Choose either a grant or a statement.",
            ),
            ({"whole_site": "on", "mode": "exclude"}, "Say why this is left out."),
            (
                {
                    "whole_site": "on",
                    "first_published_from": "2024-05-02",
                    "first_published_until": "2024-05-01",
                },
                "The window ends before it starts.",
            ),
        ]:
            for button in ({}, {"_preview": "1"}):
                with self.subTest(changes, **button):
                    sent = filled_in(page, **{"grant": str(self.grant.pk), **changes, **button})
                    answer = self.client.post(ADD, sent)
                    self.assertContains(answer, words, count=1)
                    self.assertNotIn("affected", answer.context)
        self.assertEqual(Coverage.objects.count(), 0)

    def test_a_contributor_adds_none_and_an_unprivileged_preview_is_refused(self):
        page = filled_in(self.client.get(ADD), grant=str(self.grant.pk), whole_site="on")
        self.client.force_login(make_contributor())
        for button in ({}, {"_preview": "1"}):
            self.assertEqual(self.client.post(ADD, page | button).status_code, 403)
        self.assertEqual(Coverage.objects.count(), 0)


class FindingTests(DeskTestCase):
    def test_a_row_is_found_by_the_name_of_whatever_it_names(self):
        article = make_article(title="Named so", authors=[make_author("Named so")])
        article.tags.add("Named so")
        named = {
            "article": article,
            "tag": article.tags.get(),
            "section": make_section("Named so"),
            "author": article.authors.get(),
        }
        self.assertEqual(list(named), [target.column for target in ROWS])
        Coverage.objects.create(grant=self.grant, whole_site=True)
        for column, what in named.items():
            row = Coverage.objects.create(grant=self.grant, **{column: what})
            with self.subTest(column):
                found = self.client.get("/desk/articles/coverage/", {"q": "named so"})
                self.assertEqual([*found.context["cl"].result_list], [row])
            row.delete()


class PreviewTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.other = make_grant("Another paid.", title="Another")
        cls.piece = make_article(
            title="About gas", stage=Stage.PUBLISHED, grants=[cls.other], section=cls.section
        )
        make_article(title="Elsewhere", stage=Stage.PUBLISHED, section=make_section("Culture"))
        make_article(title="A draft", section=cls.section)

    def test_a_preview_saves_nothing_and_records_nothing(self):
        before = self.ledger()
        page = self.preview(section=str(self.section.pk))
        self.assertContains(page, "Nothing is saved yet.", count=1)
        self.assertEqual(Coverage.objects.exclude(article=self.piece).count(), 0)
        self.assertEqual(self.ledger(), before)

    def test_a_preview_shows_exactly_the_live_and_scheduled_pieces_and_what_they_would_print(self):
        page = self.preview(section=str(self.section.pk))
        self.assertEqual(self.reached(page), [("About gas", True, "Covered.")])
        (piece,) = page.context["affected"].pieces
        self.assertEqual(piece.differs.printed, ("Another paid.",))
        self.assertEqual(piece.differs.prescribed, ("Awakening paid for this.", "Another paid."))
        self.assertContains(page, "<ins>Awakening paid for this.</ins>", count=1)
        self.assertContains(page, "One live or scheduled piece", count=2)
        for hidden in ("Elsewhere", "A draft"):
            self.assertNotContains(page, hidden)

    def test_what_is_typed_stays_on_the_screen_and_can_be_saved_as_it_is(self):
        page = self.preview(section=str(self.section.pk), reason="Paid for by the project.")
        self.client.post(ADD, filled_in(page))
        row = Coverage.objects.get(section=self.section)
        self.assertEqual((row.grant, row.reason), (self.grant, "Paid for by the project."))

    def test_a_piece_that_another_row_leaves_out_is_shown_as_left_out(self):
        cover(self.piece, self.grant, mode="exclude", reason="Written before.")
        page = self.preview(section=str(self.section.pk))
        words = "Left out by another row: article: About gas."
        self.assertEqual(self.reached(page), [("About gas", False, words)])
        self.assertNotContains(page, "<ins>")

    def test_an_exclusion_that_is_not_specific_enough_is_shown_to_do_nothing(self):
        cover(self.piece, self.grant)
        changes = {"mode": "exclude", "reason": "No."}
        page = self.preview(section=str(self.section.pk), **changes)
        words = "Covered by another row: article: About gas."
        self.assertEqual(self.reached(page), [("About gas", True, words)])

    def test_an_exclusion_shows_what_would_be_printed_no_more(self):
        row = Coverage.objects.create(grant=self.grant, whole_site=True)
        piece = make_article(
            title="New", stage=Stage.PUBLISHED, section=self.section, funding="funded", grants=[]
        )
        page = self.preview(section=str(self.section.pk), mode="exclude", reason="No.")
        self.assertEqual(
            self.reached(page), [("New", False, "Left out."), ("About gas", False, "Left out.")]
        )
        self.assertContains(page, "<del>Awakening paid for this.</del>", count=1)
        self.assertContains(page, "name the grant that paid for it", count=1)
        self.assertEqual((piece.coverages.count(), row.pk), (0, row.pk))

    def test_a_statement_that_comes_with_its_grant_is_left_out_only_more_specifically(self):
        statement = self.other.statements.get()
        changes = {"grant": "", "statement": str(statement.pk), "mode": "exclude", "reason": "No."}
        page = self.preview(section=str(self.section.pk), **changes)
        words = "Covered by another row: article: About gas."
        self.assertEqual(self.reached(page), [("About gas", True, words)])
        page = self.preview(article=str(self.piece.pk), **changes)
        self.assertEqual(self.reached(page), [("About gas", True, words)])
        self.piece.coverages.all().delete()
        Coverage.objects.create(grant=self.other, whole_site=True)
        page = self.preview(section=str(self.section.pk), **changes)
        self.assertEqual(self.reached(page), [("About gas", False, "Left out.")])
        self.assertContains(page, "<del>Another paid.</del>", count=1)

    def test_moving_a_row_shows_what_it_lets_go(self):
        culture = make_article(title="Opera", stage=Stage.PUBLISHED, section=make_section("Opera"))
        row = Coverage.objects.create(grant=self.grant, section=culture.section)
        page = self.client.get(page_of(row))
        moved = filled_in(page, section=str(self.section.pk), _preview="1")
        answer = self.client.post(page_of(row), moved)
        self.assertEqual(
            (answer.context["affected"].count, answer.context["affected"].let_go), (1, 1)
        )
        self.assertEqual(
            sorted(self.reached(answer)),
            [("About gas", True, "Covered."), ("Opera", False, "Not covered any more.")],
        )
        row.refresh_from_db()
        self.assertEqual(row.section, culture.section)

    def test_a_piece_declared_to_have_no_funding_is_shown_with_what_is_in_the_way(self):
        page = self.preview(whole_site="on")
        self.assertContains(
            page, "declared to have no external funding, yet it is covered", count=1
        )

    def test_the_window_holds_both_of_its_days_in_the_time_of_the_publication(self):
        today = timezone.localdate()
        for begins, ends, count in [
            (today, today, 1),
            (today + timedelta(days=1), None, 0),
            (None, today - timedelta(days=1), 0),
        ]:
            with self.subTest(begins=begins, ends=ends):
                page = self.preview(
                    section=str(self.section.pk),
                    first_published_from=begins.isoformat() if begins else "",
                    first_published_until=ends.isoformat() if ends else "",
                )
                self.assertEqual(page.context["affected"].count, count)

    def test_what_a_row_leaves_out_by_its_dates_alone_is_named_with_its_date(self):
        day = timezone.localdate()
        until = (day - timedelta(days=1)).isoformat()
        page = self.preview(section=str(self.section.pk), first_published_until=until)
        self.assertEqual(self.reached(page), [])
        self.assertContains(page, "Left out by its dates alone", count=1)
        self.assertContains(page, "Section “Energy” covers pieces first published until", count=1)
        self.assertContains(page, f"this one was on {date_format(day)}.", count=1)
        cover(self.piece, self.grant)
        page = self.preview(section=str(self.section.pk), first_published_until=until)
        self.assertNotContains(page, "Left out by its dates alone")

    def test_what_is_left_out_takes_as_many_queries_for_thirty_pieces_as_for_one(self):
        until = timezone.localdate() - timedelta(days=1)
        row = Coverage.objects.create(
            grant=self.grant, section=self.section, first_published_until=until
        )
        for more in (0, 29):
            publish_many(more, section=self.section, grants=[self.other])
            with self.assertNumQueries(21):
                page = self.client.get(page_of(row))
            self.assertEqual(len(page.context["affected"].missed), 1 + more)

    def test_the_page_of_a_row_shows_what_it_covers(self):
        row = Coverage.objects.create(grant=self.grant, author=self.piece.bylines.get().author)
        page = self.client.get(page_of(row))
        self.assertEqual(self.reached(page), [("About gas", True, "Covered.")])
        self.assertContains(page, "What it covers", count=1)

    def test_fifty_pieces_are_shown_and_all_are_counted_in_the_same_number_of_queries(self):
        row = Coverage.objects.create(grant=self.grant, section=self.section)
        with self.assertNumQueries(24):
            self.client.get(page_of(row))
        publish_many(29, section=self.section, grants=[self.other])
        with self.assertNumQueries(24):
            page = self.client.get(page_of(row))
        self.assertEqual(page.context["affected"].count, 30)
        publish_many(22, section=self.section, grants=[self.other])
        page = self.client.get(page_of(row))
        self.assertEqual((page.context["affected"].count, len(self.reached(page))), (52, 50))
        self.assertContains(page, "And 2 more.", count=1)


class GrantPageTests(DeskTestCase):
    def page_of(self, subject):
        name = subject._meta.model_name
        return self.client.get(reverse(f"admin:funding_{name}_change", args=[subject.pk]))

    def test_a_grant_and_a_statement_show_what_they_cover_and_the_way_to_more(self):
        cover(make_article(title="One by one"), self.grant)
        for subject in (self.grant, self.grant.statements.get()):
            name = subject._meta.model_name
            with self.subTest(name):
                row = Coverage.objects.create(**{name: subject}, section=self.section)
                page = self.page_of(subject)
                self.assertContains(page, f'href="{ADD}?{name}={subject.pk}"', count=1)
                self.assertContains(page, f'href="{page_of(row)}', count=1)
                self.assertNotContains(page, "One by one")

    def test_the_add_page_knows_the_grant_it_was_reached_from(self):
        page = self.client.get(f"{ADD}?grant={self.grant.pk}")
        self.assertEqual(filled_in(page)["grant"], str(self.grant.pk))

    def test_the_list_asks_no_more_for_thirty_rows_than_for_one(self):
        rows = reverse("admin:articles_coverage_changelist")
        Coverage.objects.create(grant=self.grant, author=make_author())
        with self.assertNumQueries(9):
            self.client.get(rows)
        for _ in range(29):
            Coverage.objects.create(grant=self.grant, author=make_author())
        with self.assertNumQueries(9):
            self.client.get(rows)
