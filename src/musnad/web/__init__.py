"""The reading room: pages and an HTTP API over a case. How it is laid out: docs/room.md.

room.py        one case, open for many readers; what was made once is remembered until the case changes
ask.py         what a page is asked: the request with its case and its manner; how a page answers
pages/         one module a kind of page: values of `case`, `corpus` and `views` put into a template
api/           the same as JSON, version 1
templates/ static/ catalogues/   what a page looks like, and what it says in Arabic
"""
