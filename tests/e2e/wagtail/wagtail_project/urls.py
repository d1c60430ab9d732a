"""Its addresses."""

from django.contrib.staticfiles.views import serve
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("static/<path:path>", serve, {"insecure": True}),
    path("admin/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
