from django.urls import re_path

from newsroom.pictures import views

urlpatterns = [
    re_path(
        r"^pictures/(?P<size>[a-z0-9-]{1,20})/(?P<sha>[0-9a-f]{64})\.(?P<kind>avif|webp|jpg)$",
        views.rendered,
        name="picture",
    ),
    re_path(
        r"^media/(?P<name>pictures/[0-9a-f]{2}/[0-9a-f]{64}\.(?:jpg|png|webp|avif))$",
        views.original,
        name="original",
    ),
]
