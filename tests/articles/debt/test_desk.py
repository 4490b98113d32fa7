"""The disclosure debt at the desk: from a sentence to a grant in one page, down to nought."""

from django.test import TestCase

from articles.former.models import Arrival, FormerSite
from articles.models import FoundSentence, Settlement
from articles.models.choices import Funding
from articles.publishing.edits import editing
from funding.models import Funder, Grant, Statement, Wording
from newsroom.models import LedgerEntry, Masthead
from tests.articles.debt.test_settling import printed
from tests.articles.debt.world import MISSPELT, PAID, STORY, VIEWS, came_in
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    broken,
    live_version,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    say_no_funding,
)

DESK = "/desk/articles/settlement/"
DEBT = f"{DESK}debt/"


class DebtTestCase(TestCase):
    def setUp(self):
        self.manager = make_funding_manager()
        self.client.force_login(self.manager)

    def page_of(self, text):
        return f"{DESK}sentence/{FoundSentence.objects.get(text=text).pk}/"

    def told(self, *texts, **fields):
        keys = FoundSentence.objects.filter(text__in=texts).values_list("pk", flat=True)
        return {
            "sentences": list(keys),
            "funder": "Open River Fund",
            "title": "Rivers of the East",
            "status": "ended",
            "kind": "acknowledgement",
            "text": PAID,
            "reason": "Agreement 7, article 3.",
            **fields,
        }

    def settle(self, *texts, **fields):
        sent = self.told(*texts, **{"_approve": "1", **fields})
        return self.client.post(self.page_of(texts[0]), sent, follow=True)


class DebtPageTests(DebtTestCase):
    def test_it_counts_pieces_and_shows_each_sentence_with_how_many_have_it(self):
        came_in(PAID)
        came_in(PAID)
        came_in(MISSPELT)
        came_in()
        page = self.client.get(DEBT)
        self.assertContains(page, "<strong>4</strong>", count=1)
        self.assertContains(page, PAID, count=3)
        self.assertContains(page, "3 pieces", count=1)
        self.assertContains(page, "One variant of it", count=1)
        self.assertContains(page, "In one more piece no such sentence was found", count=1)

    def test_a_piece_with_two_variants_is_one_and_what_differs_is_marked(self):
        came_in(PAID, MISSPELT)
        came_in(PAID)
        self.assertContains(self.client.get(DEBT), "2 pieces", count=1)
        page = self.client.get(self.page_of(PAID))
        self.assertContains(page, "settle 2 pieces", count=1)
        self.assertContains(page, "<del>supported</del><ins>suported</ins> by", count=1)

    def test_it_goes_to_nought(self):
        came_in(PAID)
        self.settle(PAID)
        self.assertContains(self.client.get(DEBT), "Nothing is owed", count=1)

    def test_what_an_editor_took_out_by_hand_is_seen_once_it_is_looked_at_again(self):
        article = came_in(PAID)
        self.assertNotContains(self.client.get(DEBT), "Look again")
        with editing(article, by=make_publisher()) as stored:
            stored.body = STORY
            stored.save()
        self.assertContains(self.client.get(DEBT), "Look again", count=1)
        page = self.client.post(f"{DESK}look/", follow=True)
        self.assertNotContains(page, PAID)
        self.assertNotContains(page, "Look again")

    def test_pictures_that_came_as_they_were_are_counted(self):
        photo = make_photo(alt="", credit="", licence="")
        came_in(lead_photo=photo)
        Arrival.objects.create(
            site=FormerSite.objects.get(), kind="picture", key="1", photo=photo, digest=""
        )
        make_photo(alt="", credit="", licence="")
        page = self.client.get(DEBT)
        for words in ("an alternative text", "a credit"):
            self.assertContains(page, f"1 pictures without {words}", count=1)

    def test_as_many_questions_for_thirty_sentences_as_for_one(self):
        came_in(PAID)
        with self.assertNumQueries(13):
            self.client.get(DEBT)
        for number in range(29):
            came_in(f"This article was supported by grant {number}/2016 of the Open River Fund.")
        with self.assertNumQueries(13):
            self.client.get(DEBT)


