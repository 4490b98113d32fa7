"""What every answer says beside its content, whoever asks for whatever address."""

import re

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import BadRequest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import URLResolver, get_resolver, path
from django.utils.regex_helper import normalize

from articles.publishing.perform import perform
from newsroom import urls
from newsroom.content_policy import INERT
from newsroom.headers import BY_LINK, EVERYWHERE, FOR_EVERYBODY, PRIVATE, UNTOLD
from newsroom.models import Masthead
from tests.factories import (
    make_article,
    make_funder,
    make_grant,
    make_logo,
    make_publisher,
    make_user,
    publish,
)

# What stands in the parts of an address; a page that is not there is an answer as well.
PARTS = {
    "path": "2026/01/01/nothing",
    "name": "rss.xml",
    "kind": "jpg",
    "sha": "0" * 64,
    "width": "480",
}
NAMED = {"original": {"name": f"pictures/00/{'0' * 64}.jpg"}}
# Everything that is not for readers is for nobody else.
READERS = (
    "articles.reader.",
    "articles.front.page",
    "newsroom.identity.",
    "newsroom.pictures.",
    "newsroom.security_txt",
)
# Whatever else a page of somebody else asks for is kept from it.
OPEN_TO_OTHERS = {
    "/feed/rss.xml",
    "/funding/360giving.json",
    "/funding/register.csv",
    "/funding/register.json",
}


def addresses(resolver=None, before="/"):
    """An address of every pattern of the site, and whether it is one for readers."""
    for pattern in (resolver or get_resolver()).url_patterns:
        (form, names), *_others = normalize(pattern.pattern.regex.pattern)
        given = NAMED.get(getattr(pattern, "name", None), {})
        address = before + form % {name: given.get(name) or PARTS.get(name, "1") for name in names}
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        else:
            module = pattern.callback.__module__
            yield address, module.startswith(READERS) and ".desk." not in module


def raising(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("bad/", raising(BadRequest("bad"))),
    path("broken/", raising(ValueError("broken"))),
    path("desk/broken/", raising(ValueError("broken"))),
    path("not-now/", lambda request: HttpResponse(status=503)),
    *urls.urlpatterns,
]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404


