from django import template

from newsroom.identity.shown import Shown

register = template.Library()
register.filter("first_files", Shown.first_files)
