"""What a manuscript says becomes a draft and proposals; what is public stays as it is."""

from datetime import timedelta

from django.conf import settings
from django.test import TestCase
from django.utils import timezone

from articles.imports.manuscript import ManuscriptRefused
from articles.imports.store import import_manuscript
from articles.models import Article, Coverage
from authors.models import Author, SocialHandle
from funding.approval import retire
from funding.models import Appeal, Funder, Grant, GrantParty, Statement, Wording
from newsroom.audit import vouching
from newsroom.models import LedgerEntry
from tests.factories import (
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_section,
    make_wording,
    publish,
)

SENTENCE = (
    "“Quiet Rivers” is a project co-financed by the Lantern Trust within the framework of the "
    "River programme of the Ministry of Tides in the amount of PLN 1,200."
)
VIEWS = "This publication expresses the views of the author only."
BIO = "Ewa Brzeg is a reporter. Find her on X @EwaBrzeg"
BODY = "The river rose. " * 20
TEXT = f"""A title
A standfirst of one sentence.
9 October 2024 - Ewa Brzeg - Essays
{BODY}
{BIO}
{SENTENCE}
{VIEWS}
"""

SENTENCE_AGAIN = TEXT.replace("A title", "Another title")


def read(text=TEXT, name="manuscript.txt", **context):
    article, _manuscript = import_manuscript(
        text.encode(), name, **{"by": make_contributor(), **context}
    )
    return article


def address_of(draft):
    return f"{settings.SITE_URL}/desk/articles/article/{draft.pk}/change/"


def guesses(article):
    return " ".join(article.guesses.values_list("why", flat=True))


class DraftTests(TestCase):
    def test_every_part_of_a_manuscript_finds_its_row(self):
        section = make_section("Essays")
        article = read()
        self.assertEqual(
            (article.title, article.standfirst, article.stage, article.section, str(article.dated)),
            ("A title", "A standfirst of one sentence.", "draft", section, "2024-10-09"),
        )
        author = article.bylines.get().author
        self.assertEqual((author.name, author.bio), ("Ewa Brzeg", BIO))
        self.assertEqual(author.handles.get().url, "https://x.com/EwaBrzeg")
        grant = article.coverages.get().grant
        self.assertEqual(
            (grant.title, grant.status, grant.amount, grant.currency),
            ("Quiet Rivers", Grant.Status.PROPOSED, 1200, "PLN"),
        )
        texts = Wording.objects.filter(statement__grant=grant, status="draft").order_by("pk")
        self.assertEqual([wording.text for wording in texts], [SENTENCE, VIEWS])
        for told in (SENTENCE, VIEWS, "reporter"):
            self.assertNotIn(told, article.body)

    def test_a_file_that_cannot_be_read_leaves_nothing_behind(self):
        with self.assertRaises(ManuscriptRefused):
            import_manuscript(b"\x00\x01\x02" * 99, "noise.txt", by=make_contributor())
        counts = [model.objects.count() for model in (Article, Author, Funder, LedgerEntry)]
        self.assertEqual(counts, [0, 0, 0, 0])

    def test_a_section_that_is_not_one_and_a_day_that_is_none_are_told(self):
        make_section("Reports")
        article = read(TEXT.replace("9 October", "31 February"))
        self.assertEqual((article.section, article.dated), (None, None))
        self.assertIn("“Essays” is not a section here; choose one of: Reports.", guesses(article))
        self.assertIn("31 February 2024", guesses(article))

    def test_the_same_file_twice_is_noticed(self):
        first = read()
        told = f"This very file was imported before, as “A title” ({address_of(first)})."
        self.assertIn(told, guesses(read(by=make_editor())))

    def test_the_same_text_from_another_file_is_noticed(self):
        first, other = read(), TEXT.replace("\n", "\r\n")
        told = f"The same text is here already, as “A title” ({address_of(first)})."
        self.assertIn(told, guesses(read(other, by=make_editor())))

    def test_a_text_that_was_published_is_noticed_though_its_working_copy_is_another_now(self):
        text = {"title": "A title", "body": read().body}
        Article.objects.all().delete()
        first = publish(make_article(**text))
        Article.objects.filter(pk=first.pk).update(title="Changed since", body="<p>Anew.</p>")
        told = (
            f"The same text is here already, as “Changed since” ({settings.SITE_URL}{first.path})."
        )
        self.assertIn(told, guesses(read(TEXT.replace("\n", "\r\n"), by=make_editor())))

    def test_whoever_may_not_see_the_other_piece_learns_that_there_is_one_and_not_its_title(self):
        writer, first = make_contributor(), read()
        Article.objects.filter(pk=first.pk).update(title="What it is called now")
        told = guesses(read(by=writer))
        self.assertIn("This very file was imported before, as somebody else’s piece.", told)
        self.assertNotIn("What it is called now", told)
        Article.objects.filter(pk=first.pk).update(created_by=writer)
        self.assertIn("as “What it is called now”", guesses(read(by=writer)))

    def test_another_text_and_a_draft_that_was_deleted_are_nobodys_twin(self):
        read()
        self.assertNotIn("as “A title”", guesses(read(TEXT.replace("A title", "A title too"))))
        Article.objects.all().delete()
        self.assertNotIn("as “A title”", guesses(read()))


