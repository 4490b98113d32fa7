"""Two funders that may be one are remarked on, and never refused."""

from django.test import TestCase
from django.utils.translation import override

from articles.imports.store import import_manuscript
from funding.lookalikes import look_alikes, remark
from funding.models import Funder, FunderAlias, Grant, Wording
from tests.factories import make_contributor, make_editor, make_funder, make_funding_manager
from tests.filling_in import filled_in

ADD = "/desk/funding/funder/add/"
REMARK = "“Lódz Fund” looks like “Łódź Fund”, on file already: if it is the same funder, keep one."


class LookAlikeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.fund = make_funder("Łódź Fund")
        FunderAlias.objects.create(funder=cls.fund, name="Rivers Sp. z o.o.")
        make_funder("Ministry of Tides")

    def test_names_and_other_names_are_looked_at_in_two_queries(self):
        for number in (2, 30):
            while Funder.objects.count() < number:
                make_funder()
            with self.assertNumQueries(2):
                self.assertEqual(look_alikes("LODZ Fund"), [self.fund])
        self.assertEqual(look_alikes("Rivers"), [self.fund])
        self.assertEqual(look_alikes("Łódź Fund", besides=self.fund), [])
        self.assertEqual(look_alikes("Ministry of Rivers"), [])

    def test_names_stand_in_the_quotation_marks_of_the_language(self):
        with override("pl"):
            self.assertIn("„Łódź Fund”", remark("Lódz Fund"))
            self.assertNotIn("“", remark("Lódz Fund"))

    def test_the_desk_remarks_on_it_when_saved_and_on_the_page_and_refuses_nothing(self):
        self.client.force_login(make_funding_manager())
        form = filled_in(self.client.get(ADD), name="Lódz Fund", _continue="1")
        page = self.client.post(ADD, form, follow=True)
        self.assertEqual(Funder.objects.filter(name="Lódz Fund").count(), 1)
        self.assertContains(page, REMARK, count=2)
        page = self.client.get("/desk/funding/funder/add/")
        self.assertNotContains(page, "looks like")
        other = Funder.objects.get(name="Ministry of Tides")
        page = self.client.get(f"/desk/funding/funder/{other.pk}/change/")
        self.assertNotContains(page, "looks like")

    def test_an_import_remarks_on_a_new_funder_to_whoever_reads_of_those_on_file(self):
        text = (
            "A title\nA standfirst of one sentence.\n9 October 2024 - Ewa Brzeg - Essays\n"
            + "The river rose. " * 20
            + "\n“Quiet Rivers” is a project financed by the Lódz Fund in the amount of EUR 9.\n"
        )
        for by, told in ((make_contributor(), False), (make_editor(), True)):
            Funder.objects.filter(name="Lódz Fund").update(name="Another", key="another")
            article, _ = import_manuscript(text.encode(), "manuscript.txt", by=by)
            guesses = article.guesses.filter(field="funding").values_list("why", flat=True)
            self.assertEqual(REMARK in list(guesses), told)
            self.assertEqual(Funder.objects.filter(name="Lódz Fund").count(), 1)
            Grant.objects.update(title="Renamed")
            Wording.objects.all().delete()
