"""Names of places in text: where they stand, which are places, which place each is.

``scanning`` finds runs of capitalised words that the gazetteer knows, ``surroundings``
weighs whether a run is a place or a person's, company's or team's name, ``senses``
chooses among places of one name.
"""
