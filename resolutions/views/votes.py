"""The votes on one text."""

from django.db.models import Prefetch

from resolutions.models import Ballot
from resolutions.views.addresses import TextView
from resolutions.vocabulary import Committee
from resolutions.voting.roll_call import possible_voters, roll_call


class VotesView(TextView):
    """Every vote held on a text: on the whole first, then on its paragraphs; plenary first."""

    page = "votes"
    template_name = "resolutions/votes.html"

    def get_context_data(self, **kwargs):
        ballots = Prefetch("ballots", Ballot.objects.select_related("sponsor"))
        votes = self.object.votes.prefetch_related(ballots)
        actors = list(possible_voters())
        calls = [roll_call(vote, actors) for vote in sorted(votes, key=in_order)]
        return super().get_context_data(
            whole=[call for call in calls if not call.vote.anchor],
            separate=[call for call in calls if call.vote.anchor],
            **kwargs,
        )


def in_order(vote) -> tuple:
    return (vote.anchor, vote.body != Committee.PLENARY, vote.pk)
