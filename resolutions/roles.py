"""The roles of those who work on the archive, as groups; each has the rights of the one before."""

from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

UPLOAD = "resolutions.add_upload"
EDIT = "resolutions.change_manuscript"
PUBLISH = "resolutions.publish_resolution"
RECORD = "resolutions.view_changerecord"

LOOKED_AT = (
    *("ballot", "citation", "descent", "descentruling", "importeditem", "languageversion"),
    *(
        "manuscript",
        "note",
        "notereference",
        "paragraph",
        "resolution",
        "sourcefile",
        "sponsor",
        "sponsorship",
    ),
    *("subject", "synonyms", "version", "votesession"),
)
UPLOADER = (UPLOAD,)
EDITOR = (
    *UPLOADER,
    *(f"resolutions.view_{name}" for name in LOOKED_AT),
    EDIT,
    RECORD,
    "resolutions.change_sponsorship",
    "resolutions.add_synonyms",
    "resolutions.change_synonyms",
    *(f"resolutions.{act}_descentruling" for act in ("add", "change")),
)
PUBLISHER = (
    *EDITOR,
    PUBLISH,
    "resolutions.change_resolution",
    "resolutions.add_votesession",
    "resolutions.change_votesession",
    "resolutions.change_sponsor",
)
ROLES = {"Uploader": UPLOADER, "Editor": EDITOR, "Publisher": PUBLISHER}
ADMINISTRATOR = "Administrator"


def make_roles(**_) -> None:
    """Make the groups, and give each the rights of its role; further rights of theirs stay."""
    everything = Q(content_type__app_label__in=["auth", "resolutions"])
    permissions = Permission.objects.filter(everything).select_related("content_type")
    held = {f"{each.content_type.app_label}.{each.codename}": each for each in permissions}
    for name, rights in (ROLES | {ADMINISTRATOR: tuple(held)}).items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*(held[right] for right in rights))


def hold_house_rules(apps=installed, **_) -> None:
    """Tell the database what the settings ask; `apps` may be of a migration before it could."""
    if "houserule" in apps.all_models["resolutions"]:
        rules = apps.get_model("resolutions", "HouseRule").objects
        asked = {"four_eyes": settings.FOUR_EYES}
        if not rules.filter(id=1, **asked).exists():  # every change is recorded
            rules.update_or_create(id=1, defaults=asked)
