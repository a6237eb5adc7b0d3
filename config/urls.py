"""The addresses of the archive."""

from django.contrib import admin
from django.urls import include, path

from config.errors import healthz, readyz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("resolutions.urls")),
]

handler404 = "resolutions.views.errors.not_found"
handler500 = "config.errors.server_error"
