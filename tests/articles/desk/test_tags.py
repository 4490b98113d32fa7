"""A funding manager makes the tag that coverage needs, and has no other right over tags."""

from django.test import TestCase

from articles.models import Coverage, Tag
from tests.factories import (
    make_article,
    make_contributor,
    make_funding_manager,
    make_grant,
)
from tests.filling_in import filled_in

ADD = "/desk/articles/tag/add/"


class TagsOfManagersTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_article(tags=["Ports"])
        cls.tag = Tag.objects.get()

    def setUp(self):
        self.client.force_login(make_funding_manager())

    def test_the_tag_is_made_where_it_is_missing_and_covered_by(self):
        page = self.client.get("/desk/articles/coverage/add/")
        self.assertContains(page, f'href="{ADD}?_to_field=id&amp;_popup=1"', count=1)
        self.client.post(f"{ADD}?_popup=1", {"name": "Rivers", "_popup": "1"})
        rivers = Tag.objects.get(name="Rivers")
        grant = make_grant()
        fields = filled_in(page, grant=str(grant.pk), tag=str(rivers.pk))
        self.client.post("/desk/articles/coverage/add/", fields)
        self.assertEqual(Coverage.objects.get().tag, rivers)

    def test_the_tag_is_made_on_its_own_page_too(self):
        self.client.post(ADD, filled_in(self.client.get(ADD), name="Rivers"))
        self.assertEqual([tag.name for tag in Tag.objects.order_by("pk")], ["Ports", "Rivers"])

    def test_a_tag_that_is_spelled_the_same_is_refused_with_a_sentence(self):
        page = self.client.post(ADD, filled_in(self.client.get(ADD), name="PORTS "))
        self.assertContains(page, "There is one already that is spelled the same.", count=1)
        self.assertEqual(Tag.objects.count(), 1)

    def test_a_tag_is_not_renamed_or_deleted(self):
        page = f"/desk/articles/tag/{self.tag.pk}/"
        changed = self.client.post(f"{page}change/", {"name": "Renamed", "slug": "renamed"})
        deleted = self.client.post(f"{page}delete/", {"post": "yes"})
        self.assertEqual([changed.status_code, deleted.status_code], [403, 403])
        chosen = {"action": "delete_selected", "_selected_action": [self.tag.pk], "post": "yes"}
        self.client.post("/desk/articles/tag/", chosen)
        self.assertEqual([tag.name for tag in Tag.objects.all()], ["Ports"])

    def test_a_contributor_makes_none_here(self):
        self.client.force_login(make_contributor())
        self.assertEqual(self.client.post(ADD, {"name": "Rivers"}).status_code, 403)
