"""What the publication is called, and the language that it mostly speaks."""

from django.contrib import admin
from django.utils.translation import gettext as _

from articles.setting_up.desk.parts import Part
from newsroom.desk.by_its_page import save
from newsroom.models import Masthead

FIELDS = ["name", "tagline", "language"]


class MastheadPart(Part):
    name = "masthead"
    permissions = ("newsroom.change_masthead",)

    def ask(self, data=None):
        page = admin.site.get_model_admin(Masthead)
        masthead = page.get_object(self.request, str(Masthead.THE_ROW))
        form = page.get_form(self.request, masthead, change=True, fields=FIELDS)
        return form(data, instance=masthead, prefix=self.name)

    def save(self):
        page = admin.site.get_model_admin(Masthead)
        masthead = save(page, self.request, self.form, change=True)
        return _("Saved: the publication is called “%s”.") % masthead.name
