"""Pieces of the paper beside doubtful readings. Needs the extra ``ocr``."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jiheng.documents import ocr
from jiheng.documents.crops import Crops
from jiheng.model import Place

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed"),
]

#: A black square of an inch, an inch from the corner of a page of A4 at 200 dpi.
SQUARE = Place(page=1, box=(72.0, 72.0, 144.0, 144.0))


def sheet(form: str, **options: Any) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1654, 2339), "white")
    ImageDraw.Draw(image).rectangle((200, 200, 399, 399), fill="black")
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def shown(crop: bytes | None) -> Any:
    from PIL import Image

    assert crop is not None
    return Image.open(io.BytesIO(crop)).convert("L")


@pytest.mark.parametrize(("name", "data"), [("a.pdf", ("PDF", {"resolution": 200})), ("a.png", ("PNG", {"dpi": (200, 200)}))])
def test_the_piece_shows_the_place_with_a_margin_of_paper(tmp_path: Path, name: str, data: tuple[str, dict[str, Any]]) -> None:
    path = tmp_path / name
    path.write_bytes(sheet(data[0], **data[1]))
    picture = shown(Crops(str(path)).of(SQUARE))
    width, height = picture.size
    assert width == pytest.approx(height, abs=2)
    assert picture.getpixel((width // 2, height // 2)) < 60
    assert picture.getpixel((2, 2)) > 200
    dark = sum(picture.histogram()[:128]) / (width * height)
    assert dark == pytest.approx((72 / 82) ** 2, abs=0.03)


def test_a_page_in_an_archive_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲/a.pdf", sheet("PDF", resolution=200))
    assert Crops(f"{path}!/甲/a.pdf").of(SQUARE) is not None


def test_without_file_page_or_box_there_is_no_piece(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert Crops(str(path)).of(SQUARE) is None
    path.write_bytes(sheet("PNG", dpi=(200, 200)))
    crops = Crops(str(path))
    assert crops.of(Place(page=1)) is None
    assert crops.of(Place(box=SQUARE.box)) is None
    assert crops.of(Place(page=2, box=SQUARE.box)) is None
    assert crops.of(Place(page=1, box=(9000.0, 9000.0, 9010.0, 9010.0))) is None
    path.write_bytes(b"%PDF-1.7 nothing")
    assert Crops(str(path)).of(SQUARE) is None
