from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ResolutionsConfig(AppConfig):
    name = "resolutions"
    verbose_name = "The archive"

    def ready(self):
        from resolutions.roles import make_roles  # models are not loaded before

        # With every migration, since the rights themselves are made then, too.
        post_migrate.connect(make_roles, sender=self)
