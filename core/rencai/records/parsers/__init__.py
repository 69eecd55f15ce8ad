"""Readers of raw text: pure functions from what a source wrote to a typed value.

Each returns None for empty text and raises Unreadable, with a short reason, for text it cannot understand.
"""
