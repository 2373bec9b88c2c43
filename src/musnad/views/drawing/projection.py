"""Lay the round earth on a flat picture.

What comes in are degrees of longitude and latitude; what goes out are places of a picture. A part of the earth is laid
out around its middle (Lambert's azimuthal equal-area projection), which has no edge for a shape to be torn at; the
whole earth as Equal Earth (Šavrič, Patterson and Jenny 2018) around a meridian whose opposite runs through the Bering
Strait, where next to nothing lies. Both show areas in their true proportion.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

__all__ = ["WORLD", "Box", "Frame", "Point", "azimuthal", "equal_earth", "frame_of", "unfolded"]

Point = tuple[float, float]
Project = Callable[[float, float], Point]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the polynomial of Equal Earth
_M = math.sqrt(3) / 2
_EDGE_STEPS = 16  # places along each edge of a box that are looked at to find how large it is drawn


class Box(NamedTuple):
    """A part of the earth, in degrees; `east` is greater than `west`, beyond 180 where it lies across the date line."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        """Its middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def is_world(self) -> bool:
        """Whether it goes all around the earth."""
        return self.east - self.west >= 300


WORLD = Box(-169.0, -56.0, 191.0, 79.0)


class Frame(NamedTuple):
    """A picture of a part of the earth: how places come to lie in it, and its size."""

    box: Box
    width: float
    height: float
    project: Project
    scale: float
    left: float
    top: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a place lies in the picture, from its left and its top; outside of it where it is not shown."""
        x, y = self.project(longitude, latitude)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def shows(self, longitude: float, latitude: float) -> bool:
        """Whether a place lies in the picture."""
        if not self.box.is_world and _angle(self.box.middle, (longitude, latitude)) > math.pi / 2:
            return False
        x, y = self.at(longitude, latitude)
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def degrees(self) -> float:
        """How many degrees a step of one in the picture is, about."""
        return (self.box.north - self.box.south) / self.height


def azimuthal(middle: Point) -> Project:
    """Return Lambert's azimuthal equal-area projection around a place; the earth's radius is 1.

    >>> azimuthal((36, 30))(36, 30)
    (0.0, 0.0)
    """
    middle_longitude, middle_latitude = map(math.radians, middle)
    sine, cosine = math.sin(middle_latitude), math.cos(middle_latitude)

    def project(longitude: float, latitude: float) -> Point:
        across, up = math.radians(longitude) - middle_longitude, math.radians(latitude)
        sine_up, cosine_up, cosine_across = math.sin(up), math.cos(up), math.cos(across)
        towards = max(1 + sine * sine_up + cosine * cosine_up * cosine_across, 1e-9)  # 0 on the other side of the earth
        stretch = math.sqrt(2 / towards)
        x = stretch * cosine_up * math.sin(across)
        return x, stretch * (cosine * sine_up - sine * cosine_up * cosine_across)

    return project


def equal_earth(middle: float) -> Project:
    """Return the Equal Earth projection around a meridian; longitudes beyond its edge lie beyond the edge."""

    def project(longitude: float, latitude: float) -> Point:
        angle = math.asin(_M * math.sin(math.radians(latitude)))
        square = angle * angle
        sixth = square**3
        across = math.radians(longitude - middle) * math.cos(angle)
        slope = _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
        return across / slope, angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))

    return project


def frame_of(box: Box, width: float, *, highest: float = 0.72) -> Frame:
    """Return the picture of a part of the earth, as wide as said; it is no higher than a share of its width."""
    project = equal_earth(box.middle[0]) if box.is_world else azimuthal(box.middle)
    edge = [project(*place) for place in _edge(box)]
    left, right = min(x for x, _ in edge), max(x for x, _ in edge)
    low, high = min(y for _, y in edge), max(y for _, y in edge)
    across, up = right - left, high - low
    if up > across * highest:
        left, across = left - (up / highest - across) / 2, up / highest
    scale = width / across
    return Frame(box, width, up * scale, project, scale, left, high)


def unfolded(ring: Sequence[Point], middle: float) -> list[Point]:
    """Return a ring without leaps from one side of the date line to the other, on the side that is nearer a meridian.

    >>> unfolded([(179, 60), (-179, 60), (-179, 65)], 11)
    [(179, 60), (181, 60), (181, 65)]
    """
    found: list[Point] = []
    for x, y in ring:
        turns = round((found[-1][0] - x) / 360) if found else 0
        found.append((x + 360 * turns, y))
    centre = (min(x for x, _ in found) + max(x for x, _ in found)) / 2
    away = 360 * round((middle - centre) / 360)
    return [(x + away, y) for x, y in found] if away else found


def _edge(box: Box) -> list[Point]:
    """Return places along the edge of a box."""
    found: list[Point] = []
    for step in range(_EDGE_STEPS + 1):
        x = box.west + (box.east - box.west) * step / _EDGE_STEPS
        y = box.south + (box.north - box.south) * step / _EDGE_STEPS
        found += [(x, box.south), (x, box.north), (box.west, y), (box.east, y)]
    return found


def _angle(one: Point, other: Point) -> float:
    """Return how far two places lie apart, as an angle."""
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    cosine = math.sin(b) * math.sin(d) + math.cos(b) * math.cos(d) * math.cos(a - c)
    return math.acos(max(-1.0, min(1.0, cosine)))
