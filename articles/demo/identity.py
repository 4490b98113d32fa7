"""How the demo looks: a river that crosses a border, in green."""

from pathlib import Path

from django.core.files.base import ContentFile

from articles.demo.by_hand import change
from articles.models import Article, Menu, MenuEntry, Section
from articles.models.page import IS_PAGE
from newsroom.audit import changes
from newsroom.identity.faces import Chosen
from newsroom.models import Identity

PICTURES = Path(__file__).parent / "pictures"

IDENTITY = {
    "logo": "logo.png",
    "dark_logo": "logo-dark.png",
    "icon": "icon.png",
    "share_picture": "share.png",
}
CHOICES = {
    "accent": "#0f5c52",
    "text_face": Chosen.LITERATA,
    "footer": "<p>Borderland Review Foundation, 12 Towpath, Vistok. It is no more there than "
    "Ruritania is.</p>",
}
# In this order on top of every page; what they leave out is found by the pieces filed there.
SECTIONS = ["Reportage", "Analysis", "Interviews", "Opinion", "Books and Reviews"]


def dress(people):
    """Give the demo its identity and its menus."""
    pictures = {
        column: ContentFile((PICTURES / name).read_bytes(), name=name)
        for column, name in IDENTITY.items()
    }
    change(Identity.current(), pictures | CHOICES, by=people["admin"])
    main, footer = Menu.objects.get(pk="main"), Menu.objects.get(pk="footer")
    entries = [
        MenuEntry(menu=main, section=Section.objects.get(name=name), position=position)
        for position, name in enumerate(SECTIONS)
    ]
    pages = Article.objects.filter(IS_PAGE).order_by("pk")
    entries += [MenuEntry(menu=footer, page=page, position=n) for n, page in enumerate(pages)]
    entries.append(MenuEntry(menu=footer, link="/corrections/", label="Our mistakes", position=50))
    for entry in entries:
        entry.save()
        changes.added(people["admin"], entry)