class TurningTests(DebtTestCase):
    def test_the_form_knows_what_the_sentence_names(self):
        came_in("This text is part of the project “Rivers” funded by the Open River Fund.")
        form = self.client.get(self.page_of(FoundSentence.objects.get().text)).context["form"]
        self.assertEqual(
            [form.initial[name] for name in ("funder", "title", "text", "kind", "grant")],
            [
                "Open River Fund",
                "Rivers",
                FoundSentence.objects.get().text,
                "acknowledgement",
                None,
            ],
        )

    def test_one_press_makes_the_grant_and_settles_every_piece(self):
        pieces = [came_in(PAID), came_in(MISSPELT)]
        page = self.settle(PAID, MISSPELT)
        self.assertContains(page, "2 of 2 gone through", count=1)
        grant = Grant.objects.get()
        self.assertEqual(
            (grant.title, grant.status, [str(one.funder) for one in grant.parties.all()]),
            ("Rivers of the East", "ended", ["Open River Fund"]),
        )
        wording = Wording.objects.get()
        self.assertEqual(
            (wording.text, wording.status, wording.note),
            (PAID, "approved", "Agreement 7, article 3."),
        )
        for piece in pieces:
            self.assertEqual(printed(piece), (STORY, [PAID], Funding.FUNDED))
        self.assertEqual(broken(), [])

    def test_words_in_force_are_printed_and_none_are_added(self):
        piece = came_in(MISSPELT)
        grant = make_grant(PAID)
        self.settle(MISSPELT, grant=grant.pk, text="Other words.")
        self.assertEqual([one.text for one in Wording.objects.all()], [PAID])
        self.assertEqual(printed(piece), (STORY, [PAID], Funding.FUNDED))

    def test_another_kind_of_sentence_is_another_statement_of_the_grant(self):
        piece = came_in(PAID, VIEWS)
        self.settle(PAID)
        grant = Grant.objects.get()
        self.settle(VIEWS, grant=grant.pk, text=VIEWS, kind="views")
        self.assertEqual(Statement.objects.filter(grant=grant).count(), 2)
        self.assertEqual(printed(piece)[1], [PAID, VIEWS])

    def test_a_funder_on_file_is_not_made_twice(self):
        came_in(PAID)
        funder = Funder.objects.create(name="open river fund")
        answer = self.settle(PAID)
        self.assertEqual(Grant.objects.get().parties.get().funder, funder)
        self.assertNotContains(answer, "if it is the same funder")

    def test_what_is_missing_is_told_at_its_field_and_nothing_is_made(self):
        came_in(PAID)
        page = self.client.post(
            self.page_of(PAID), self.told(funder="", title=" ", text="", reason="")
        )
        errors = page.context["form"].errors
        self.assertEqual(sorted(errors), ["funder", "reason", "sentences", "text", "title"])
        self.assertContains(page, 'value="ended" selected', count=1)
        self.assertFalse(Grant.objects.exists() or Settlement.objects.exists())

    def test_what_no_column_would_store_is_told_at_its_field(self):
        came_in(PAID)
        page = self.client.post(self.page_of(PAID), self.told(PAID, title="A\u0000B"))
        self.assertEqual(list(page.context["form"].errors), ["title"])

    def test_a_key_that_no_database_holds_is_told_at_its_field(self):
        came_in(PAID)
        for name in ("sentences", "grant"):
            page = self.client.post(self.page_of(PAID), self.told(PAID, **{name: "9" * 24}))
            self.assertEqual((page.status_code, list(page.context["form"].errors)), (200, [name]))
        self.assertFalse(Grant.objects.exists() or Settlement.objects.exists())

    def test_with_four_eyes_somebody_else_approves(self):
        Masthead.objects.update(four_eyes=True)
        piece = came_in(PAID)
        page = self.settle(PAID)
        self.assertContains(page, "somebody else has to approve it")
        self.assertEqual(printed(piece)[1], [])
        self.assertContains(self.client.get(DEBT), "Waiting for approval", count=1)
        self.client.force_login(make_funding_manager())
        settlement = Settlement.objects.get()
        self.client.post(f"{DESK}{settlement.pk}/approve/")
        self.assertEqual(printed(piece)[1], [PAID])

    def test_a_suggestion_is_declined_for_a_reason_and_can_be_made_anew(self):
        came_in(PAID)
        self.client.post(self.page_of(PAID), self.told(PAID))
        page = f"{DESK}{Settlement.objects.get().pk}/decline/"
        self.client.post(page, {"reason": ""})
        self.assertTrue(Settlement.objects.exists())
        self.client.post(page, {"reason": "Another grant."})
        self.assertFalse(Settlement.objects.exists())
        entry = LedgerEntry.objects.get(verb="decline to settle")
        self.assertEqual(entry.facts, {"note": "Another grant.", "texts": [PAID]})
        self.client.post(self.page_of(PAID), self.told(PAID, grant=Grant.objects.get().pk))
        self.client.post(f"{DESK}{Settlement.objects.get().pk}/approve/")
        settled = Settlement.objects.get()
        self.client.post(f"{DESK}{settled.pk}/decline/", {"reason": "Too late."})
        self.assertEqual(Settlement.objects.get(), settled)

    def test_it_is_taken_back_for_a_reason(self):
        piece = came_in(PAID)
        before = printed(piece)
        self.settle(PAID)
        page = f"{DESK}{Settlement.objects.get().pk}/take-back/"
        self.client.post(page, {"reason": ""})
        self.assertEqual(printed(piece)[1], [PAID])
        self.assertContains(
            self.client.post(page, {"reason": "Another grant."}, follow=True),
            "One piece was taken back.",
            count=1,
        )
        self.assertEqual(printed(piece), before)

    def test_what_is_set_aside_stays_in_its_text_and_can_be_taken_up_again(self):
        came_in(PAID)
        page = f"{self.page_of(PAID)}aside/"
        self.client.post(page)
        self.assertContains(self.client.get(DEBT), "About funding after all", count=1)
        self.assertEqual(self.client.get(self.page_of(PAID)).status_code, 302)
        self.client.post(page, {"is_one": "1"})
        self.assertNotContains(self.client.get(DEBT), "About funding after all")


