"""Scans of sample forms: a PDF rendered, stamped, turned, blurred, with noise, and kept as pictures. Needs the extra ``ocr``."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import Any, Final

RED: Final = (214, 32, 38)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """How a page was scanned: ``tilt`` in degrees, ``blur`` in pixels at 200 dpi, ``noise`` as deviation of gray, ``quality`` of JPEG."""

    name: str
    dpi: int
    tilt: float = 0.0
    gray: bool = False
    stamp: bool = False
    blur: float = 0.0
    noise: float = 0.0
    quality: int = 85


SCANNERS: Final = (
    Scanner(name="300 dpi，彩色，平正", dpi=300, tilt=0.2, noise=2),
    Scanner(name="300 dpi，彩色，盖章，歪 1°", dpi=300, tilt=-1.0, stamp=True, noise=4),
    Scanner(name="200 dpi，彩色，盖章，歪 2°", dpi=200, tilt=2.0, stamp=True, blur=0.4, noise=4),
    Scanner(name="200 dpi，灰度，歪 1.4°", dpi=200, tilt=-1.4, gray=True, blur=0.5, noise=6, quality=75),
    Scanner(name="200 dpi，灰度，盖章", dpi=200, tilt=0.5, gray=True, stamp=True, noise=4),
    Scanner(name="150 dpi，彩色，盖章，歪 1°", dpi=150, tilt=1.0, stamp=True, blur=0.4, noise=4),
    Scanner(name="150 dpi，灰度，歪 2°", dpi=150, tilt=-2.0, gray=True, blur=0.5, noise=6, quality=75),
)


def scan(pdf: bytes, scanner: Scanner, seed: int = 0) -> bytes:
    """A PDF of pictures of the pages of ``pdf``, without any text."""
    chance = random.Random(f"{scanner.name}/{seed}")
    pages = [_scanned(page, scanner, chance) for page in _rendered(pdf, scanner.dpi)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=scanner.dpi, save_all=True, append_images=pages[1:], quality=scanner.quality)
    return out.getvalue()


def _rendered(pdf: bytes, dpi: int) -> list[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].render(scale=dpi / 72).to_pil().convert("RGB") for number in range(len(document))]
    finally:
        document.close()


def _scanned(page: Any, scanner: Scanner, chance: random.Random) -> Any:
    import numpy as np
    from PIL import Image, ImageFilter

    if scanner.stamp:
        page = _stamped(page, scanner.dpi, chance)
    paper = (248, 247, 244)
    page = page.rotate(scanner.tilt, resample=Image.Resampling.BICUBIC, fillcolor=paper)
    if scanner.blur:
        page = page.filter(ImageFilter.GaussianBlur(scanner.blur * scanner.dpi / 200))
    pixels = np.minimum(np.asarray(page, dtype=np.float32), np.array(paper, dtype=np.float32))
    pixels += np.random.default_rng(chance.randrange(2**32)).normal(0, scanner.noise, pixels.shape[:2])[:, :, None]
    page = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return page.convert("L") if scanner.gray else page


def _stamped(page: Any, dpi: int, chance: random.Random) -> Any:
    """A round red stamp of 42 mm somewhere on the page: red ink lets black ink show through."""
    from PIL import Image, ImageChops, ImageDraw

    stamp = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(stamp)
    size = 42 / 25.4 * dpi
    x, y = chance.uniform(0.1, 0.65) * page.width, chance.uniform(0.1, 0.5) * page.height
    draw.ellipse((x, y, x + size, y + size), outline=RED, width=max(3, round(dpi * 0.045)))
    draw.regular_polygon((x + size / 2, y + size / 2, size / 6), 5, fill=RED)
    draw.rectangle((x + size * 0.25, y + size * 0.72, x + size * 0.75, y + size * 0.78), fill=RED)  # in the place of the name
    return ImageChops.multiply(page, stamp)
