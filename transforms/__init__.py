"""Pure steps from bytes to facts: no network, no files, no clock.

The path of one article, in the order the steps run:

1. ``listings``    bytes of a feed -> links
2. ``articles``    bytes of a page -> article (title, authors, day, blocks)
3. ``dated_text``  article -> the text that is stored, and back
4. ``duplicates``  text -> fingerprints; fingerprints -> matches
5. ``facts``       text -> dates, money, ..., each with its span
"""
