"""How far a redaction reaches: which rows and which spellings, and nothing else."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from articles.models import (
    Article,
    Correction,
    Issue,
    Photo,
    Redirect,
    SealedCopy,
    Tag,
    VersionByline,
    VersionHandle,
)
from articles.models.choices import Kind, Stage
from articles.publishing.freeze import text_digest
from articles.publishing.perform import perform
from articles.upkeep.redaction import RedactionRefused, preview, redact
from authors.models import Author
from funding.models import Appeal, FunderAlias, Wording
from newsroom.audit import digest, ledger
from newsroom.models import LedgerEntry, Masthead
from tests import factories
from tests.articles.publishing.frozen import make_photo
from tests.articles.upkeep.redacting import NAME, NOON, make_officer
from tests.factories import make_article, make_funder, make_grant, make_logo, make_publisher
from tests.flushing import triggers_lifted


class ReachTests(TestCase):
    """What a redaction changes, what it only tells of, and what it leaves alone."""

    @classmethod
    def setUpTestData(cls):
        cls.officer = make_officer()

    def redact(self, *names, **context):
        context = {"by": self.officer, "reason": "A threat.", **context}
        return redact(names or [NAME], **context)

    def test_every_working_copy_is_rewritten(self):
        author = factories.make_author(f"{NAME} the second", email="a@example.org", bio="Lives.")
        author.handles.create(platform="x", handle="@second")
        other = factories.make_author("Bo", bio=f"Knows {NAME}.")
        other.handles.create(platform="x", handle="bo")
        article = make_article(standfirst=f"By {NAME}.", authors=[other])
        article.bylines.update(bio=f"Works with {NAME}.")
        note = Correction.objects.create(article=article, text=f"{NAME} was misquoted.")
        photo = Photo.objects.create(file=factories.make_picture(), caption=f"{NAME} in May.")
        self.redact()
        for row in (author, other, article, note, photo):
            row.refresh_from_db()
        self.assertEqual(
            [article.standfirst, article.bylines.get().bio, note.text, photo.caption, other.bio],
            ["By […].", "Works with […].", "[…] was misquoted.", "[…] in May.", "Knows […]."],
        )
        self.assertEqual(
            [author.name, author.slug, author.bio, author.email, author.affiliation, author.key],
            ["[…] the second", f"withheld-{author.pk}", "", "", "", ""],
        )
        self.assertEqual((author.photo.name, author.user, author.handles.count()), ("", None, 0))
        self.assertEqual((other.name, other.handles.get().handle), ("Bo", "bo"))

    def test_what_others_answer_for_is_redacted_too_and_an_approved_wording_retired(self):
        funder = make_funder(f"{NAME} Fund", url="https://alesia-bahdanovic.example/", about=NAME)
        grant = make_grant(f"{NAME} paid.", funders=[funder], title=f"For {NAME}")
        FunderAlias.objects.create(funder=funder, name=NAME)
        logo = make_logo(funder, alt=NAME)
        appeal = Appeal.objects.create(text=f"Give to {NAME}.")
        section, tag = factories.make_section(NAME), Tag.objects.create(name=NAME)
        Masthead.objects.update(name=NAME)
        self.redact()
        rows = (funder, grant, logo, appeal, section, tag)
        for row in rows:
            row.refresh_from_db()
        wording = grant.statements.get().wordings.get()
        self.assertEqual(
            [
                (funder.name, funder.slug, funder.url, funder.about, funder.aliases.count()),
                (grant.title, grant.slug, logo.alt, appeal.text),
                (section.name, section.slug, tag.name, tag.slug, Masthead.current().name),
                (wording.text, wording.status),
            ],
            [
                ("[…] Fund", f"withheld-fund-{funder.pk}", "", "[…]", 0),
                ("For […]", f"for-withheld-{grant.pk}", "[…]", "Give to […]."),
                ("[…]", f"withheld-{section.pk}", "[…]", f"withheld-{tag.pk}", "[…]"),
                ("[…] paid.", "retired"),
            ],
        )
        self.assertEqual(factories.broken(), [])

    def test_what_a_page_links_to_is_called_as_it_is_called_in_print(self):
        section, other = factories.make_section(NAME), make_article()
        article = factories.publish(make_article(section=section, tags=[NAME], title=NAME))
        grant, author = make_grant(title=NAME), factories.make_author(NAME)
        by_them = factories.publish(make_article(authors=[author], grants=[grant]))
        self.redact(NAME)
        for row in (section, grant, author, article, other):
            row.refresh_from_db()
        version = article.versions.get()
        tag = article.tags.get()
        self.assertEqual(
            (version.path, version.section_slug, version.tags.get().slug),
            (article.path, section.slug, tag.slug),
        )
        self.assertEqual((section.slug, tag.slug), (f"withheld-{section.pk}", f"withheld-{tag.pk}"))
        printed = by_them.versions.get()
        self.assertEqual(
            (printed.grants.get().slug, printed.bylines.get().slug), (grant.slug, author.slug)
        )

    def test_a_page_leads_to_a_section_and_a_tag_that_were_renamed_before(self):
        for _place in range(2):
            Tag.objects.create(name=f"Other {_place}")
        section = factories.make_section(NAME)
        article = factories.publish(make_article(section=section, tags=[NAME]))
        tag = article.tags.get()
        for row in (section, tag):
            row.name = row.slug = "letters"
            row.save()
        self.redact(NAME)
        version = article.versions.get()
        self.assertEqual((version.section_slug, version.tags.get().slug), ("letters", "letters"))

    def test_a_tag_is_called_after_its_own_number_wherever_it_stands(self):
        for place in range(2):
            Tag.objects.create(name=f"Other {place}")
        article = factories.publish(make_article(tags=[NAME]))
        self.redact(NAME)
        tag = article.tags.get()
        self.assertEqual(article.versions.get().tags.get().slug, f"withheld-{tag.pk}")
        self.assertEqual(tag.slug, f"withheld-{tag.pk}")

    def test_a_page_leads_to_an_author_whose_address_alone_held_the_name(self):
        for _place in range(3):
            factories.make_author()
        author = factories.make_author("Ada Pilot", slug="alesia-bahdanovic")
        article = factories.publish(make_article(authors=[author]))
        self.redact(NAME)
        author.refresh_from_db()
        byline = article.versions.get().bylines.get()
        self.assertEqual((byline.name, byline.slug), ("Ada Pilot", author.slug))
        self.assertEqual(author.slug, f"withheld-{author.pk}")

    def test_the_number_of_an_issue_is_told_apart_and_keeps_nothing(self):
        issue = Issue.objects.create(number=f"Of {NAME}", title="Winter")
        self.redact(NAME)
        issue.refresh_from_db()
        self.assertEqual(issue.number, f"[…] {issue.pk}")

    def test_a_short_name_is_sought_as_an_address_in_addresses_alone(self):
        funder = factories.make_funder(url="https://example.org/eva/", about="Eva is a word here.")
        Redirect.objects.create(old_path="/eva/", new_path="/about/")
        self.redact("Ева")
        self.assertFalse(Redirect.objects.exists())
        funder.refresh_from_db()
        self.assertEqual((funder.url, funder.about), ("", "Eva is a word here."))

    def test_an_author_whose_bio_alone_names_somebody_is_shown_as_before(self):
        author = factories.make_author(
            "Ada Pilot", bio=f"A friend of {NAME}.", affiliation="A school"
        )
        article = factories.publish(make_article(authors=[author]))
        self.redact(NAME)
        byline = article.versions.get().bylines.get()
        self.assertEqual(
            (byline.name, byline.bio, byline.affiliation),
            ("Ada Pilot", "A friend of […].", "A school"),
        )

    def test_what_was_approved_with_a_handle_is_approved_still(self):
        author = factories.make_author("Ada Pilot")
        author.handles.create(platform="x", handle="@bahdanovic")
        article = make_article(authors=[author], stage=Stage.READY)
        self.redact(NAME, "bahdanovic")
        article = Article.objects.get(pk=article.pk)
        self.assertEqual(article.approved_text, text_digest(article))
        self.assertNotEqual(author.handles.values_list("handle", flat=True)[0], "@bahdanovic")

    def test_what_follows_for_a_piece_that_is_scheduled_is_told_of_whoever_redacts(self):
        article = make_article(stage=Stage.READY, grants=[make_grant(f"{NAME} paid.")])
        perform("publish", article, by=make_publisher(), at=timezone.now() + timedelta(days=1))
        self.redact(NAME)
        self.assertEqual(LedgerEntry.objects.get(verb="hold").actor, self.officer)

    def test_a_subject_that_was_renamed_since_it_was_read_is_sought_as_it_is_called_now(self):
        funder = make_funder("Harbour Fund")
        type(funder).objects.filter(pk=funder.pk).update(name=NAME)
        article = make_article(title=f"By {NAME}")
        redact(subject=funder, by=self.officer, reason="A threat.")
        article.refresh_from_db()
        self.assertEqual(article.title, "By […]")

    def test_accounts_and_evidence_are_left_to_a_person(self):
        user = factories.make_user(first_name="Alesia", last_name="Bahdanovič")
        make_article(title=f"About {NAME}")
        grant = make_grant(f"{NAME} paid.")
        with triggers_lifted():
            Wording.objects.update(evidence="evidence/2026/letter.pdf")
        result = self.redact("Bahdanovič", NAME)
        wording = grant.statements.get().wordings.get()
        self.assertEqual(list(result.left), [user, wording])
        user.refresh_from_db()
        self.assertEqual(user.last_name, "Bahdanovič")

    def test_every_file_that_nobody_reads_here_is_left_to_a_person(self):
        letter = {"fallback_language": "en", "fallback_evidence": "evidence/2026/letter.pdf"}
        statement = make_grant("").statements.create(kind="views", label=f"Of {NAME}", **letter)
        self.assertEqual(list(self.redact(NAME).left), [statement])

    def test_it_tells_how_many_rows_it_changed_and_seals_each_once(self):
        author = factories.make_author(NAME)
        author.handles.create(platform="x", handle="@bahdanovic")
        factories.publish(make_article(authors=[author], title="A letter"))
        result = self.redact(NAME, "bahdanovic", now=NOON)
        tables = SealedCopy.objects.order_by("table").values_list("table", flat=True)
        self.assertEqual(
            (result.rows, result.pictures, list(tables)),
            (
                4,
                0,
                [
                    "articles_versionbyline",
                    "articles_versionhandle",
                    "authors_author",
                    "authors_socialhandle",
                ],
            ),
        )
        byline = VersionByline.objects.get()
        self.assertEqual(
            (byline.name, byline.slug, byline.bio, byline.photo, byline.affiliation),
            ("[…]", f"withheld-{author.pk}", "", "", ""),
        )
        handle = VersionHandle.objects.get()
        self.assertEqual((handle.handle, handle.url), ("", ""))

    def test_a_sealed_copy_tells_what_stood_where_and_who_sealed_it_when_and_why(self):
        version = factories.publish(make_article(title=f"By {NAME}")).versions.get()
        self.redact(now=NOON)
        sealed = SealedCopy.objects.get(table="articles_publishedversion")
        self.assertEqual(
            (sealed.table, sealed.key, sealed.reason, sealed.sealed_at, sealed.sealed_by),
            ("articles_publishedversion", version.pk, "A threat.", NOON, self.officer),
        )
        self.assertEqual(
            (sealed.columns["title"], sealed.columns["path"]), (f"By {NAME}", version.path)
        )
        entry = LedgerEntry.objects.get(verb="redact")
        self.assertEqual((entry.actor, entry.moment), (self.officer, NOON))
        self.assertEqual(
            (entry.facts["reason"], f"articles_publishedversion {version.pk}" in entry.rows),
            ("A threat.", True),
        )
        copies = {digest.row_name(copy) for copy in SealedCopy.objects.all()}
        self.assertLessEqual(copies, {*entry.rows})

    def test_a_form_is_stale_whatever_its_piece_prints_the_name_in(self):
        make_article()  # So that no key is that of the article by chance.
        file = factories.make_picture()
        photo = make_photo(file=file, caption="Alesia.")
        author = factories.make_author("Darja", bio="Taught Alesia.")
        other = make_article(title="Other")
        for title, fields in (
            ("In the title: Alesia", {}),
            ("In a photo", {"lead_photo": photo}),
            ("In the bio of the author", {"authors": [author]}),
            ("In the bio of a byline", {}),
            ("In a correction", {}),
        ):
            article = make_article(title=title, **fields)
            if "byline" in title:
                article.bylines.update(bio="Taught Alesia.")
            if "correction" in title:
                article.corrections.create(text="Alesia is not Ms A.", dated=NOON.date())
        before = dict(Article.objects.values_list("pk", "edit"))
        self.redact("Alesia")
        after = dict(Article.objects.values_list("pk", "edit"))
        expected = {key: edit + (key > other.pk) for key, edit in before.items()}
        self.assertEqual((len(after), after), (7, expected))

    def test_an_author_who_is_hidden_is_tied_to_no_account_any_more(self):
        author = factories.make_author(NAME, user=self.officer, email="alesia@example.org")
        self.redact()
        author.refresh_from_db()
        self.assertEqual((author.user, author.email, author.key), (None, "", ""))

    def test_longer_forms_are_taken_out_whole(self):
        article = make_article(standfirst="Ann Lee, called Ann.")
        self.redact("Ann", "Ann Lee")
        article.refresh_from_db()
        self.assertEqual(article.standfirst, "[…], called […].")

    def test_a_name_is_found_as_html_writes_it(self):
        article = make_article(body="<p>O'Neil &amp; Sons, O&#x27;Neil and “Q&amp;A” paid.</p>")
        self.redact("O'Neil & Sons", "O'Neil", "Q&A")
        article.refresh_from_db()
        self.assertEqual(article.body, "<p>[…], […] and “[…]” paid.</p>")

    def test_a_name_of_signs_only_takes_nothing_else_along(self):
        article = make_article(title="A title", standfirst="He signs as +++ always.")
        self.redact("+++")
        article.refresh_from_db()
        self.assertEqual(
            (article.title, article.standfirst), ("A title", "He signs as […] always.")
        )

    def test_a_choice_that_is_spelled_like_the_name_stays(self):
        article = factories.publish(make_article(title="News of the day", kind=Kind.NEWS))
        self.redact("News")
        version = article.versions.get()
        self.assertEqual((version.title, version.kind), ("[…] of the day", Kind.NEWS))

    def test_two_pieces_of_one_day_keep_addresses_of_their_own(self):
        make_article()  # So that the keys of versions are not those of their articles.
        articles = [factories.publish(make_article(title=title)) for title in ("Alesia", "Darja")]
        self.redact("Alesia", "Darja")
        for article in articles:
            article.refresh_from_db()
            self.assertTrue(article.path.endswith(f"/withheld-{article.pk}/"), article.path)
            self.assertEqual(article.versions.get().path, article.path)
            self.assertEqual(self.client.get(article.path).status_code, 200)

    def test_a_redacted_version_can_be_ended_and_nothing_else_of_it_changes(self):
        article = factories.publish(make_article(title=f"By {NAME}"))
        self.redact()
        article.refresh_from_db()
        perform("withdraw", article, by=self.officer, note="For safety.")
        self.assertEqual(article.versions.live().count(), 0)
        with self.assertRaises(IntegrityError), transaction.atomic():
            article.versions.update(live_until=None)

    def test_a_picture_stays_as_long_as_anything_shows_it(self):
        for number, show in enumerate(
            (
                lambda name: Photo.objects.create(file=name),
                lambda name: (
                    factories.publish(make_article(lead_photo=make_photo(file=name)))
                    and Article.objects.update(lead_photo=None)
                    and Photo.objects.filter(file=name).delete()
                ),
                lambda name: factories.make_author(photo=name),
                lambda name: (
                    factories.publish(make_article(authors=[factories.make_author(photo=name)]))
                    and Author.objects.filter(photo=name).update(photo="")
                ),
            )
        ):
            name = f"Alesia {'ABCD'[number]}"
            photo = factories.make_picture(colour=("red", "green", "blue", "gold")[number])
            author = factories.make_author(name, photo=photo)
            factories.publish(make_article(authors=[author], title=f"Piece {number}"))
            with self.subTest(number):
                show(author.photo.name)
                self.assertEqual(self.redact(name).pictures, 0)

    def test_what_the_ledger_tells_of_somebody_is_taken_out_with_them(self):
        """By the author or by the name alone: an old name, what they wrote, who saved it."""
        editor = factories.make_editor(username=NAME)
        for number, context in enumerate(({"subject": True}, {})):
            author = factories.make_author(f"{NAME} {number}", bio="Grew up in Pinsk.")
            before = {"name": "Born Kupala", "bio": "Grew up in Minsk."}
            with transaction.atomic():
                entry = ledger.record(editor, "change", author, before=before)
            if context:
                context["subject"] = author
            self.redact(*(() if context else (author.name,)), **context)
            words = LedgerEntry.objects.get(pk=entry.pk).words
            with self.subTest(number):
                self.assertEqual((words.subject_name, words.facts), ("[…]", {}))
                self.assertEqual(factories.broken(), [])

    def test_what_would_be_changed_is_told_and_nothing_is_changed(self):
        article = factories.publish(make_article(title=f"By {NAME}", standfirst=f"{NAME} speaks."))
        Article.objects.update(body="<p>Corrected.</p>")
        factories.publish(article)
        version, second = article.versions.order_by("number")
        redirect = Redirect.objects.create(old_path="/bahdanovic/", new_path="/elsewhere/")
        other = preview(["Bahdanovič"], by=self.officer, reason="A threat.").rows
        self.assertIn((redirect, [], ["bahdanovic"]), other)
        told = preview([NAME, " "], by=self.officer, reason="A threat.").rows
        columns = ["path", "title", "standfirst"]
        self.assertEqual([one[:2] for one in told[:2]], [(version, columns), (second, columns)])
        changed = {row: {*columns} for row, columns, _words in told}
        self.assertEqual(changed[article], {"title", "slug", "standfirst", "path"})
        version.refresh_from_db()
        self.assertEqual(version.title, f"By {NAME}")
        for refused in (
            {"by": make_publisher(), "reason": "A threat."},
            {"by": self.officer, "reason": " "},
        ):
            with self.assertRaises(RedactionRefused):
                preview([NAME], **refused)

    def test_every_refusal_says_why(self):
        for names, reason, words in (
            ([NAME], " \n", "Say why, without the name."),
            (["Ab"], "A threat.", "at least 3 letters"),
            ([NAME, "Ab"], "A threat.", "at least 3 letters"),
            ([" ", ""], "A threat.", "at least 3 letters"),
            ([NAME], f"{NAME.upper()} fears.", "write it without the name"),
        ):
            with self.subTest(words), self.assertRaisesMessage(RedactionRefused, words):
                redact(names, by=self.officer, reason=reason)
        self.assertEqual(LedgerEntry.objects.filter(verb="redact").count(), 0)
        self.redact("Abc")
