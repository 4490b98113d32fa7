"""In newsroom/urls.py where DEBUG is, and nowhere else."""

from django.urls import path

from articles.reader.styleguide import views

urlpatterns = [
    path("", views.index, name="styleguide"),
    path("<slug:name>/", views.page, name="styleguide-page"),
]
