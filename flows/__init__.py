"""When sources are asked, and how politely: Prefect, the network, the command line.

Where to look, in the order in which an article passes:

    the edge        __main__ commands settings registry sources
    one source      admission claims rhythm polling looks walks visits
    its kinds       folders warcs warc_marks remote_files replays decoding
    the network     fetching permission holdings
    one run         context steps pipeline readers allocating tally runs recovery
    flows           ingest backfill reprocess maintain
    behind them     backfilling outcomes rereading reprocessing maintaining health
    new sources     scouting discovery fronts appraisal
    one page        explaining fact_pages
    dateline up     service serving attended automations quiet
    the demo        demo
"""
