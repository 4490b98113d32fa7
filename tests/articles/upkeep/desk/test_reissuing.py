"""Deciding at the desk about live pieces that print something else than is prescribed now."""

from django.contrib.auth.models import Permission
from django.test import TestCase
from django.urls import reverse

from articles.models import Coverage, Keep, PublishedVersion, Reissue, ReissueItem
from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.upkeep.batch import begin, carry_out
from articles.upkeep.desk.searching import search
from articles.upkeep.piecemeal import for_a_while
from articles.upkeep.worklist import worklist
from newsroom.models import LedgerEntry
from tests import factories
from tests.factories import (
    make_article,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_wording,
)
from tests.filling_in import filled_in

WORKLIST, DECIDE, KEEP = (
    f"/desk/articles/reissue/{name}/" for name in ("worklist", "decide", "keep")
)
OLD, NEW = "The Fund paid fro this.", "The Fund paid for this."


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant(OLD, title="Awakening")
        cls.article = cls.published("About gas")
        make_wording(cls.grant.statements.get(), NEW)

    def setUp(self):
        self.client.force_login(self.manager)

    @classmethod
    def published(cls, title, **fields):
        fields = {"grants": [cls.grant], **fields}
        return make_article(stage=Stage.PUBLISHED, title=title, **fields)

    def page(self, **query):
        return self.client.get(WORKLIST, query)

    def titles(self, page):
        return [entry.version.title for entry in page.context["found"].entries]

    def tokens(self):
        return [entry.token for entry in self.page().context["found"].entries]

    def texts(self, article):
        (whole,) = read_printed(article.versions.live())
        return [notice.text for notice in whole.notices]

    def decide(self, tokens, **fields):
        fields = {"reason": "The funder mistyped it.", "public_note": "", **fields}
        sent = {"tokens": " ".join(tokens), "_decide": "1", **fields}
        return self.client.post(DECIDE, sent, follow=True)


class ListTests(DeskTestCase):
    def test_a_piece_is_shown_with_its_cause_and_what_would_be_printed_instead(self):
        page = self.page()
        self.assertEqual(self.titles(page), ["About gas"])
        self.assertContains(page, '<span class="cause">an older wording is live</span>', count=1)
        self.assertContains(page, "The Fund paid <del>fro</del><ins>for</ins> this.", count=1)

    def test_with_nothing_to_decide_the_page_says_so(self):
        self.decide(self.tokens())
        self.assertContains(self.page(), "Everything found prints what is prescribed", count=1)

    def test_it_is_narrowed_to_a_cause_and_to_a_grant(self):
        other = make_grant("Another paid.", title="Another")
        Coverage.objects.create(grant=other, section=self.article.section)
        make_article(title="Unfunded", stage=Stage.PUBLISHED, section=factories.make_section())
        third = make_grant("A third paid.", title="Third")
        piece = self.published("Of the third", grants=[third], section=factories.make_section())
        make_wording(third.statements.get(), "A third pays.")
        for query, titles in [
            ({}, ["Of the third", "About gas"]),
            ({"cause": "wording"}, ["Of the third", "About gas"]),
            ({"cause": "covered"}, ["About gas"]),
            ({"cause": "authors"}, []),
            ({"grant": other.pk}, ["About gas"]),
            ({"grant": third.pk}, ["Of the third"]),
            ({"grant": third.pk, "cause": "covered"}, []),
        ]:
            with self.subTest(query):
                self.assertEqual(self.titles(self.page(**query)), titles)
        self.assertEqual(piece.versions.count(), 1)

    def test_nonsense_in_the_address_is_told_in_words(self):
        for query in ({"cause": "boredom"}, {"grant": "x"}, {"grant": "9" * 18}, {"after": "-1"}):
            with self.subTest(query):
                page = self.page(**query)
                self.assertContains(page, "There is no such cause, grant or page of the list.")

    def test_a_piece_with_something_in_the_way_is_shown_with_it_and_cannot_be_chosen(self):
        polish = make_grant("", title="Polish only")
        factories.say(polish, "Zapłacił Fundusz.", language="pl")
        factories.cover(self.article, polish)
        page = self.page()
        self.assertContains(page, "has no approved wording in", count=1)
        self.assertNotContains(page, 'name="chosen"')
        self.assertNotContains(page, 'name="_all"')
        self.assertContains(page, 'name="keep"', count=1)

    def test_the_first_page_of_the_desk_leads_there_for_those_who_may_decide(self):
        self.assertContains(self.client.get("/desk/"), f'href="{WORKLIST}"', count=1)
        self.client.force_login(make_publisher())
        self.assertNotContains(self.client.get("/desk/"), WORKLIST)

    def test_thirty_pieces_take_as_many_queries_as_one(self):
        with self.assertNumQueries(20):
            self.page()
        make_wording(self.grant.statements.get(), OLD)
        for number in range(29):
            self.published(f"Piece {number}")
        make_wording(self.grant.statements.get(), NEW)
        with self.assertNumQueries(20):
            page = self.page()
        self.assertEqual(len(page.context["found"].entries), 30)


class SearchTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        make_wording(cls.grant.statements.get(), OLD)
        cls.articles = [cls.article, cls.published("Second"), cls.published("Third")]
        make_wording(cls.grant.statements.get(), NEW)

    def all_titles(self, **context):
        """Going on behind what was found, until nothing is left."""
        titles, found = [], search(**context)
        while found.after:
            titles.append([entry.version.title for entry in found.entries])
            self.assertLess(len(titles), 10, "It does not come to an end.")
            found = search(after=PublishedVersion.objects.get(pk=found.after), **context)
        return [*titles, [entry.version.title for entry in found.entries]]

    def test_the_pages_of_the_list_show_every_piece_once_newest_first(self):
        self.assertEqual(self.all_titles(limit=2), [["Third", "Second"], ["About gas"]])
        self.assertEqual(self.all_titles(limit=1), [["Third"], ["Second"], ["About gas"]])
        self.assertEqual(self.all_titles(limit=3), [["Third", "Second", "About gas"]])

    def test_without_time_each_go_still_looks_at_some(self):
        self.assertEqual(
            self.all_titles(seconds=0, at_a_time=2), [["Third", "Second"], ["About gas"]]
        )
        self.assertEqual(self.all_titles(seconds=0, at_a_time=1, cause="authors"), [[], [], []])

    def test_older_pieces_are_linked_to_behind_the_last_that_was_shown(self):
        last = self.articles[1].versions.get().pk
        self.assertEqual(self.titles(self.page(after=last)), ["About gas"])


class KeepTests(DeskTestCase):
    def keep(self, token, reason="The funder does not mind.", query=""):
        sent = {"keep": token, f"reason-{token}": reason, "query": query}
        return self.client.post(KEEP, sent, follow=True)

    def test_a_piece_is_kept_for_a_reason_that_is_recorded(self):
        (token,) = self.tokens()
        page = self.keep(token, query="cause=wording")
        self.assertContains(page, "“About gas” stays as it is.", count=1)
        self.assertEqual(self.titles(page), [])
        decision = Keep.objects.get()
        self.assertEqual(
            (decision.reason, decision.decided_by), ("The funder does not mind.", self.manager)
        )
        entry = LedgerEntry.objects.get(verb="keep")
        self.assertEqual(entry.actor, self.manager)
        self.assertEqual(page.redirect_chain, [(f"{WORKLIST}?cause=wording", 302)])

    def test_without_a_reason_nothing_is_kept(self):
        (token,) = self.tokens()
        for reason in ("", "  ", "a\x0bb", "a\x00b"):
            with self.subTest(reason):
                self.assertContains(self.keep(token, reason), "Not kept: say why.", count=1)
        self.assertEqual(Keep.objects.count(), 0)

    def test_what_has_changed_since_it_was_seen_is_not_kept(self):
        (token,) = self.tokens()
        make_wording(self.grant.statements.get(), "The Fund has paid for this.")
        self.assertContains(self.keep(token), "has changed since you saw it", count=1)
        self.assertEqual(Keep.objects.count(), 0)

    def test_pressing_twice_keeps_once(self):
        (token,) = self.tokens()
        self.keep(token)
        self.keep(token)
        self.assertEqual(Keep.objects.count(), 1)

    def test_an_address_elsewhere_is_not_followed(self):
        (token,) = self.tokens()
        page = self.keep(token, query="\r\nLocation: https://evil.example/")
        self.assertEqual(page.status_code, 200)
        self.assertTrue(page.redirect_chain[0][0].startswith(WORKLIST))

    def test_nonsense_keeps_nothing(self):
        for token in ("", "x", "1-", "-", "9" * 30 + "-x", "٣-x"):
            with self.subTest(token):
                self.keep(token)
        self.assertEqual(Keep.objects.count(), 0)


