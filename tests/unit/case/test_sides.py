"""On which side tellers stand, as far as the lexicon states it."""

from __future__ import annotations

import msgspec

from claim_kit import tell, teller
from musnad.case.sides import sides_in
from musnad.corpus.weighing import Weighing
from musnad.model.evidence import Claim
from unit.corpus.weighed_claims import weigh


def sides(*keys: str) -> dict[str, str]:
    tellers = [msgspec.structs.replace(teller("x", 1), key=key, name=key) for key in keys]
    pieces = [
        msgspec.structs.replace(tell("out1 x", number), chain=(teller("out1"), one))
        for number, one in enumerate(tellers, 1)
    ]
    claims = weigh(Claim(id="c", evidence=tuple(pieces)))
    return sides_in(Weighing(claims=claims, circles=(), evidence={}, alone=0, same_text={}, credits={}))


def test_state_and_its_officials_stand_on_its_side() -> None:
    assert sides("actors:per.sergey_lavrov", "places:rus", "places:tur.ankara") == {
        "actors:per.sergey_lavrov": "RUS",
        "places:rus": "RUS",
        "places:tur.ankara": "TUR",
    }


def test_agencies_unnamed_sources_and_unknown_people_stand_on_none() -> None:
    assert sides("actors:org.gbr.reuters", "unnamed:e:1", "PER:فلان", "places:syr.homs") == {}