@override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_SSL_REDIRECT=True, SERVE_MEDIA=True)
class HeaderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(contact="desk@example.org")
        cls.logo = make_logo(make_funder())
        cls.article = publish(make_article())

    def ask(self, address, method="get", client=None, **more):
        client = client or Client(raise_request_exception=False)
        return getattr(client, method)(address, **{"secure": True, **more})

    def check(self, response, *, private=None):
        """It has all that every answer has, each once, and what its reader is for."""
        where = f"{response.status_code} {response.wsgi_request.path}"
        said = {name: response.headers.get(name) for name in EVERYWHERE}
        expected = dict(EVERYWHERE)
        if "Access-Control-Allow-Origin" in response.headers:
            self.assertFalse(private, where)
            expected |= {"Cross-Origin-Resource-Policy": "cross-origin"}
        if response.wsgi_request.path.startswith(BY_LINK):
            expected |= UNTOLD
        self.assertEqual(said, expected, where)
        self.assertRegex(response["Content-Security-Policy"], r"default-src 'none'", where)
        if response.wsgi_request.is_secure():
            self.assertEqual(response["Strict-Transport-Security"], "max-age=31536000", where)
        if private is not None:
            said = {name: value for name, value in PRIVATE.items() if response.get(name) == value}
            self.assertEqual(said, PRIVATE if private else {}, where)
        return response.status_code

    def test_every_address_whoever_asks(self):
        """Anonymous at all of them, and all of them dealt out among the roles."""
        roles = [group.name for group in Group.objects.all()]
        users = [make_user(role, username=role) for role in roles]
        people = [*users, make_user(username="root", is_superuser=True)]
        everything = list(addresses())
        open_to_others = self.ask_all(Client(raise_request_exception=False), everything)
        self.assertEqual(open_to_others, OPEN_TO_OTHERS)
        for number, person in enumerate(people):
            client = Client(raise_request_exception=False)
            client.force_login(person)
            self.ask_all(client, everything[number :: len(people)])

    def ask_all(self, client, some):
        """Check what each address answers; return those that the pages of others may read."""
        open_to_others = set()
        for address, for_readers in some:
            answer = self.ask(address, client=client)
            self.check(answer, private=not for_readers)
            if answer.get("Access-Control-Allow-Origin") == "*":
                open_to_others.add(address)
        return open_to_others

    @override_settings(ROOT_URLCONF=__name__, DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
    def test_every_kind_of_answer(self):
        with self.assertLogs("django.request"):
            asked = self.every_kind()
        for what, (status, response) in asked.items():
            with self.subTest(what):
                self.assertEqual(self.check(response), status)

    def every_kind(self):
        client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        gone = publish(make_article())
        perform("withdraw", gone, by=make_publisher(), note="A mistake.")
        feed = self.ask("/feed/rss.xml")
        return {
            "a page": (200, self.ask("/")),
            "TLS": (301, self.ask("/about/", secure=False)),
            "a slash": (301, self.ask("/about")),
            "no slash at the desk": (301, self.ask("/desk")),
            "the door": (302, self.ask("/desk/")),
            "known already": (
                304,
                self.ask("/feed/rss.xml", headers={"if-none-match": feed["ETag"]}),
            ),
            "no such host": (400, self.ask("/", headers={"host": "evil.example"})),
            "nor without TLS": (400, self.ask("/", headers={"host": "evil.example"}, secure=False)),
            "bad": (400, self.ask("/bad/")),
            "a forged form": (403, self.ask("/desk/login/", "post", client)),
            "nothing": (404, self.ask("/nothing/")),
            "nothing at the desk": (404, self.ask("/desk/nothing/", client=self.signed_in())),
            "another method": (405, self.ask("/robots.txt", "post")),
            "withdrawn": (410, self.ask(gone.path)),
            "too large": (413, self.ask("/desk/login/", "post", data={"x": "x" * 2000})),
            "broken": (500, self.ask("/broken/")),
            "broken at the desk": (500, self.ask("/desk/broken/")),
            "not now": (503, self.ask("/not-now/")),
            "a style": (200, self.ask("/static/css/site.css")),
            "no style": (404, self.ask("/static/nothing.css")),
            "a picture": (200, self.ask(self.logo.file.url)),
        }

    def signed_in(self, role="Editor"):
        client = Client(raise_request_exception=False)
        client.force_login(make_user(role))
        return client

    def test_a_picture_is_open_to_the_pages_of_others_and_a_style_is_not(self):
        picture = self.ask(self.logo.file.url)
        self.assertEqual({name: picture[name] for name in FOR_EVERYBODY}, FOR_EVERYBODY)
        self.assertNotIn("Access-Control-Allow-Origin", self.ask("/static/css/site.css").headers)
        self.assertNotIn("Access-Control-Allow-Credentials", self.ask("/feed/rss.xml").headers)

    def test_an_uploaded_file_runs_nothing_whatever_it_holds(self):
        self.assertEqual(self.ask(self.logo.file.url)["Content-Security-Policy"], INERT)
        grant = make_grant(agreement=ContentFile(b"<script>alert(1)</script>", "letter.html"))
        client = self.signed_in("Funding manager")
        letter = self.ask(f"/desk/funding/grant/{grant.pk}/agreement/", client=client)
        self.check(letter, private=True)
        self.assertEqual(letter["Content-Security-Policy"], INERT)
        self.assertEqual(letter["Content-Disposition"].partition(";")[0], "attachment")

    def test_nginx_says_the_same_of_a_picture(self):
        """What it serves by itself has not passed by the newsroom; TLS it tells with every page."""
        answer = self.ask(self.logo.file.url)
        names = {*EVERYWHERE, *FOR_EVERYBODY, "Cache-Control", "Content-Security-Policy"}
        picture = {name: answer[name] for name in names}
        configuration = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
        location = re.search(
            r"location /media/pictures/ \{(.+?)\n    \}", configuration, re.DOTALL
        )[1]
        said = re.findall(r'add_header (\S+) "(.+)"(?: always)?;', location)
        self.assertEqual(sorted(said), sorted(picture.items()))
        self.assertEqual(location.count("add_header"), len(said))
        # It would add a Cache-Control of its own.
        self.assertNotIn("expires", configuration)
