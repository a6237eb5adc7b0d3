"""How often signing in may fail: kept in the database, for all processes and over restarts."""

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest


class Failures(AxesDatabaseHandler):
    """
    Limits beyond that of a name from one address: of an address, and of all together.

    Once all together have failed so often as nobody does by mistake, an address has one try.
    Nobody can keep others out so: whoever knows the password needs no second one.
    """

    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        failures = super().get_failures(request, credentials)
        recent = AccessAttempt.objects.filter(attempt_time__gt=get_cool_off_threshold(request))
        here = Q(ip_address=request.axes_ip_address)
        found = recent.aggregate(
            all=Sum("failures_since_start", default=0),
            here=Sum("failures_since_start", filter=here, default=0),
        )
        many = found["all"] >= settings.FAILURES_IN_ALL
        if found["here"] >= (1 if many else settings.FAILURES_OF_AN_ADDRESS):
            return max(failures, settings.AXES_FAILURE_LIMIT)
        return failures
