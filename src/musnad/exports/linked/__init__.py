"""Linked data: entities, annotations, claims and provenance in the vocabularies that other programs know."""
