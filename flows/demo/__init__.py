"""The demo: four invented publishers on loopback, one invented month, March 2024.

Four layouts and four feeds stand for the real web. The texts were written for this
project; the Teliva valley, its people and these events are invented. Counted
exactly, and held by ``tests/flows/demo``::

    47 pages, all listed in the publishers' feeds
       40 articles with a text of their own: Teliva Courier 13, Danubia Wire 11,
          Eastern Ledger 8, Prut Observer 8
        6 copies of Danubia Wire articles: 2 exact under the same title, 1 exact
          under a new one, 2 exact with rel=canonical to the agency, 1 trimmed to
          its first 4 of 6 blocks
        1 gallery of scripts only, which cannot be read (Teliva Courier)

Prut Observer's feed dates its 10 items badly: a named zone, a two-digit year, slashes
with the day first, no zone, Romanian, an impossible day and hour, zeros, the epoch,
and twice nothing. 9 of its pages state their date, one states none.

Between the first poll and the second, ``DemoSite.advance`` changes 2 articles (a
toll and a sum revised and a paragraph added; a figure corrected and a correction
line added) and with them 2 of the 4 feeds.

``catalogue`` reads what is packaged, ``pages`` and ``feeds`` render it, ``contents``
gathers what one publisher serves, ``responses`` answers and ``site`` listens.
"""
