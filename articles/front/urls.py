"""The address of the front page."""

from django.urls import path

from articles.front import page

urlpatterns = [path("", page.home, name="home")]
