"""Which spellings a redaction takes out, and which words it leaves whole."""

import hashlib

from django.test import TestCase
from django.utils import timezone

from articles.models import (
    Article,
    Photo,
    ReachFigure,
    Redirect,
    SealedCopy,
    VersionDisclosure,
)
from articles.models.choices import Stage
from articles.reports.make import make_report
from articles.upkeep.redaction import RedactionRefused, preview, redact
from newsroom.models import LedgerWords
from tests import factories
from tests.articles.reader.crawling import crawl
from tests.articles.upkeep.redacting import make_officer
from tests.articles.upkeep.test_nowhere import everything
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_grant,
    publish,
)
from tests.flushing import triggers_lifted


class FormsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.officer = make_officer()

    def redact(self, *names, **context):
        return redact(names, by=self.officer, reason="For safety.", **context)

    def body_after(self, body, *names):
        article = make_article(body=f"<p>{body}</p>")
        self.redact(*names)
        article.refresh_from_db()
        return article.body.removeprefix("<p>").removesuffix("</p>")


class WordsTests(FormsTestCase):
    def test_no_other_word_is_cut(self):
        body = "A matter for Annex C, planning, attention and Ann."
        self.assertEqual(
            self.body_after(body, "AT&T", "C++", "Ann"),
            "A matter for Annex C, planning, attention and […].",
        )

    def test_a_longer_name_is_found_where_it_is_declined(self):
        self.assertEqual(
            self.body_after("Bahdanoviča, and an ibahdanovič.", "Bahdanovič"),
            "[…], and an ibahdanovič.",
        )

    def test_words_of_a_name_are_found_whatever_stands_between_them(self):
        told = (
            "Alesia&nbsp;Rey, <strong>Alesia</strong> Rey, Alesia_Rey, alesia.rey@b.org, Alesia Rey"
        )
        self.assertEqual(self.body_after(told, "Alesia Rey").count("[…]"), 5)

    def test_a_name_with_a_hyphen_is_found_with_a_dash_a_space_or_without_its_accents(self):
        told = "Ala Wójcik–Rey, Ala Wójcik‑Rey, Ala Wójcik Rey, Ala Wojcik-Rey, Ala-Wójcik-Rey"
        self.assertEqual(self.body_after(told, "Ala Wójcik-Rey").count("[…]"), 5)

    def test_a_name_that_ends_with_a_hyphen_is_not_its_first_letter(self):
        self.assertEqual(self.body_after("All A---- apples.", "A----"), "All […] apples.")

    def test_a_name_is_found_in_an_address_however_much_of_it_is_encoded(self):
        for path in ("/old/Ala%20W%C3%B3jcik", "/old/Ala%20Wójcik", "/old/ala%20w%c3%b3jcik"):
            Redirect.objects.create(old_path=path, new_path="/")
            told = f"See {path} or {path.replace('%20', '+')}."
            with self.subTest(path):
                self.assertEqual(self.body_after(told, "Ala Wójcik").count("[…]"), 2)
                self.assertFalse(Redirect.objects.exists())

    def test_a_title_in_another_alphabet_leaves_no_address_behind(self):
        for language, title in (
            ("uk", "Розмова: Юрій Щербаков"),
            ("ru", "Разговор: Юрий Щербаков"),
        ):
            article = publish(make_article(title=title, language=language))
            self.redact(title.partition(": ")[2])
            article.refresh_from_db()
            with self.subTest(language):
                self.assertEqual((article.title[-3:], "shch" in article.path), ("[…]", False))

    def test_what_is_named_after_its_content_keeps_its_name(self):
        photo = Photo.objects.create(
            file=factories.make_picture(colour="ivory"), alt="A", credit="B"
        )
        name = photo.file.name
        self.redact(name.rpartition("/")[2][:6])
        photo.refresh_from_db()
        self.assertEqual(photo.file.name, name)

    def test_two_rows_that_become_equal_are_told_apart(self):
        article, today = make_article(), timezone.localdate()
        for source in ("Alesia Rey", "Alesia  Rey."):
            ReachFigure.objects.create(
                article=article, metric="views", value=1, since=today, until=today, source=source
            )
        self.redact("Alesia Rey")
        self.assertEqual(ReachFigure.objects.filter(source__startswith="[…]").count(), 2)


