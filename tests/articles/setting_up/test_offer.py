"""The offer on the first page of the desk: to whoever may set up a newsroom, while it is new."""

from django.test import TestCase

from articles.setting_up.desk.offer import Offer
from articles.setting_up.example import put_in
from newsroom.models import Masthead
from tests.factories import (
    make_administrator,
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_publisher,
    make_user,
)

PAGE = "/desk/set-up/"


class OfferTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.boss = make_user(is_superuser=True)

    def setUp(self):
        self.client.force_login(self.boss)

    def said(self, client=None):
        """What the first page says: an offer, the way there at its foot, or nothing."""
        html = (client or self.client).get("/desk/").content.decode()
        told = ("Not now", "the example is still in", "Set up your newsroom")
        return next((words for words in told if words in html), None)

    def name_it(self):
        Masthead.objects.update(name="Borderland Review")

    def test_it_is_made_to_whoever_may_name_the_publication(self):
        makers = (make_contributor, make_editor, make_funding_manager)
        offered = {make.__name__: self._said_to(make) for make in makers}
        self.assertEqual({*offered.values()}, {None})
        for make in (make_publisher, make_administrator):
            self.assertEqual(self._said_to(make), "Not now")
        self.assertEqual(self.said(), "Not now")

    def _said_to(self, make):
        client = self.client_class()
        client.force_login(make())
        return self.said(client)

    def test_it_is_made_until_the_publication_has_a_name_and_a_piece(self):
        self.name_it()
        self.assertEqual(self.said(), "Not now")
        make_article()
        self.assertIsNone(self.said())
        Masthead.objects.update(name="Newsroom")
        self.assertEqual(self.said(), "Not now")

    def test_not_now_leaves_the_way_there_until_the_next_sign_in_of_that_person(self):
        answer = self.client.post(PAGE, {"_later": ""})
        self.assertRedirects(answer, "/desk/")
        self.assertEqual(self.said(), "Set up your newsroom")
        self.assertEqual(self._said_to(make_publisher), "Not now")
        self.client.logout()
        self.client.force_login(self.boss)
        self.assertEqual(self.said(), "Not now")

    def test_the_pieces_of_the_example_are_none_of_its_own_and_it_is_not_forgotten(self):
        put_in(by=self.boss)
        self.name_it()
        self.assertEqual(self.said(), "Not now")
        make_article()
        self.assertEqual(self.said(), "the example is still in")

    def test_it_costs_two_queries_and_whom_it_does_not_concern_none(self):
        self.name_it()
        make_article()
        for make, number in ((make_editor, 0), (make_publisher, 2)):
            self.client.force_login(make())
            request = self.client.get("/desk/").wsgi_request
            masthead = Masthead.current()
            with self.subTest(make.__name__), self.assertNumQueries(number):
                Offer(request, masthead)