class RecordTests(TestCase):
    def test_everything_that_is_made_is_on_the_record_and_the_tags_that_are_new(self):
        front = "---\ntags: [Rivers, rivers, Ports, '']\n---\n"
        for title, new in (("One", ["Ports", "Rivers"]), ("Two", [])):
            last = LedgerEntry.objects.count()
            read(front + SENTENCE_AGAIN.replace("Another title", title), "manuscript.md")
            added = LedgerEntry.objects.filter(number__gt=last, subject_kind="articles.tag")
            self.assertEqual(sorted(entry.subject_name for entry in added), new)
        self.assertEqual(list(vouching.breaks()), [])


class KnownAuthorTests(TestCase):
    def test_the_public_page_of_an_author_on_file_stays_as_it_is(self):
        """Whoever may import need not be one who may change authors."""
        author = make_author("Ewa Brzeg", bio="Her own words.")
        article = read()
        author.refresh_from_db()
        self.assertEqual((author.bio, author.handles.count()), ("Her own words.", 0))
        byline = article.bylines.get()
        self.assertEqual((byline.author, byline.bio), (author, BIO))
        self.assertIn("https://x.com/EwaBrzeg is not on file for Ewa Brzeg", guesses(article))

    def test_a_handle_that_is_on_file_is_no_guess(self):
        author = make_author("Ewa Brzeg")
        author.handles.create(platform="x", handle="EwaBrzeg")
        self.assertNotIn("is not on file", guesses(read()))


