"""Which texts are the same: exact copies under other URLs, versions of one URL.

Articles arrive as folded text (``fingerprints``); what the warehouse already holds
comes back from it as plain records, and ``versions`` and ``matching`` decide.
"""
