"""Which media type a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered type that the client likes best, the earlier one where it likes two alike.

    Args:
        accept: the Accept header; None or empty takes anything.
        offered: media types, the server's favourite first.

    Returns:
        None when the client takes none of them.
    """
    if not accept or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    likings = [max((_liking(one, media) for one in ranges), default=(0, 0.0)) for media in offered]
    most = max(q for _, q in likings)
    if most <= 0:
        return None
    return next(m for m, (_, q) in zip(offered, likings, strict=True) if q == most)


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media, quality


def _liking(wanted: tuple[str, float], media: str) -> tuple[int, float]:
    """How closely a range names a type (closer counts first), and how much it is liked."""
    name, quality = wanted
    if name == media:
        return 3, quality
    if name.endswith("/*") and media.startswith(name[:-1]) and name != "*/*":
        return 2, quality
    return (1, quality) if name in ("*/*", "*") else (0, 0.0)