class DeclinedTests(FormsTestCase):
    """A name is written by hand once: whatever declines it is found."""

    BODIES = {
        "pl": "<p>Z <b>Fundacją</b> Nowak, bez Fundacji Nowak.</p>",
        "uk": "<p>Разом із Фондом Відродження, у фонді «Відродження».</p>",
    }
    NAMES = ("Fundacja Nowak", "Фонд Відродження")
    STEMS = ("fundacj", "фонд")

    def write(self):
        """Pieces, a grant and a wording that decline the names, published and in work."""
        grant = make_grant("", title="Z Fundacją Nowak")
        factories.say(grant, "Dzięki Fundacji Nowak.", language="pl")
        title = "Rozmowa z Fundacją Nowak"
        for language, grants in (("pl", [grant]), ("uk", [])):
            body = self.BODIES[language]
            publish(make_article(title=title, body=body, language=language, grants=grants))
        return make_article(title="Без Фонду «Відродження»", language="uk")

    def held(self):
        return {table for table, text in everything() if any(stem in text for stem in self.STEMS)}

    def test_its_declined_forms_are_taken_out_of_every_table_and_are_in_the_sealed_rows(self):
        self.write()
        self.assertIn("articles_publishedversion", self.held())
        self.redact(*self.NAMES)
        self.assertEqual(self.held(), set())
        sealed = str([copy.columns for copy in SealedCopy.objects.all()])
        for form in ("Fundacją</strong> Nowak", "Фондом Відродження", "Фонду «Відродження"):
            self.assertIn(form, sealed)
        self.assertEqual(factories.broken(), [])

    def test_no_public_page_holds_a_form_of_it(self):
        self.write()
        before = "".join(crawl(self.client).values()).casefold()
        self.redact(*self.NAMES)
        after = "".join(crawl(self.client).values()).casefold()
        for stem in self.STEMS:
            self.assertEqual((stem in before, stem in after), (True, False), stem)

    def test_a_form_that_is_to_stay_stays_and_is_left_for_a_person(self):
        article = make_article(title="Rozmowa", body="<p>Nowaka, Nowakowski, Nowakiem.</p>")
        other = make_article(title="Nowakowski", slug="nowakowski-wins")
        before = preview(["Nowak"], staying=["nowakowski"], by=self.officer, reason="For safety.")
        self.assertEqual(before.forms, ["Nowaka", "Nowakiem", "Nowakowski"])
        result = self.redact("Nowak", staying=["nowakowski"])
        for one in (article, other):
            one.refresh_from_db()
            self.assertIn(one, before.staying)
            self.assertIn(one, result.left)
        self.assertEqual(article.body, "<p>[…], Nowakowski, […].</p>")
        self.assertEqual((other.title, other.slug), ("Nowakowski", "nowakowski-wins"))

    def test_the_name_itself_does_not_stay(self):
        body = "Nowak, Nowaka"
        article = make_article(body=f"<p>{body}</p>")
        self.redact("Nowak", staying=["Nowak", "Nowaka"])
        article.refresh_from_db()
        self.assertEqual(article.body, "<p>[…], Nowaka</p>")

    def test_a_form_is_a_whole_word(self):
        self.assertEqual(self.body_after("Anny, Annyś", "Anna"), "[…], Annyś")

    def test_the_reason_holds_no_form_either(self):
        with self.assertRaisesMessage(RedactionRefused, "write it without the name"):
            redact(["Fundacja Nowak"], by=self.officer, reason="Z Fundacją Nowak.")

    def test_an_account_whose_name_is_a_form_is_left_for_a_person(self):
        user = factories.make_user(username="nowakowa", last_name="Nowakową")
        self.assertEqual(self.redact("Nowakowa Anna", "Nowakowa").left, (user,))


