"""What people write of a piece is in its content, whole."""

from datetime import date

from django.contrib import admin
from django.test import TestCase

from articles.models import Article, Correction, Issue, Series
from articles.models.choices import Funding, Kind, Role
from articles.writing.content import COLUMNS, TABLES, TAGS, content_of, contents_of
from tests.articles.publishing.frozen import make_photo
from tests.factories import make_article, make_author, make_editor, make_grant, make_section

# What stands in a table on the page of a piece and is no part of what is written.
DECIDED = {"interestconfirmation": "An author’s word, at a moment: it is given, and not edited."}


class ContentTests(TestCase):
    def test_whatever_people_write_of_a_piece_is_in_its_content(self):
        meta = Article._meta
        written = {column.name for column in meta.concrete_fields if column.editable}
        written |= {several.name for several in meta.many_to_many if several.editable}
        # Who signs is in a table, through which this leads.
        written -= {"id", "authors"}
        self.assertEqual(written, {*COLUMNS, TAGS})

    def test_every_table_on_the_page_of_a_piece_is_in_its_content(self):
        known = {table.model._meta.model_name: {*table.columns} for table in TABLES}
        for inline in admin.site.get_model_admin(Article).inlines:
            model = inline.model._meta.model_name
            with self.subTest(model):
                if model not in DECIDED:
                    self.assertEqual({*inline.fields, "id"}, known.pop(model))
        self.assertEqual(known, {})

    def test_it_holds_each_column_and_each_row(self):
        anna, grant, photo = make_author("Anna"), make_grant(), make_photo()
        editor, section, issue = make_editor(), make_section(), Issue.objects.create(number="9")
        series = Series.objects.create(name="Rails")
        article = make_article(
            title="Title",
            slug="title",
            standfirst="Standfirst.",
            body="<p>Body.</p>",
            kind=Kind.NEWS,
            section=section,
            issue=issue,
            issue_place=2,
            series=series,
            part=3,
            dated=date(2026, 3, 1),
            lead_photo=photo,
            lead_caption="Caption.",
            lead_credit="Credit",
            editor=editor,
            due=date(2026, 3, 9),
            authors=[anna],
            grants=[grant],
            tags=["Rivers", "Ports"],
        )
        article.bylines.update(bio="For this piece.", position=4)
        article.coverages.update(reason="As agreed.")
        note = Correction.objects.create(
            article=article, text="A number was wrong.", dated=date(2026, 3, 2)
        )
        self.assertEqual(
            content_of(article),
            {
                "title": "Title",
                "slug": "title",
                "standfirst": "Standfirst.",
                "body": "<p>Body.</p>",
                "language": "en",
                "kind": Kind.NEWS,
                "section": section.pk,
                "issue": issue.pk,
                "issue_place": 2,
                "series": series.pk,
                "part": 3,
                "dated": "2026-03-01",
                "lead_photo": photo.pk,
                "lead_caption": "Caption.",
                "lead_credit": "Credit",
                "funding": Funding.FUNDED,
                "editor": editor.pk,
                "due": "2026-03-09",
                "tags": ["Ports", "Rivers"],
                "bylines": [
                    {
                        "id": article.bylines.get().pk,
                        "author": anna.pk,
                        "role": Role.AUTHOR,
                        "bio": "For this piece.",
                        "position": 4,
                    }
                ],
                "grants": [
                    {
                        "id": article.coverages.get().pk,
                        "grant": grant.pk,
                        "reason": "As agreed.",
                    }
                ],
                "corrections": [
                    {
                        "id": note.pk,
                        "kind": "correction",
                        "text": "A number was wrong.",
                        "dated": "2026-03-02",
                    }
                ],
            },
        )

    def test_many_cost_as_many_queries_as_one(self):
        pieces = [make_article(tags=["Ports"], grants=[make_grant()]) for _ in range(3)]
        for some in (pieces[:1], pieces):
            with self.assertNumQueries(5):
                contents_of([piece.pk for piece in some])
