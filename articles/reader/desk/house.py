"""The identity and the menus of the site at the desk."""

from copy import copy
from urllib.parse import urlencode, urlsplit

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.urls import Resolver404, path, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Menu, MenuEntry
from articles.models.redirect import on_site
from articles.publishing.page_address import leads_somewhere
from articles.reader.frame import Frame
from newsroom.content_policy import let_unsaved
from newsroom.desk.forms import DeskForm
from newsroom.desk.model_admin import DeskAdmin, DeskInline
from newsroom.desk.picture_input import PictureInput
from newsroom.identity import colours
from newsroom.identity.shown import Unsaved
from newsroom.identity.stylesheet import CHOSEN, stylesheet
from newsroom.kit.colours import least_contrast
from newsroom.models import Identity, Masthead
from newsroom.pictures.fields import PictureField

PREVIEW = "_preview"


@admin.register(Identity)
class IdentityAdmin(DeskAdmin):
    """There is one, so its list is its form. It is looked at before it is saved."""

    class Media:
        css = {"all": ["desk/identity.css"]}

    formfield_overrides = {**DeskAdmin.formfield_overrides, PictureField: {"widget": PictureInput}}
    readonly_fields = ["contrasts"]
    fieldsets = [
        (_("Pictures"), {"fields": ["logo", "dark_logo", "icon", "share_picture"]}),
        (_("Colours"), {"fields": ["accent", "dark_accent", "contrasts"]}),
        (_("Typefaces"), {"fields": ["text_face", "label_face"]}),
        (_("Foot of the page"), {"fields": ["footer"]}),
    ]

    @admin.display(description=_("contrast"))
    def contrasts(self, identity):
        """How the colours that are stored can be read, and what dark pages have of one alone."""
        # Not of what was typed, which may be no colour.
        stored = Identity.current().accents
        accents = zip(stored, (colours.LIGHT, colours.DARK), strict=True)
        told = [(c, papers[0], round(least_contrast(c, papers), 1)) for c, papers in accents if c]
        return render_to_string("admin/newsroom/identity/_contrasts.html", {"told": told})

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.style_view))
        return [path("style.css", view, name="newsroom_identity_style"), *super().get_urls()]

    def get_object(self, request, object_id, from_field=None):
        """None where the address has another key, or a number beyond those of the database."""
        is_it = object_id == str(Masthead.THE_ROW)
        return super().get_object(request, object_id, from_field) if is_it else None

    def changelist_view(self, request, extra_context=None):
        url = reverse("admin:newsroom_identity_change", args=[Masthead.THE_ROW])
        return HttpResponseRedirect(url)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The preview saves nothing; what is refused is told as it would be on saving."""
        if request.method == "POST" and PREVIEW in request.POST:
            identity = self.row_to_change(request, object_id)
            form = self.get_form(request, identity, change=True)
            typed = form(request.POST, request.FILES, instance=identity)
            if typed.is_valid():
                return _front_page(request, typed.instance)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def style_view(self, request):
        """The style sheet with what `?accent=` and others choose, for the preview alone."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        chosen = Identity(**{name: request.GET.get(name, "") for name in CHOSEN})
        try:
            chosen.clean_fields(exclude={c.name for c in self.opts.concrete_fields} - {*CHOSEN})
        except ValidationError as problem:
            raise Http404 from problem
        return HttpResponse(stylesheet(chosen), content_type="text/css; charset=utf-8")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class EntryForm(DeskForm):
    def clean_link(self):
        """A slip in a path would be a dead link on every page. What begins with two slashes is no
        path: the column refuses it.
        """
        link = self.cleaned_data["link"]
        path = on_site(link)
        is_path = path.startswith("/") and not path.startswith("//")
        if is_path and not _leads_somewhere(urlsplit(path).path):
            raise ValidationError(_("There is nothing at this address."))
        return link


def _leads_somewhere(path):
    """Whether a view answers at a path; that of pieces and pages, where one was given it."""
    try:
        given = resolve(path).kwargs.get("path")
    except Resolver404:
        return leads_somewhere(path)
    return given is None or leads_somewhere(f"/{given}/")


class EntryInline(DeskInline):
    model, form = MenuEntry, EntryForm
    fields = ["position", "section", "page", "link", "label"]


@admin.register(Menu)
class MenuAdmin(DeskAdmin):
    """There are two, which a migration makes."""

    class Media:
        css = {"all": ["desk/menus.css"]}

    list_display = ["place"]
    inlines = [EntryInline]
    change_form_template = "admin/articles/menu/change_form.html"

    def get_fieldsets(self, request, obj=None):
        """Nothing of a menu itself is written: without a word on that, Django shows every field."""
        return []

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """With the lines that readers are not shown, for what they lead to is not published."""
        context["nowhere"] = obj.entries.leading_nowhere().select_related("page")
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _front_page(request, identity):
    """The front page as it would be with an identity that is not saved."""
    home = reverse("home")
    asked = copy(request)
    asked.method, asked.path, asked.path_info, asked.GET = "GET", home, home, QueryDict()
    chosen = urlencode({name: getattr(identity, name) for name in CHOSEN})
    style = f"{reverse('admin:newsroom_identity_style')}?{chosen}"
    asked.frame = Frame(asked, identity=Unsaved(identity, style))
    return let_unsaved(resolve(home).func(asked))
