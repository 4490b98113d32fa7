from django import template

from newsroom.called import called

register = template.Library()
register.filter(called)