class AfterwardsTests(FormsTestCase):
    def test_every_page_of_a_piece_is_served_whoever_was_redacted(self):
        author, funder = make_author("Alesia Rey"), make_funder("Secret Fund")
        grant = make_grant("The Fund paid.", funders=[funder], title="Secret gift")
        article = publish(make_article(authors=[author], grants=[grant], tags=["Ports"]))
        for subject in (author, funder, grant):
            self.redact(subject=subject)
            for path in (article.path, f"{article.path}text/", "/feed/atom.xml", "/"):
                with self.subTest(subject=str(subject), path=path):
                    self.assertEqual(self.client.get(path).status_code, 200)
        self.assertEqual(factories.broken(), [])

    def test_a_page_leads_to_a_grant_that_was_renamed_before(self):
        for title, slug in (("Aid of Rey Bahdan", "rey-bahdan-aid"), ("Rey Bahdan too", "aid")):
            grant = make_grant(title=title)
            article = publish(make_article(grants=[grant]))
            grant.slug = slug
            grant.save()
            self.redact("Rey Bahdan")
            grant.refresh_from_db()
            with self.subTest(slug):
                self.assertNotIn("bahdan", grant.slug)
                printed = article.versions.get().grants.get()
                self.assertEqual(printed.slug, grant.slug)

    def test_who_was_redacted_already_takes_nothing_along(self):
        funder = make_funder("Secret Fund")
        article = make_article(body="<p>In 2011, 1 of 10.</p>")
        self.redact(subject=funder)
        funder.refresh_from_db()
        with self.assertRaisesMessage(RedactionRefused, "at least 3 letters"):
            self.redact(subject=funder)
        article.refresh_from_db()
        self.assertEqual(article.body, "<p>In 2011, 1 of 10.</p>")

    def test_no_digest_of_the_old_words_is_left(self):
        text = "Paid by Alesia Rey."
        grant, manager = make_grant(text), factories.make_funding_manager()
        publish(make_article(grants=[grant], title="Gift"))
        edited = make_article(stage=Stage.READY, title="By Alesia Rey")
        Article.objects.filter(pk=edited.pk).update(standfirst="Changed since.")
        today = timezone.localdate()
        make_report(grant, today, today, by=manager)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.assertTrue(any(digest in held for _table, held in everything()))
        self.redact("Alesia Rey")
        self.assertFalse(any(digest in held for _table, held in everything()))
        edited.refresh_from_db()
        self.assertEqual(edited.approved_text, "")

    def test_a_form_with_the_name_in_its_tags_is_stale(self):
        article, other = make_article(tags=["Alesia Rey"]), make_article(tags=["Ports"])
        self.redact("Alesia Rey")
        edits = [Article.objects.get(pk=one.pk).edit - one.edit for one in (article, other)]
        self.assertEqual(edits, [1, 0])

    def test_a_subject_is_sought_by_the_names_it_was_printed_under(self):
        funder = make_funder("Alesia Rey")
        grant = make_grant("Paid by Alesia Rey.", funders=[funder], title="Gift")
        publish(make_article(grants=[grant], title="Gift"))
        funder.name = "A Friend"
        funder.save()
        self.redact(subject=funder)
        held = {table for table, text in everything() if "alesia rey" in text}
        self.assertEqual(held, set())

    def test_what_was_forged_before_is_not_vouched_for_afterwards(self):
        publish(make_article(grants=[make_grant("Paid by Alesia Rey.")]))
        row = VersionDisclosure.objects.get()
        with triggers_lifted():
            VersionDisclosure.objects.update(text="Alesia Rey paid twice.")
        self.redact("Alesia Rey")
        broken = [one.row for one in factories.broken()]
        name = f"articles_versiondisclosure {row.pk}"
        self.assertEqual(broken, [name])
        self.assertFalse(LedgerWords.objects.filter(salts__has_key=name).exists())
