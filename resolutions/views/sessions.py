"""The sessions of the General Assembly."""

from django.http import Http404
from django.shortcuts import render

from resolutions import sessions
from resolutions.wording import YEAR_BEFORE_SESSIONS


def session_detail(request, session):
    """One session at a glance, with ways on to the lists of its texts and votes."""
    held = sessions.sessions_held()
    if session not in held:
        raise Http404
    place = held.index(session)
    stages = sessions.stages(session)
    context = {
        "session": session,
        "opened": session + YEAR_BEFORE_SESSIONS,
        "stages": stages,
        "count": sum(stage.count for stage in stages),
        "most": max(stage.count for stage in stages),
        "outcomes": sessions.outcomes(session),
        "texts": list(sessions.in_series(session)),
        "sponsors": sessions.sponsors(session),
        "votes": sessions.closest_votes(session),
        "before": held[place - 1] if place else None,
        "after": held[place + 1] if place + 1 < len(held) else None,
    }
    return render(request, "resolutions/session.html", context)
