"""The HTTP API, version 1: everything that the room shows as JSON, and everything that it changes.

asking.py      what can be asked: parameters and bodies with their bounds
calls.py       how a call is answered: in the room's threads, over one state of the case, with a tag for what lasts
shapes.py      what answers look like
articles.py claims.py overviews.py actors.py sources.py judging.py searches.py exports.py whole.py work.py
               the ways into the case

Its page is at `/api`, its OpenAPI document at `/api/v1/openapi.json`.
"""

from __future__ import annotations

from musnad.web.api.making import make_api, openapi_of

__all__ = ["make_api", "openapi_of"]