class DecideTests(DeskTestCase):
    def test_what_was_chosen_is_shown_first_and_nothing_happens(self):
        page = self.client.post(DECIDE, {"chosen": self.tokens()})
        self.assertContains(page, "One piece will print what is prescribed now", count=1)
        self.assertContains(page, "Re-issue one piece", count=1)
        self.assertContains(page, "<del>fro</del><ins>for</ins>", count=1)
        self.assertEqual((Reissue.objects.count(), self.texts(self.article)), (0, [OLD]))

    def test_thirty_chosen_pieces_take_as_many_queries_as_one(self):
        make_wording(self.grant.statements.get(), OLD)
        for number in range(29):
            self.published(f"Piece {number}")
        make_wording(self.grant.statements.get(), NEW)
        thirty = self.tokens()
        for tokens in (thirty[:1], thirty):
            with self.subTest(len(tokens)), self.assertNumQueries(18):
                page = self.client.post(DECIDE, {"chosen": tokens})
        self.assertEqual(page.context["pieces"], 30)

    def test_one_button_beside_a_piece_chooses_just_that(self):
        make_wording(self.grant.statements.get(), OLD)
        self.published("Second")
        make_wording(self.grant.statements.get(), NEW)
        first, second = self.tokens()
        page = self.client.post(DECIDE, {"only": second, "chosen": [first]})
        self.assertEqual([e.version.title for e in page.context["entries"]], ["About gas"])

    def test_what_is_decided_is_carried_out_and_shown(self):
        page = self.client.post(DECIDE, {"chosen": self.tokens()})
        sent = filled_in(page, reason="Mistyped.", public_note="Corrected.", _decide="1")
        done = self.client.post(DECIDE, sent, follow=True)
        self.assertContains(done, "1 of 1 gone through", count=1)
        self.assertNotContains(done, "Continue")
        self.assertEqual(self.texts(self.article), [NEW])
        batch = Reissue.objects.get()
        self.assertEqual(
            (batch.reason, batch.public_note, batch.decided_by),
            ("Mistyped.", "Corrected.", self.manager),
        )
        self.assertEqual(self.article.corrections.get().text, "Corrected.")
        self.assertEqual(factories.broken(), [])

    def test_everything_that_the_search_finds_is_chosen_at_once(self):
        third = make_grant("A third paid.")
        self.published("Of the third", grants=[third])
        make_wording(third.statements.get(), "A third pays.")
        page = self.client.post(DECIDE, {"_all": "1", "cause": "", "grant": self.grant.pk})
        self.assertEqual(page.context["pieces"], 1)
        page = self.client.post(DECIDE, {"_all": "1", "cause": "wording", "grant": ""})
        self.assertEqual(page.context["pieces"], 2)

    def test_without_a_reason_nothing_is_decided(self):
        for fields in ({"reason": " "}, {"reason": "a\x0bb"}, {"public_note": "a\x0bb"}):
            with self.subTest(fields):
                page = self.decide(self.tokens(), **fields)
                self.assertContains(page, 'class="errorlist"', count=1)
        self.assertEqual(Reissue.objects.count(), 0)

    def test_what_has_changed_since_it_was_seen_is_shown_again_and_not_decided(self):
        make_wording(self.grant.statements.get(), OLD)
        self.published("Second", grants=[make_grant("Another paid.")])
        make_wording(self.grant.statements.get(), NEW)
        tokens = self.tokens()
        make_wording(self.grant.statements.get(), "The Fund has paid for this.")
        page = self.decide(tokens)
        self.assertContains(page, "changed since you saw", count=1)
        self.assertEqual((Reissue.objects.count(), self.texts(self.article)), (0, [OLD]))

    def test_the_same_decision_sent_twice_is_made_once(self):
        tokens = self.tokens()
        self.decide(tokens)
        versions = PublishedVersion.objects.count()
        self.decide(tokens)
        self.assertEqual((Reissue.objects.count(), PublishedVersion.objects.count()), (1, versions))

    def test_with_nothing_chosen_one_is_back_at_the_list(self):
        for sent in ({}, {"chosen": ["x", "1-", "9-y"]}, {"only": ""}, {"_all": "1", "grant": "x"}):
            with self.subTest(sent):
                self.assertRedirects(self.client.post(DECIDE, sent), WORKLIST)
        page = self.client.post(DECIDE, {}, follow=True)
        self.assertContains(page, "No piece was chosen.", count=1)


class ProgressTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        make_wording(cls.grant.statements.get(), OLD)
        cls.articles = [cls.article, cls.published("Second"), cls.published("Third")]
        make_wording(cls.grant.statements.get(), NEW)
        cls.batch = begin(cls.articles, by=cls.manager, reason="Mistyped.")
        cls.url = reverse("admin:articles_reissue_change", args=[cls.batch.pk])
        cls.carry_on = reverse("admin:articles_reissue_carry_on", args=[cls.batch.pk])

    def test_a_batch_goes_on_where_it_was_and_ends(self):
        for_a_while(carry_out(self.batch, by=self.manager), seconds=0)
        page = self.client.get(self.url)
        self.assertContains(page, "1 of 3 gone through", count=1)
        self.assertContains(page, "Continue", count=1)
        page = self.client.post(self.carry_on, follow=True)
        self.assertContains(page, "3 of 3 gone through", count=1)
        self.assertNotContains(page, "Continue")
        self.assertEqual([self.texts(article) for article in self.articles], [[NEW]] * 3)

    def test_continuing_what_is_done_changes_nothing(self):
        self.client.post(self.carry_on)
        versions = PublishedVersion.objects.count()
        self.client.post(self.carry_on)
        self.assertEqual(PublishedVersion.objects.count(), versions)

    def test_what_is_refused_is_shown_with_the_reason(self):
        polish = make_grant("", title="Polish only")
        factories.say(polish, "Zapłacił Fundusz.", language="pl")
        factories.cover(self.articles[1], polish)
        page = self.client.post(self.carry_on, follow=True)
        self.assertContains(page, "has no approved wording in", count=1)
        items = self.client.get(f"/desk/articles/reissueitem/?reissue__id__exact={self.batch.pk}")
        self.assertContains(items, "has no approved wording in", count=1)

    def test_the_list_of_batches_asks_no_more_for_thirty_than_for_one(self):
        rows = reverse("admin:articles_reissue_changelist")
        with self.assertNumQueries(9):
            self.client.get(rows)
        for _ in range(29):
            begin(self.articles, by=self.manager, reason="Mistyped.")
        with self.assertNumQueries(9):
            self.client.get(rows)

    def test_the_list_of_pieces_asks_no_more_for_thirty_than_for_one(self):
        rows = reverse("admin:articles_reissueitem_changelist")
        ReissueItem.objects.exclude(article=self.article).delete()
        with self.assertNumQueries(7):
            self.client.get(rows)
        for _ in range(29):
            begin([self.article], by=self.manager, reason="Mistyped.")
        with self.assertNumQueries(7):
            self.client.get(rows)

    def test_nobody_changes_or_deletes_what_was_decided(self):
        for model in ("reissue", "reissueitem", "keep"):
            for action in ("add/", f"{self.batch.pk}/delete/"):
                page = self.client.post(f"/desk/articles/{model}/{action}", {"post": "yes"})
                self.assertIn(page.status_code, (302, 403), (model, action))
        self.client.post(self.url, {"reason": "Forged."})
        self.batch.refresh_from_db()
        self.assertEqual((self.batch.reason, ReissueItem.objects.count()), ("Mistyped.", 3))


class PermissionTests(DeskTestCase):
    """`admin_view` lets in whoever is staff: each page asks for the permission itself."""

    def pages(self):
        (token,) = self.tokens()
        batch = begin([self.article], by=self.manager, reason="Mistyped.")
        carry_on = reverse("admin:articles_reissue_carry_on", args=[batch.pk])
        chosen = {"tokens": token, "reason": "Mine.", "_decide": "1"}
        return [
            ("get", WORKLIST, {}),
            ("post", DECIDE, {"chosen": [token]}),
            ("post", DECIDE, {"_all": "1"}),
            ("post", DECIDE, chosen),
            ("post", KEEP, {"keep": token, f"reason-{token}": "Mine."}),
            ("post", carry_on, {}),
        ]

    def test_editors_and_publishers_pass_none_of_the_pages(self):
        pages = self.pages()
        looking = make_editor()
        looking.user_permissions.add(Permission.objects.get(codename="view_reissue"))
        for user in (make_publisher(), looking):
            self.client.force_login(user)
            for method, url, data in pages:
                with self.subTest(user=user, url=url, data=data):
                    page = getattr(self.client, method)(url, data)
                    self.assertEqual(page.status_code, 403)
        self.assertEqual((Keep.objects.count(), Reissue.objects.count()), (0, 1))
        self.assertEqual(self.texts(self.article), [OLD])
        self.assertEqual(len(list(worklist())), 1)

    def test_whoever_only_looks_at_a_batch_is_offered_no_button(self):
        batch = begin([self.article], by=self.manager, reason="Mistyped.")
        looking = make_editor()
        looking.user_permissions.add(Permission.objects.get(codename="view_reissue"))
        self.client.force_login(looking)
        page = self.client.get(reverse("admin:articles_reissue_change", args=[batch.pk]))
        self.assertContains(page, "0 of 1 gone through", count=1)
        self.assertNotContains(page, "Continue")

    def test_nobody_decides_by_following_a_link(self):
        for url in (DECIDE, KEEP, reverse("admin:articles_reissue_carry_on", args=[1])):
            self.assertEqual(self.client.get(url).status_code, 405)
