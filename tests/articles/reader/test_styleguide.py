from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import NoReverseMatch, include, path, reverse

from articles.reader.styleguide.views import OTHERS, PIECES
from newsroom import urls
from tests.routes import routes

urlpatterns = [
    path("styleguide/", include("articles.reader.styleguide.urls")),
    *urls.urlpatterns,
]


class AddressTests(SimpleTestCase):
    def test_it_has_an_address_on_a_developer_s_machine_alone(self):
        with self.assertRaises(NoReverseMatch):
            reverse("styleguide")
        self.assertNotIn("styleguide/", [route for route, _ in routes()])
        for debug in (True, False):
            with override_settings(DEBUG=debug):
                found = [str(one.pattern) for one in urls.addresses()]
            self.assertEqual("styleguide/" in found, debug)


@override_settings(ROOT_URLCONF=__name__)
class StyleguideTests(TestCase):
    def test_every_page_shows_its_parts_with_much_and_with_nothing(self):
        statuses = {
            name: self.client.get(f"/styleguide/{name}/").status_code
            for name in (*PIECES, *OTHERS, "no-such")
        }
        wanted = dict.fromkeys((*PIECES, *OTHERS), 200) | {"no-such": 404}
        self.assertEqual(statuses, wanted)

    def test_the_parts_stand_below_each_other_and_lead_to_the_pages(self):
        page = self.client.get("/styleguide/")
        for name in (*PIECES, *OTHERS):
            self.assertContains(page, f'<li><a href="/styleguide/{name}/">{name}</a></li>', count=1)
        self.assertContains(page, '<article class="card')
        self.assertContains(page, 'class="paid"')
