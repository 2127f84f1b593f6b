"""Compound files (CFB): the container of doc, xls, wps and of encrypted docx. Lists and reads streams, nothing more."""

from __future__ import annotations

import struct
from typing import Final

from jiheng.documents.errors import DamagedFile

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = 0xFFFFFFFA  # and above: free, end of chain, tables
_ENTRY: Final = 128
_STREAM, _ROOT = 2, 5
_HEADER_CHAINS: Final = 109


class Compound:
    """A compound file in memory; every chain is followed at most once around."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data, self._path = data, path
        try:
            self._load()
        except (struct.error, IndexError) as error:
            raise DamagedFile(path, "文件头或目录不完整") from error

    def _load(self) -> None:
        data = self._data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift >= shift:
            raise DamagedFile(self._path, "文件头不正确")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        first_directory, self._mini_cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self._table = self._sectors_of_table()
        directory = self._chain(first_directory)
        self.streams: dict[str, tuple[int, int]] = {}
        self.storages: set[str] = set()
        root: tuple[int, int] | None = None
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<I", directory, at + 116)[0], struct.unpack_from("<I", directory, at + 120)[0]
            if kind == _STREAM:
                self.streams.setdefault(name, (start, size))
            elif kind == _ROOT:
                root = start, size
            elif kind:
                self.storages.add(name)
        if root is None:
            raise DamagedFile(self._path, "目录不完整，可能没有下载完")
        mini_table = self._chain(first_mini)
        self._mini_table = struct.unpack(f"<{len(mini_table) // 4}I", mini_table[: len(mini_table) // 4 * 4])
        self._mini = self._chain(root[0])[: root[1]]

    def _sectors_of_table(self) -> tuple[int, ...]:
        """The sector allocation table: which sector follows which."""
        data, per = self._data, self._size // 4
        sectors = list(struct.unpack_from(f"<{_HEADER_CHAINS}I", data, 76))
        following, left = struct.unpack_from("<II", data, 68)
        seen: set[int] = set()
        while left and following < _END and following not in seen:
            seen.add(following)
            block = struct.unpack_from(f"<{per}I", data, (following + 1) * self._size)
            sectors.extend(block[:-1])
            following = block[-1]
        table: list[int] = []
        for sector in sectors:
            if sector < _END and (sector + 2) * self._size <= len(data) + self._size:
                chunk = data[(sector + 1) * self._size : (sector + 2) * self._size]
                table.extend(struct.unpack(f"<{len(chunk) // 4}I", chunk[: len(chunk) // 4 * 4]))
        return tuple(table)

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        seen: set[int] = set()
        while sector < _END and sector not in seen and sector < len(self._table):
            seen.add(sector)
            parts.append(self._data[(sector + 1) * self._size : (sector + 2) * self._size])
            sector = self._table[sector]
        return b"".join(parts)

    def read(self, name: str) -> bytes:
        """The bytes of a stream (the first of that name in any storage); empty when there is none."""
        start, size = self.streams.get(name, (_END, 0))
        if size >= self._mini_cutoff:
            return self._chain(start)[:size]
        parts: list[bytes] = []
        seen: set[int] = set()
        while start < _END and start not in seen and start < len(self._mini_table):
            seen.add(start)
            parts.append(self._mini[start * self._mini_size : (start + 1) * self._mini_size])
            start = self._mini_table[start]
        return b"".join(parts)[:size]
