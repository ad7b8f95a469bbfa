"""One URL at a time, as a guest: nothing is fetched but through here.

Where to look, in the order in which a fetch passes:

    may we, and when    session robots pacing shared_pacing silences limits
    where to            guard addresses redirects cookies conditions
    over the wire       connections transport wire inflating
    what comes of it    responses retrying
    the other way       posting
"""
