from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ResolutionsConfig(AppConfig):
    name = "resolutions"
    verbose_name = "The archive"

    def ready(self):
        # Models are not loaded before.
        from resolutions.roles import hold_house_rules, make_roles

        # With every migration, since the rights themselves are made then, too.
        post_migrate.connect(make_roles, sender=self)
        post_migrate.connect(hold_house_rules, sender=self)
