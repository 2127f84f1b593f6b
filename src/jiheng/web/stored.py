"""Bytes by their digest in one of the storages of the settings: the same bytes are kept once, and checked when they are read."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages


class Missing(Exception):
    """The bytes of a digest are not there any more, or are others."""

    def __init__(self, digest: str) -> None:
        super().__init__(f"摘要为 {digest[:12]}… 的文件不在了，或已被改动。")


def keep(storage: str, data: bytes) -> str:
    """The digest under which the bytes now lie; a piece left by a broken write is replaced."""
    digest = hashlib.sha256(data).hexdigest()
    place, name = storages[storage], _name(digest)
    if place.exists(name):
        if place.size(name) == len(data):
            return digest
        place.delete(name)
    place.save(name, ContentFile(data))
    return digest


def fetch(storage: str, digest: str) -> bytes:
    """The bytes of a digest.

    Raises:
        Missing: they are gone or were changed.
    """
    try:
        with storages[storage].open(_name(digest)) as stream:
            data: bytes = stream.read()
    except FileNotFoundError as error:
        raise Missing(digest) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise Missing(digest)
    return data


def _name(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:]}"
