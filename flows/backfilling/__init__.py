"""Backfills: windows of the past, from an origin into the warehouse.

An order arrives (``orders``); the ledger tells which windows it takes on (``ledger``);
an origin names pages (``origins``), which are sorted into days (``surveys``), asked for
(``fieldwork``), read and stored (``engine``). ``previews`` stops before the asking.
"""
