"""One-time codes: set up, asked for after the password, and put off again."""

from urllib.parse import urlencode

import segno
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from resolutions.archive import one_time_codes
from resolutions.models import OneTimeKey
from resolutions.views.appearance import own_path
from resolutions.views.editing.access import staff

WANTED = "code_wanted"  # in the session, while a code has to be given or set up first
WRONG = (
    "That is not the code of this moment. Codes change every half minute, and each is taken once."
)
TOO_OFTEN = "Five codes were wrong. Try again in five minutes."


@sensitive_post_parameters("code")
@staff("GET", "POST")
def codes(request):
    """What somebody's codes need next: a code, the setting up, or nothing."""
    held = OneTimeKey.objects.filter(user=request.user).first()
    if request.method == "GET":
        return page(request, held)
    steps = {"begin": begin, "confirm": confirm, "give": give, "renew": renew, "drop": drop}
    step = steps.get(request.POST.get("do"))
    if not (step and may(request, step, held)):
        return redirect("editing:codes")
    try:
        return step(request, held)
    except one_time_codes.TooOften:
        return page(request, held, TOO_OFTEN, status=429)


def may(request, step, held) -> bool:
    """Nobody passes by a code that is due, nor loses one that is in use by setting up another."""
    set_up = bool(held and held.confirmed_at)
    if step is begin:
        return not set_up
    if step is confirm:
        return bool(held) and not set_up
    return set_up and (step is give or WANTED not in request.session)


def page(request, held, problem="", paper=(), status=200):
    fresh = held if held and not held.confirmed_at else None
    key = one_time_codes.key_of(fresh) if fresh else None
    if fresh and not key:  # begun under another SECRET_KEY
        held = fresh = None
    context = {
        "held": held,
        "fresh": fresh,
        "key": key,
        "is_due": WANTED in request.session,
        "is_required": request.session.get(WANTED) == "set-up",
        "problem": problem,
        "paper": paper,
        "square": square(one_time_codes.address_of(fresh)) if fresh else None,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "editing/codes.html", context, status=status)


def square(text: str) -> dict:
    """A QR code, as the size and the path of a drawing."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=4))
    dark = [(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    return {"size": len(rows), "path": "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)}


def begin(request, held):
    one_time_codes.begin(request.user)
    to = own_path(request.POST.get("next", ""))
    return redirect(f"{reverse('editing:codes')}?{urlencode({'next': to})}")


def confirm(request, held):
    paper = one_time_codes.confirm(request.user, request.POST.get("code", ""))
    if not paper:
        return page(request, held, WRONG, status=400)
    let_in(request)
    held.refresh_from_db()
    return page(request, held, paper=paper)


def give(request, held):
    if not one_time_codes.accept(request.user, request.POST.get("code", "")):
        return page(request, held, WRONG, status=400)
    let_in(request)
    to = own_path(request.POST.get("next", ""))
    return redirect(to if to != "/" else "editing:desk")


def let_in(request):
    request.session.pop(WANTED, None)
    request.session.cycle_key()


def renew(request, held):
    return page(request, held, paper=one_time_codes.renew_paper(request.user))


def drop(request, held):
    held.delete()
    messages.success(request, "Codes are off. From now on your password alone signs you in.")
    return redirect("editing:codes")
