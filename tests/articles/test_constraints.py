"""What no form, import or shell can store about pieces."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from articles.letters.models import Letter, LetterPiece, MadeLetter, MadeLetterPiece
from articles.mentions.models import InterestConfirmation, MentionDecision
from articles.models import (
    ArrangedBlock,
    ArrangedPlace,
    Arrangement,
    Arrival,
    Article,
    Autosave,
    Byline,
    Comment,
    Correction,
    Coverage,
    Figure,
    FormerSite,
    FoundSentence,
    FrontBlock,
    FrontPlace,
    Issue,
    Menu,
    MenuEntry,
    Photo,
    Presence,
    PreviewLink,
    Proposal,
    PublishedVersion,
    Redirect,
    Relation,
    Revision,
    Section,
    Settlement,
    SettlementItem,
    Waiver,
)
from articles.models.choices import Funding, Kind, Stage
from articles.models.tagging import ArticleTag
from articles.reports.models import GrantReport, ReachFigure, ReportFile
from articles.upkeep.models.reissue import Keep, Reissue, ReissueItem
from tests.articles.publishing.frozen import make_photo
from tests.constraints import ConstraintTests
from tests.factories import (
    figure_of,
    live_version,
    make_article,
    make_author,
    make_editor,
    make_grant,
)

FIRST, LAST = date(2024, 1, 10), date(2024, 1, 20)


def tied_to_itself():
    article = make_article()
    article.translation_of = article
    return article


class ArticleConstraintTests(ConstraintTests, TestCase):
    app = "articles"
    # By another name: a version without an end overlaps any other. See test_history.
    tried_elsewhere = {"one_open_version_per_article"}

    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant()
        cls.site = FormerSite.objects.create(system="ghost", address="https://a.example")
        Arrival.objects.create(site=cls.site, kind="piece", key="7")
        cls.photo = make_photo()
        cls.article = make_article(
            body=figure_of(cls.photo, "Words."),
            stage=Stage.PUBLISHED,
            grants=[cls.grant],
            tags=["Ports"],
        )
        cls.version = live_version(cls.article)

    def cases(self):
        return {
            **self.cases_of_pieces(),
            **self.cases_of_ways_on(),
            **self.cases_of_coverage(),
            **self.cases_of_versions(),
            **self.cases_of_work_around_pieces(),
            **self.cases_of_writing(),
            **self.cases_of_the_front_page(),
            **self.cases_of_the_debt(),
        }

    def cases_of_the_debt(self):
        told = {"text": "T", "kind": "views", "language": "en"}
        sentence = FoundSentence.objects.create(key="k", **told)
        sentence.resembles = sentence
        settlement = Settlement.objects.create(reason="R")
        item = {"article": self.article, "settlement": settlement}
        SettlementItem.objects.create(is_under_way=True, **item)
        other = {**item, "settlement": Settlement.objects.create(reason="R")}
        wording = self.grant.statements.get().wordings.get()
        return {
            "no_sentence_resembles_itself": (sentence, None),
            "a_wording_that_settles_is_of_a_grant": (Settlement(reason="R", wording=wording), None),
            "an_approved_settlement_says_by_whom": (
                Settlement(reason="R", approved_at=timezone.now()),
                None,
            ),
            "a_piece_once_in_a_settlement": (SettlementItem(**item), None),
            "a_piece_is_settled_by_one_at_a_time": (
                SettlementItem(is_under_way=True, **other),
                None,
            ),
        }

    def cases_of_the_front_page(self):
        FrontBlock.objects.create(kind="lead")
        block, now = FrontBlock.objects.create(kind="hand"), timezone.now()
        place = {"article": self.article}
        made = {"frozen_at": now, "frozen_by": make_editor()}
        arranged = Arrangement.objects.create(shown_from=now, **made)
        shown = ArrangedBlock.objects.create(arrangement=arranged, kind="hand")
        ArrangedPlace.objects.create(block=shown, **place)
        return {
            "one_lead_and_one_row_of_seconds": (
                FrontBlock(kind="lead"),
                "The front page has one lead, and seconds once.",
            ),
            "a_block_has_what_its_kind_needs": (
                FrontBlock(kind="section"),
                "Choose the section.",
            ),
            "a_block_has_few_places": (
                FrontBlock(kind="hand", length=13),
                "Ensure this value is less than or equal to 12.",
            ),
            "places_are_counted_from_one": (
                FrontPlace(block=block, position=0, **place),
                "Places are numbered from 1 to 12.",
            ),
            "an_arrangement_changes_nothing_that_was_shown": (
                Arrangement(shown_from=now - timedelta(seconds=1), **made),
                None,
            ),
            "an_arrangement_is_cancelled_before_it_begins": (
                Arrangement(shown_from=now, cancelled_at=now, **made),
                None,
            ),
            "a_place_of_a_block_once": (ArrangedPlace(block=shown, **place), None),
        }

    def cases_of_pieces(self):
        byline = self.article.bylines.get()
        fresh, moment = {"title": "Title", "body": "<p>Body.</p>"}, self.version.live_from
        return {
            "a_published_article_declares_its_funding": (
                Article(stage=Stage.PUBLISHED, **fresh),
                "A published piece must say whether it is funded.",
            ),
            "only_a_page_owes_no_declaration": (
                Article(kind=Kind.PAGE, **fresh),
                "A page is filed nowhere and owes no declaration of its funding; a piece does.",
            ),
            "only_what_was_read_elsewhere_is_imported": (
                Article(funding=Funding.IMPORTED, **fresh),
                None,
            ),
            "a_site_is_left_once": (FormerSite(system="ghost", address="https://a.example"), None),
            "a_thing_arrives_once": (Arrival(site=self.site, kind="piece", key="7"), None),
            "an_arrival_is_of_its_kind": (
                Arrival(site=self.site, kind="author", key="8", article=self.article),
                None,
            ),
            "an_article_has_a_path_of_its_kind": (
                Article(path="/x/", first_published_at=moment, served_since=moment, **fresh),
                None,
            ),
            "a_path_has_a_first_publication": (Article(path="/2024/01/10/x/", **fresh), None),
            "a_decorative_photo_has_no_alternative_text": (
                Photo(file=self.photo.file.name, decorative=True, alt="A ferry."),
                "A decorative picture has no alternative text: leave one of the two out.",
            ),
            "a_focal_point_lies_in_the_photo": (
                Photo(file=self.photo.file.name, focal_x=101),
                "The focal point lies in the picture: between 0 and 100 percent.",
            ),
            "a_photo_is_a_figure_of_an_article_once": (
                Figure(article=self.article, photo=self.photo),
                "Figure with this Article and Photo already exists.",
            ),
            "an_author_has_a_role_once": (
                Byline(article=self.article, author=byline.author, role=byline.role),
                "This author has this role already.",
            ),
            "nothing_is_a_translation_of_itself": (tied_to_itself(), None),
            "a_piece_is_translated_once_into_a_language": (
                Article(
                    translation_of=make_article(
                        translation_of=self.article, language="uk"
                    ).translation_of,
                    language="uk",
                    **fresh,
                ),
                None,
            ),
            "a_tag_once": (
                ArticleTag(content_object=self.article, tag=self.article.tags.get()),
                "Tag of an article with this Content object and Tag already exists.",
            ),
            "nothing_leads_away_from_the_front_page": (
                Redirect(old_path="/", new_path="/new/"),
                "The front page is always there: nothing leads away.",
            ),
            "a_redirect_stays_on_the_site": (
                Redirect(old_path="/old/", new_path="//elsewhere.example/"),
                "Both paths start with one slash: /2024/05/old-title/.",
            ),
        }

    def cases_of_ways_on(self):
        related = Relation.objects.create(article=self.article, other=make_article(), weight=1)
        return {
            "pieces_are_related_once": (
                Relation(article=related.article, other=related.other, weight=2),
                None,
            ),
            "no_piece_is_related_to_itself": (
                Relation(article=self.article, other=self.article, weight=1),
                None,
            ),
            "a_menu_entry_leads_to_one_place": (
                MenuEntry(menu=Menu.objects.get(place=Menu.Place.MAIN), label="Words"),
                "Choose a section or a page, or write a link with the words for it.",
            ),
        }

    def cases_of_writing(self):
        said = {"article": self.article, "by": make_editor(), "at": timezone.now(), "words": "No."}
        first = Comment.objects.create(**said)
        proposed = Proposal.objects.create(article=self.article, by=said["by"], at=said["at"])
        kept = Revision.objects.create(article=self.article, edit=99, content={}, at=timezone.now())
        typed = Autosave.objects.create(
            person=said["by"], key="page", number=0, edit=0, content={}, at=kept.at
        )
        there = Presence.objects.create(
            article=self.article, person=said["by"], since=said["at"], at=said["at"]
        )
        shown = PreviewLink(article=self.article, maker=said["by"], made_at=kept.at)
        shown.days = 31
        return {
            "a_preview_link_ends_within_thirty_days": (shown, None),
            "a_page_once": (
                Autosave(
                    person=said["by"], key=typed.key, number=1, edit=0, content={}, at=kept.at
                ),
                None,
            ),
            "an_edit_once": (
                Revision(article=kept.article, edit=99, content={}, at=kept.at),
                None,
            ),
            "somebody_is_there_once": (
                Presence(article=there.article, person=there.person, since=there.at, at=there.at),
                None,
            ),
            "an_answer_stands_where_the_comment_does": (
                Comment(answers=first, quotation="Words", **said),
                None,
            ),
            "somebody_proposes_one_text_of_a_piece": (
                Proposal(article=self.article, by=proposed.by, at=timezone.now()),
                "Proposal with this Article and By already exists.",
            ),
            "what_is_done_is_done_by_somebody": (Comment(done_at=timezone.now(), **said), None),
        }

    def cases_of_coverage(self):
        def coverage(**fields):
            return Coverage(**{"grant": self.grant, "whole_site": True, **fields})

        return {
            "coverage_is_of_a_grant_or_a_statement": (
                coverage(statement=self.grant.statements.get()),
                "Choose either a grant or a statement.",
            ),
            "coverage_has_one_target": (
                coverage(section=self.article.section),
                "Choose one target: an article, a tag, a section, an author or the whole site.",
            ),
            "an_exclusion_gives_its_reason": (
                coverage(mode=Coverage.Mode.EXCLUDE),
                "Say why this is left out.",
            ),
            "a_coverage_window_ends_after_it_starts": (
                coverage(first_published_from=LAST, first_published_until=FIRST),
                "The window ends before it starts.",
            ),
            "a_grant_is_put_on_an_article_once": (
                coverage(whole_site=False, article=self.article),
                "The piece has this grant already.",
            ),
        }

    def cases_of_versions(self):
        end = self.version.live_from + timedelta(days=1)
        before = self.version.served_since - timedelta(days=1)
        return {
            "versions_are_numbered": (
                self.another(number=self.version.number, live_from=end, live_until=end),
                None,
            ),
            "version_declares_its_funding": (
                self.another(funding="undeclared", live_from=end, live_until=end),
                None,
            ),
            "only_a_version_of_a_page_owes_no_declaration": (
                self.another(funding="not_owed", live_from=end, live_until=end),
                None,
            ),
            "only_a_version_of_what_was_read_elsewhere_is_imported": (
                self.another(funding="imported", live_from=end, live_until=end),
                None,
            ),
            "a_version_of_a_piece_is_filed_under_a_section": (
                self.another(section_id=None, live_from=end, live_until=end),
                None,
            ),
            "a_version_has_a_path_of_its_kind": (
                self.another(path="/title/", live_from=end, live_until=end),
                None,
            ),
            "version_ends_after_it_begins": (
                self.another(live_until=self.version.live_from - timedelta(days=1)),
                None,
            ),
            "version_is_served_after_the_first_publication": (
                self.another(live_from=before, live_until=before),
                None,
            ),
        }

    def another(self, **fields):
        columns = {
            field.attname: getattr(self.version, field.attname)
            for field in PublishedVersion._meta.concrete_fields
            if not field.primary_key
        }
        return PublishedVersion(**{**columns, "number": 99, **fields})

    def cases_of_work_around_pieces(self):
        article = {"article": self.article}
        confirmed = {**article, "author": self.article.authors.get()}
        InterestConfirmation.objects.get_or_create(**confirmed)
        decided = {**article, "key": "fund", "name": "Fund"}
        MentionDecision.objects.get_or_create(decision="disclose", **decided)
        reissue, _made = Reissue.objects.get_or_create(reason="A misprint.")
        ReissueItem.objects.get_or_create(reissue=reissue, **article)
        kept = {"version": self.version, "difference": "0" * 64, "reason": "A comma."}
        Keep.objects.get_or_create(**kept)
        made = {"grant": self.grant, "since": FIRST, "until": LAST, "made_at": timezone.now()}
        made |= {"document": "{}", "sha256": "0" * 64, "made_by": self.version.frozen_by}
        report = GrantReport.objects.first() or GrantReport.objects.create(revision=1, **made)
        file = {"report": report, "name": "report.csv", "content": "x", "sha256": "0" * 64}
        if not report.files.exists():
            ReportFile.objects.create(**file)
        letter, _made = Letter.objects.get_or_create(title="The week")
        LetterPiece.objects.get_or_create(letter=letter, **article)
        sent = {"letter": letter, "revision": 1, "html": "<p>", "text": "x"}
        sent |= {"made_at": timezone.now(), "made_by": self.version.frozen_by}
        made_letter = letter.made.first() or MadeLetter.objects.create(**sent)
        MadeLetterPiece.objects.get_or_create(made=made_letter, version=self.version)
        figure = {**article, "metric": "page views", "source": "Matomo", "value": 7}
        figure |= {"since": FIRST, "until": LAST}
        ReachFigure.objects.get_or_create(**figure)
        return {
            "a_waiver_says_what_and_why": (
                Waiver(
                    grant=self.grant,
                    kind="",
                    hides="name",
                    reason="R",
                    approved_by="A",
                    review_on=LAST,
                ),
                "This field cannot be blank.",
            ),
            "an_author_confirms_once": (
                InterestConfirmation(**confirmed),
                "This author has confirmed for this piece already.",
            ),
            "a_mention_is_decided_once": (MentionDecision(decision="disclose", **decided), None),
            "an_irrelevant_mention_says_why": (
                MentionDecision(**{**decided, "key": "other", "decision": "irrelevant"}),
                "Say why the mention is not relevant.",
            ),
            "a_piece_once_in_a_reissue": (ReissueItem(reissue=reissue, **article), None),
            "a_difference_is_kept_once": (Keep(**kept), None),
            "reports_are_numbered": (GrantReport(revision=report.revision, **made), None),
            "a_report_ends_after_it_starts": (
                GrantReport(revision=2, **{**made, "since": LAST, "until": FIRST}),
                "The period ends before it starts.",
            ),
            "a_file_once_in_a_report": (ReportFile(**file), None),
            "a_piece_once_in_a_letter": (
                LetterPiece(letter=letter, **article),
                "This piece is in the newsletter already.",
            ),
            "made_letters_are_numbered": (MadeLetter(**sent), None),
            "a_version_once_in_a_letter": (
                MadeLetterPiece(made=made_letter, version=self.version),
                None,
            ),
            "a_figure_once": (ReachFigure(**figure), "This figure is here already."),
            "a_figure_ends_after_it_starts": (
                ReachFigure(**{**figure, "since": LAST, "until": FIRST}),
                "The period ends before it starts.",
            ),
        }


class AddressTests(TestCase):
    def test_a_title_in_cyrillic_gets_an_address_by_the_table_of_its_language(self):
        day = f"/{timezone.localdate():%Y/%m/%d}"
        for language, title, slug in (
            ("uk", "Згорілий Київ", "zghorilyi-kyiv"),
            ("be", "Беларусь і мова", "belarus-i-mova"),
            ("ru", "Щука и ёж", "shchuka-i-ezh"),
        ):
            article = make_article(stage=Stage.PUBLISHED, title=title, language=language)
            with self.subTest(title=title):
                self.assertEqual((article.path, article.title), (f"{day}/{slug}/", title))

    def test_a_section_whose_address_is_taken_gets_the_next_one(self):
        slugs = [Section.objects.create(name=name).slug for name in ("Ład", "Lad", "Läd")]
        self.assertEqual(slugs, ["lad", "lad-2", "lad-3"])

    def test_a_section_of_the_same_name_is_refused_however_it_is_spelt(self):
        Section.objects.create(name="Європа")
        with self.assertRaises(ValidationError):
            Section(name="ЄВРОПА ", slug="other").full_clean()


class TextTests(TestCase):
    """What people write is stored composed and printable, or not at all."""

    def rows(self):
        article = make_article()
        return [
            (Article, "title", {}),
            (Article, "standfirst", {"title": "x"}),
            (Article, "lead_credit", {"title": "x"}),
            (Section, "name", {}),
            (Issue, "title", {"number": "7"}),
            (Photo, "caption", {}),
            (Correction, "text", {"article": article}),
            (Byline, "bio", {"article": article, "author": make_author()}),
            (Coverage, "reason", {"grant": make_grant(), "article": article}),
        ]

    def test_an_unprintable_character_is_named_with_its_place_and_nothing_is_stored(self):
        for model, column, others in self.rows():
            for bad, named in (
                ("ab\x0bc", "Character 3 is U+000B (LINE TABULATION)"),
                ("ab\u202ec", "Character 3 is U+202E (RIGHT-TO-LEFT OVERRIDE)"),
                ("\u2066abc", "Character 1 is U+2066 (LEFT-TO-RIGHT ISOLATE)"),
            ):
                row, before = model(**{column: bad, **others}), model.objects.count()
                with self.subTest(model=model.__name__, column=column, bad=bad):
                    with self.assertRaises(ValidationError) as refused:
                        row.full_clean()
                    self.assertIn(named, refused.exception.message_dict[column][0])
                    with self.assertRaises(ValidationError), transaction.atomic():
                        model.objects.create(**{column: bad, **others})
                    self.assertEqual(model.objects.count(), before)

    def test_decomposed_letters_are_stored_composed(self):
        for model, column, others in self.rows():
            row = model.objects.create(**{column: "Ło\u0301dz\u0301, \u0438\u0306", **others})
            with self.subTest(model=model.__name__, column=column):
                self.assertEqual(model.objects.values_list(column).get(pk=row.pk), ("Łódź, й",))

    def test_markup_in_a_title_stays_text(self):
        article = make_article(stage=Stage.PUBLISHED, title="<b>Bold</b> & <script>alert(1)")
        self.assertEqual(live_version(article).title, "<b>Bold</b> & <script>alert(1)")
        self.assertEqual(article.slug, "b-bold-b-script-alert-1")
        page = self.client.get(article.path)
        self.assertContains(page, "&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)")
        self.assertNotContains(page, "<script>alert(1)")


class DefaultTests(TestCase):
    def test_a_new_piece_is_an_undeclared_draft_without_an_address(self):
        article = Article.objects.create(title="New")
        self.assertEqual(
            (article.stage, article.funding, article.path, article.first_published_at),
            ("draft", "undeclared", None, None),
        )
