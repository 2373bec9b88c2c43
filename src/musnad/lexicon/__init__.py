"""What musnad knows: tables with a schema, each row with a permanent key, loaded when first asked for."""

from __future__ import annotations

from functools import cached_property

from musnad.lexicon.names import ActorRow, GivenNameRow, OrganisationHeadRow, PlaceRow, TitleRow
from musnad.lexicon.tables import DATA, read_table

__all__ = ["Lexicon"]


class Lexicon:
    """The tables that ship in the package; each is read once, when first used. Safe to share between stages."""

    @cached_property
    def places(self) -> tuple[PlaceRow, ...]:
        """Places of the world, with their nationalities."""
        return read_table(DATA / "places.tsv", PlaceRow)

    @cached_property
    def actors(self) -> tuple[ActorRow, ...]:
        """People and organisations."""
        return read_table(DATA / "actors.tsv", ActorRow)

    @cached_property
    def titles(self) -> tuple[TitleRow, ...]:
        """Words before persons' names, and heads of role phrases."""
        return read_table(DATA / "titles.tsv", TitleRow)

    @cached_property
    def organisation_heads(self) -> tuple[OrganisationHeadRow, ...]:
        """Nouns that open an organisation's name."""
        return read_table(DATA / "organisation_heads.tsv", OrganisationHeadRow)

    @cached_property
    def given_names(self) -> tuple[GivenNameRow, ...]:
        """Given names, Arabic and foreign."""
        return read_table(DATA / "given_names.tsv", GivenNameRow)
