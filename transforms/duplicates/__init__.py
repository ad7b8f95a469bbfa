"""Copies are not news: which articles repeat, continue or resemble others.

In the order of the path. ``fingerprints`` folds an article's words (``words``) into a
digest and the winnowed hashes of its runs of five (``shingles``): refine takes that
far in any process. At the load the warehouse finds candidates that share fingerprints;
``likeness`` compares their texts and ``relations`` tells the same article (near) from
two fillings of one form (template). ``clusters`` finds the original of each cluster,
with ``credits`` as evidence, and says of every other member whether it is an exact
copy, a copy, a teaser or a version. ``templates`` gathers families of forms,
``stories`` links originals that tell of one event; both keep their names by
``groups``. ``versions`` puts the states of one address in order.
"""
