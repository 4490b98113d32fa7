from django.core.exceptions import ValidationError
from django.test import TestCase

from tests.articles.reader.photos import make_photo
from tests.factories import make_contributor, make_editor, make_issue, make_series
from tests.filling_in import filled_in


class CoverTests(TestCase):
    def test_a_cover_is_described_or_refused_at_its_field(self):
        bare, told = make_photo(alt=""), make_photo(alt="A weir")
        for row in (make_issue("7"), make_series("Rails")):
            row.cover = told
            row.full_clean()
            row.cover = bare
            with self.assertRaises(ValidationError) as refused:
                row.full_clean()
            words = "Describe the photo on its own page, or say that it is decorative."
            self.assertEqual(refused.exception.message_dict, {"cover": [words]})


class DeskTests(TestCase):
    def test_editors_keep_issues_and_series_and_contributors_read_them(self):
        issue, series = make_issue("7", title="Water"), make_series("Rails")
        pages = [
            f"/desk/articles/issue/{issue.pk}/change/",
            f"/desk/articles/series/{series.pk}/change/",
        ]
        self.client.force_login(make_contributor())
        for page in pages:
            self.assertEqual(self.client.get(page).status_code, 200)
            answer = self.client.post(page, {"slug": "forged", "name": "x", "number": "x"})
            self.assertEqual(answer.status_code, 403)
        self.client.force_login(make_editor())
        for page, row in zip(pages, (issue, series), strict=True):
            form = filled_in(self.client.get(page), description="Of rivers.")
            self.assertEqual(self.client.post(page, form).status_code, 302)
            row.refresh_from_db()
            self.assertEqual(row.description, "Of rivers.")