class ProposalTests(TestCase):
    def test_a_sentence_that_is_in_force_is_not_proposed_again(self):
        grant = make_grant(SENTENCE, views=VIEWS)
        article = read()
        self.assertEqual(article.coverages.get().grant, grant)
        self.assertEqual(Wording.objects.filter(status="draft").count(), 0)

    def test_nor_if_another_wording_of_its_statement_is_retired(self):
        grant = make_grant("An older sentence.", views=VIEWS)
        statement = grant.statements.get(kind="acknowledgement")
        make_wording(statement, SENTENCE)
        self.assertEqual(statement.wordings.filter(status="retired").count(), 1)
        read()
        self.assertEqual(Wording.objects.filter(status="draft").count(), 0)

    def test_a_retired_sentence_is_proposed_to_be_decided_again(self):
        grant = make_grant(SENTENCE, views=VIEWS)
        wording = grant.statements.get(kind="acknowledgement").wordings.get()
        retire(wording, by=make_funding_manager(), note="It was wrong.")
        read()
        proposed = Wording.objects.get(status="draft")
        self.assertEqual((proposed.text, proposed.statement), (SENTENCE, wording.statement))

    def test_whatever_it_adds_to_what_decides_who_is_named_is_in_the_ledger(self):
        """Appeals, authors with their handles, drafts of wordings: as the desk records them."""
        read(f"{TEXT}Support us: https://example.org/give\n")
        told = LedgerEntry.objects.filter(verb="add").values_list("subject_kind", "subject_key")
        models = (Appeal, Author, Funder, Grant, GrantParty, SocialHandle, Statement, Wording)
        made = {
            (row._meta.label_lower, str(row.pk)) for kind in models for row in kind.objects.all()
        }
        self.assertEqual({kind for kind, _key in made}, {one._meta.label_lower for one in models})
        self.assertEqual(sorted(told), sorted(made))

    def test_what_covers_the_piece_is_in_the_ledger(self):
        reader = make_contributor()
        article = read(by=reader)
        entry = LedgerEntry.objects.get(verb="cover")
        self.assertEqual((entry.actor, entry.facts["target"]), (reader, f"article {article.pk}"))

    def test_no_other_piece_of_a_confirmed_grant_waits_for_words_that_an_import_proposes(self):
        grant = make_grant(SENTENCE)
        other = publish(make_article(grants=[grant]), at=timezone.now() + timedelta(days=1))
        article = read()
        self.assertEqual(grant.statements.get().kind, "acknowledgement")
        other.refresh_from_db()
        self.assertEqual((other.stage, other.versions.count()), ("published", 1))
        alone = article.coverages.get(grant=None).statement
        self.assertEqual((alone.kind, alone.wordings.get().text), ("views", VIEWS))
        whys = article.guesses.values_list("why", flat=True)
        self.assertIn(
            f"“{grant}” has no statement of this kind: only this piece says “{VIEWS}”.", whys
        )

    def test_a_disclaimer_without_a_grant_covers_the_piece_by_itself(self):
        article = read(TEXT.replace(SENTENCE + "\n", ""))
        coverage = Coverage.objects.get()
        self.assertEqual((coverage.article, coverage.grant), (article, None))
        self.assertEqual(coverage.statement.wordings.get().text, VIEWS)

    def test_what_no_sentence_says_is_asked_and_not_filled_in(self):
        article = read()
        grant = article.coverages.get().grant
        self.assertEqual(grant.kind, "")
        self.assertEqual({funder.kind for funder in grant.funders.all()}, {""})
        asked = list(article.guesses.filter(field="funding").values_list("why", flat=True))
        self.assertEqual(
            asked,
            [
                "“Quiet Rivers” is new here: say whether it is money for a project, core support "
                "or in kind.",
                "“Ministry of Tides” is new here: say what kind of funder it is.",
                "“Lantern Trust” is new here: say what kind of funder it is.",
            ],
        )
        self.assertFalse(read(SENTENCE_AGAIN).guesses.filter(field="funding").exists())


class AppealTests(TestCase):
    APPEAL = '<p>Please <a href="https://give.example/now">donate</a> to support us.</p>'

    def read(self):
        body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
        return read(f"<html><body>{body}{self.APPEAL}</body></html>", "manuscript.html")

    def test_an_appeal_is_proposed_and_its_address_told_to_whoever_decides(self):
        article = self.read()
        appeal = Appeal.objects.get()
        self.assertEqual(
            (appeal.text, appeal.label, appeal.url), ("Please donate to support us.", "donate", "")
        )
        self.assertIn("leads to https://give.example/now in the manuscript", guesses(article))

    def test_an_appeal_on_file_is_not_proposed_again_however_often_it_is_there(self):
        for _time in range(2):
            Appeal.objects.create(text="Please donate to support us.", language="en")
        self.read()
        self.assertEqual(Appeal.objects.count(), 2)
