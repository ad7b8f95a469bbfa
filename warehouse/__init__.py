"""What is kept: DuckDB and files. SQL lies in files, run by the module named.

Where to look, in the order in which a batch passes:

    the raw archive     captures warc_files warc_records warc_entries warc_fields
                        warc_http torn
    the schema          connection lake literals migrate migrations views
                        dictionary
    a load              landing rows fact_rows load staging matching stories incidents
                        identities open_windows orders queries
    what runs ask       read unread stale
    read again          replacing dropping rates
    questions           ask searching reporting export export_tables export_map
    care                maintenance indexing publishing checking checks health
"""
