"""What the fuzzer takes for wrong, and that a case can be had again."""

import random

from django.http import HttpResponse
from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.urls import include, path

from articles.models import Tag
from tests.fuzzing.cases import CHANGES, Case, press
from tests.fuzzing.judging import wrong
from tests.permissions.presses import Press


def fails(request):
    raise ValueError("Nobody thought of it.")


def reflects(request):
    return HttpResponse(request.POST["name"])


def shows(request):
    return HttpResponse(request.POST["name"].replace("<", "&lt;"))


def writes_by_halves(request):
    Tag.objects.create(name="Half")
    return HttpResponse("Refused", status=400)


def is_well(request):
    Tag.objects.create(name="Whole")
    return HttpResponse("Done")


urlpatterns = [
    path("fails/", fails),
    path("reflects/", reflects),
    path("shows/", shows),
    path("halves/", writes_by_halves),
    path("well/", is_well),
    path("", include("newsroom.urls")),
]


@override_settings(ROOT_URLCONF=__name__)
class JudgingTests(TestCase):
    def told(self, page):
        body = b"name=<img src=x onerror=alert(4711)>"
        client = Client(raise_request_exception=False)
        return wrong(client, Case(f"/{page}/", "a name", body=body))

    def test_a_fault_a_script_and_half_a_writing_are_told_and_nothing_else(self):
        self.assertEqual(
            [self.told(page)[:1] for page in ("reflects", "halves", "shows", "well")],
            [
                ["<img src=x onerror=alert(4711)> would be run."],
                ["It is refused, and has written to articles_tag, newsroom_indexed."],
                [],
                [],
            ],
        )
        with self.assertLogs("django.request", "ERROR"):
            told = self.told("fails")[0]
        self.assertRegex(told, "^It answers 500: ValueError in test_judging.py")

    def test_whatever_a_case_writes_is_undone(self):
        self.told("well")
        self.assertFalse(Tag.objects.exists())


class CaseTests(SimpleTestCase):
    def test_every_change_can_be_sent_and_is_the_same_once_more(self):
        for data in (
            {},
            {"name": "Weirs", "rows-TOTAL_FORMS": "1", "_selected_action": ["1", "2"]},
        ):
            button = Press("/desk/", "_save", data)
            for change in CHANGES:
                made = [change(button, ["file"], random.Random(7)) for _time in range(2)]
                self.assertEqual(*made)
                self.assertIsInstance(made[0].body, bytes)

    def test_what_takes_a_file_is_sent_files(self):
        page = '<input type="file" name="letter">'
        sent = [press(Press("/", "", {}), page, random.Random(n)).words for n in range(20)]
        self.assertTrue(any(": letter is " in words for words in sent))