class NonePaidTests(DebtTestCase):
    def test_nobody_paid_for_what_is_left(self):
        say_no_funding()
        piece, owing = came_in(), came_in(PAID)
        page = self.client.post(f"{DESK}none-paid/", {"reason": "The books."}, follow=True)
        self.assertContains(page, "1 of 1 gone through", count=1)
        self.assertEqual(live_version(piece).funding, Funding.NONE)
        self.assertEqual(live_version(owing).funding, Funding.IMPORTED)

    def test_without_a_sentence_to_print_it_says_that_nothing_came_of_it_and_goes_on_later(self):
        piece = came_in()
        page = self.client.post(f"{DESK}none-paid/", {"reason": "The books."}, follow=True)
        self.assertContains(page, "One of them was left as it was: see why below.", count=1)
        self.assertEqual(live_version(piece).funding, Funding.IMPORTED)
        say_no_funding()
        self.client.post(f"{DESK}none-paid/", {"reason": "The books."})
        self.assertEqual(live_version(piece).funding, Funding.NONE)

    def test_only_of_a_section_and_until_a_year(self):
        say_no_funding()
        piece = came_in()
        for sent in ({"until": "2015"}, {"section": came_in(PAID).section.pk, "until": "2015"}):
            self.client.post(f"{DESK}none-paid/", {"reason": "The books.", **sent})
        self.assertEqual(live_version(piece).funding, Funding.IMPORTED)
        page = self.client.post(f"{DESK}none-paid/", {"reason": "x", "section": "9" * 24})
        self.assertEqual(list(page.context["form"].errors), ["section"])
        page = self.client.post(f"{DESK}none-paid/", {"reason": "", "until": "2016"})
        self.assertEqual(list(page.context["form"].errors), ["reason"])

    def test_with_four_eyes_it_waits(self):
        Masthead.objects.update(four_eyes=True)
        say_no_funding()
        piece = came_in()
        self.client.post(f"{DESK}none-paid/", {"reason": "The books."})
        settlement = Settlement.objects.get()
        self.client.post(f"{DESK}{settlement.pk}/carry-on/")
        self.client.post(f"{DESK}{settlement.pk}/approve/")
        self.assertEqual(live_version(piece).funding, Funding.IMPORTED)
        self.client.force_login(make_funding_manager())
        self.client.post(f"{DESK}{settlement.pk}/approve/")
        self.assertEqual(live_version(piece).funding, Funding.NONE)


class WhoMayTests(DebtTestCase):
    def test_nobody_else_sees_or_decides(self):
        piece = came_in(PAID)
        self.client.post(self.page_of(PAID), self.told(PAID))
        settlement, entries = Settlement.objects.get(), LedgerEntry.objects.count()
        for somebody in (make_editor(), make_publisher()):
            self.client.force_login(somebody)
            for page in (DEBT, self.page_of(PAID)):
                self.assertEqual(self.client.get(page).status_code, 403)
            for page in (
                self.page_of(PAID),
                f"{self.page_of(PAID)}aside/",
                f"{DESK}none-paid/",
                f"{DESK}look/",
                *(
                    f"{DESK}{settlement.pk}/{verb}/"
                    for verb in ("approve", "decline", "carry-on", "take-back")
                ),
            ):
                sent = self.told(PAID) | {"reason": "Mine."}
                self.assertEqual(self.client.post(page, sent).status_code, 403, page)
        self.assertEqual(LedgerEntry.objects.count(), entries)
        self.assertEqual(printed(piece)[1], [])

    def test_nothing_is_changed_by_asking(self):
        came_in(PAID)
        self.client.post(self.page_of(PAID), self.told(PAID))
        settlement = Settlement.objects.get()
        for page in (
            f"{self.page_of(PAID)}aside/",
            f"{DESK}none-paid/",
            f"{DESK}look/",
            *(
                f"{DESK}{settlement.pk}/{verb}/"
                for verb in ("approve", "decline", "carry-on", "take-back")
            ),
        ):
            self.assertEqual(self.client.get(page).status_code, 405, page)
