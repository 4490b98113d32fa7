from importlib import import_module

from django import forms
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import SimpleTestCase, TestCase

from articles.publishing.desk.moving import FIELDS
from newsroom.models import Masthead
from tests.factories import make_publisher
from tests.filling_in import filled_in

MASTHEAD = f"/desk/newsroom/masthead/{Masthead.THE_ROW}/change/"


class BoxTests(SimpleTestCase):
    """Boxes of several lines that no column stands behind: notes, reasons."""

    def boxes(self, form=forms.Form):
        for one in form.__subclasses__():
            yield from self.boxes(one)
            if one.__module__.partition(".")[0] in {"articles", "authors", "funding", "newsroom"}:
                for name, field in one.base_fields.items():
                    if isinstance(field.widget, forms.Textarea):
                        yield f"{one.__name__}.{name}", field
        yield from ((f"MoveForm.{name}", FIELDS[name]()) for name in ("note", "public_note"))

    def test_each_takes_the_ends_of_lines_that_browsers_send(
        self,
    ):
        import_module(settings.ROOT_URLCONF)
        boxes = dict(self.boxes())
        self.assertLessEqual({"ReviewForm.note", "MoveForm.note", "DecisionForm.reason"}, {*boxes})
        for name, field in boxes.items():
            with self.subTest(name):
                self.assertEqual(field.clean("Anna\r\nBo\u0301"), "Anna\nBó")


class TidiedTests(TestCase):
    def told(self, **changes):
        self.client.force_login(make_publisher())
        answer = self.client.post(MASTHEAD, filled_in(self.client.get(MASTHEAD), **changes))
        return [str(message) for message in get_messages(answer.wsgi_request)]

    def test_what_a_text_could_not_hold_is_named_to_whoever_saved_it(self):
        policy = (
            '<p>See <a href="javascript:alert(1)">this</a>, <a href="example.org">that</a> and '
            '<video src="a.mp4">a film</video></p>'
        )
        told = self.told(funding_policy=policy)
        self.assertEqual(
            told[:2],
            [
                "“funding policy” cannot hold <video>: of them, only words for readers were kept.",
                "“javascript:alert(1)” leads readers nowhere: "
                "the words are in “funding policy”, the link is not.",
            ],
        )
        self.assertEqual(
            Masthead.current().funding_policy,
            '<p>See this, <a href="https://example.org">that</a> and a film</p>',
        )

    def test_nothing_is_told_of_what_nobody_misses(self):
        policy = (
            '<div><span lang="pl">Two</span> <font>words</font></div><ol data-type="decimal"></ol>'
        )
        self.assertEqual(len(self.told(funding_policy=policy)), 1)
