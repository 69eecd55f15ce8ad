"""The truth: every record, its versions and its changes, on SQLite or PostgreSQL.

Writers take turns, so the numbers in `changes` are in the order of the commits on both databases and whoever follows
them by number misses nothing.
"""
