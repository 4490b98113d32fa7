from django.contrib import admin
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django_prose_editor.widgets import AdminProseEditorWidget

from newsroom.content_policy import with_the_editor
from tests.browser.chromium import BrowserTestCase


@with_the_editor
def page(request):
    widget = AdminProseEditorWidget()
    return HttpResponse(
        f"<!doctype html><link rel=icon href=/static/icon.svg><title>Editor</title>{widget.media}"
        f"<form>{widget.render('body', '<p>Hello</p>', {'id': 'id_body'})}</form>"
    )


urlpatterns = [path("editor/", page), path("desk/", admin.site.urls)]


@override_settings(ROOT_URLCONF=__name__)
class EditorTests(BrowserTestCase):
    def test_the_editor_works_and_looks_right_under_the_content_policy(self):
        editor = self.open("/editor/").get_by_role("textbox")
        editor.press_sequentially("Well, ")
        self.assertEqual(editor.inner_text(), "Well, Hello")
        self.assertEqual(
            editor.evaluate("element => getComputedStyle(element).whiteSpace"), "break-spaces"
        )
