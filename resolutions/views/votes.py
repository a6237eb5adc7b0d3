"""The votes on one text."""

from urllib.parse import urlencode

from django.db.models import Prefetch

from resolutions.exports import csv_response
from resolutions.models import Ballot, Resolution, SponsorName, VoteSession
from resolutions.views.addresses import TextView
from resolutions.vocabulary import BallotChoice, Committee
from resolutions.voting.beside import changes, elsewhere, rivals
from resolutions.voting.roll_call import RollCall, possible_voters, roll_call

# So many States go into one comparison.
FEW = 6
COLUMNS = (
    "text",
    "paragraph",
    "body",
    "date",
    "meeting",
    "state",
    "iso3",
    "regional group",
    "vote",
    "printed as",
    "source",
)


class VotesView(TextView):
    """
    Every vote held on a text: on the whole first, then on its paragraphs; plenary first.

    The committee's votes on its drafts stand beside them.
    """

    page = "votes"
    template_name = "resolutions/votes.html"

    def get_context_data(self, **kwargs):
        text = self.object
        family = list(Resolution.objects.published().versions_of(text))
        calls = self.calls(family)
        own = [call for call in calls if call.vote.resolution_id == text.pk]
        whole = [call for call in own if not call.vote.anchor]
        drafts = [call for call in calls if call not in own and not call.vote.anchor]
        main = next((call for call in whole if call.voters), None)
        committee = self.committee_call([*whole, *drafts], main)
        group = the_few(main)
        return super().get_context_data(
            own=own,
            whole=whole,
            separate=[call for call in own if call.vote.anchor],
            drafts=drafts,
            before=[call for call in calls if call not in own and call.vote.anchor],
            main=main,
            committee=committee,
            changes=changes(committee, main) if committee else [],
            rivals=rivals(text, family, main) if main else [],
            group=group,
            few=urlencode([("state", voter.sponsor.slug) for voter in of(main, group)[:FEW]]),
            elsewhere=elsewhere(main, group) if group else [],
            **kwargs,
        )

    def calls(self, family: list[Resolution]) -> list[RollCall]:
        ballots = Prefetch("ballots", Ballot.objects.select_related("sponsor"))
        votes = VoteSession.objects.filter(resolution__in=family).with_texts()
        actors, names = list(possible_voters()), list(SponsorName.objects.exclude(until=None))
        votes = sorted(votes.prefetch_related(ballots), key=in_order)
        return [roll_call(vote, actors, names) for vote in votes]

    def committee_call(self, calls: list[RollCall], main: RollCall | None) -> RollCall | None:
        """The committee's roll call, if `main` is the plenary's."""
        if main is None or main.vote.body != Committee.PLENARY:
            return None
        return next((c for c in calls if c.voters and c.vote.body != Committee.PLENARY), None)

    def render_to_response(self, context, **kwargs):
        if self.request.GET.get("format") == "csv":
            name = f"votes-{self.object.address.replace('/', '-')}.csv"
            return csv_response(name, COLUMNS, ballot_rows(context["own"]))
        return super().render_to_response(context, **kwargs)


def the_few(call: RollCall | None) -> str:
    """Those whose other votes tell most: who was against, or else who abstained."""
    few = (BallotChoice.AGAINST, BallotChoice.ABSTAINING)
    return next((choice for choice in few if call and call.by_choice(choice)), "")


def of(call: RollCall | None, choice: str):
    return call.by_choice(choice) if call and choice else []


def ballot_rows(calls: list[RollCall]):
    for call in calls:
        vote = call.vote
        printed = {ballot.sponsor_id: ballot.printed for ballot in vote.ballots.all()}
        for voter in call.voters:
            sponsor = voter.sponsor
            yield (
                vote.resolution.label,
                vote.anchor,
                vote.get_body_display(),
                vote.date,
                vote.meeting,
                sponsor.name,
                sponsor.iso3,
                sponsor.get_regional_group_display(),
                voter.words,
                printed.get(sponsor.pk, ""),
                vote.source,
            )


def in_order(vote) -> tuple:
    return (vote.anchor, vote.body != Committee.PLENARY, vote.pk)
