"""Benchmarks of writing: a package of forty pages as Word and as PDF, beside docxtpl, WeasyPrint and LibreOffice.

The peers write the same words, tables and headings, without merged cells, contents page or archival profile. What is not installed is
told as missing.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, Final

import docx
import pylopdf_fonts_zh_cn

from jiheng.regulation import load_standard
from jiheng.reports.evaluation_report import project_report
from jiheng.reports.render.paper import Block, Contents, Gap, Heading, Layout, PageBreak, Paper, Paragraph, Picture, Region, Table
from jiheng.reports.render.typeset import typeset, write_pdf
from jiheng.reports.render.word import write_word
from jiheng.sample.bench_documents import PAGES, Peer, ratio, timed
from jiheng.sample.cases import case_text
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import load_case

_GOALS: Final = {"docx": 1.0, "pdf": 0.5}
_PROGRAMS: Final = ("soffice", "libreoffice")


@dataclass(slots=True, kw_only=True)
class ReportsBench:
    """Seconds of the processor for one package in each format, its pages, and the comparisons."""

    pages: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peers: list[Peer] = field(default_factory=list)


def long_package(pages: int = PAGES) -> Paper:
    """The sample project's package, and its sections once more from the front, until there are so many pages."""
    placed = load_case(case_text("project"), "案例.yaml")
    once = project_report(placed.case, placed.frame, score_case(placed.case, placed.frame, placed.standard), placed.standard)
    layout = Layout.of(placed.standard)
    counts = [_page_count(replace(once, sections=(section,)), layout) for section in once.sections]
    sections, count, number = list(once.sections), sum(counts), 0
    while count < pages:
        section = once.sections[number % len(counts)]
        count += counts[number % len(counts)]
        number += 1
        blocks = tuple(_renamed(block, number) for block in section.blocks if not isinstance(block, Contents))
        sections.append(replace(section, blocks=blocks))
    return replace(once, sections=tuple(sections))


def _renamed(block: Block, number: int) -> Block:
    """The block with an anchor of its own: anchors may stand only once."""
    return replace(block, anchor=f"{number}-{block.anchor}") if isinstance(block, Heading) and block.anchor else block


def varied(paper: Paper, number: int) -> Paper:
    """The paper with every text changed a little: a typesetter that remembers its last work shall work again."""

    def changed(block: Block) -> Block:
        if isinstance(block, Heading | Paragraph):
            return replace(block, text=f"{block.text}{number}")
        if isinstance(block, Region):
            return replace(block, paragraphs=tuple(f"{text}{number}" for text in block.paragraphs))
        if isinstance(block, Table):
            rows = tuple(tuple(replace(cell, text=f"{cell.text}{number}") for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        return block

    return replace(paper, sections=tuple(replace(section, blocks=tuple(map(changed, section.blocks))) for section in paper.sections))


def _page_count(paper: Paper, layout: Layout) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(write_pdf(paper, layout))) as document:
        return len(document.pages)


def measure_reports(*, quick: bool = False) -> ReportsBench:
    """Write the package and let the peers write it; ``quick`` with a short one and one round."""
    rounds = 1 if quick else 5
    paper, layout = long_package(1 if quick else PAGES), Layout.of(load_standard("cn"))
    numbers = typeset(paper, layout).pages

    # Warm-up, seconds and two comparisons, each time another text.
    ready = [varied(paper, number) for number in range(10, 18 + 4 * rounds)]

    def word() -> object:
        return write_word(paper, layout, numbers)

    def pdf() -> object:
        return write_pdf(ready.pop(), layout)

    word(), pdf()
    bench = ReportsBench(pages=_page_count(paper, layout))
    for name, work in (("docx", word), ("pdf", pdf)):
        bench.seconds[name] = sorted(timed(work) for _ in range(rounds))[rounds // 2]
    bench.peers = [
        against_docxtpl(paper, word, rounds),
        against_weasyprint(paper, pdf, rounds),
        against_libreoffice(write_word(paper, layout, numbers), pdf, rounds),
    ]
    return bench


def _plain_blocks(paper: Paper) -> Iterator[dict[str, Any]]:
    """The blocks as a template of a peer takes them: a heading, a paragraph or the rows of a table."""
    for block in paper.blocks():
        if isinstance(block, Heading):
            yield {"head": block.text, "level": block.level, "text": "", "rows": []}
        elif isinstance(block, Paragraph):
            yield {"head": "", "text": block.text, "rows": []}
        elif isinstance(block, Region):
            yield from ({"head": "", "text": text, "rows": []} for text in block.paragraphs)
        elif isinstance(block, Table):
            yield {"head": "", "text": block.title, "rows": [[cell.text for cell in row] for row in block.rows]}
        else:
            assert isinstance(block, Contents | Gap | PageBreak | Picture)


def word_template() -> bytes:
    """A template for docxtpl with loops over blocks, rows and cells, as its manual shows them."""
    document = docx.Document()
    add = document.add_paragraph
    add("{%p for b in blocks %}")
    for test, text, style in (("b.head", "{{ b.head }}", "Heading 1"), ("b.text", "{{ b.text }}", None)):
        add("{%p if " + test + " %}")
        add(text, style=style)
        add("{%p endif %}")
    add("{%p if b.rows %}")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in b.rows %}"
    for column, text in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, column).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    add("{%p endif %}")
    add("{%p endfor %}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def against_docxtpl(paper: Paper, ours: Callable[[], object], rounds: int) -> Peer:
    """Our Word file, by docxtpl filling a template with the same blocks."""
    task, peer = "写出成套报告（Word）", "docxtpl 按模板填出同样的标题、段落和表格"
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        return Peer(task=task, peer=peer, goal=2.0, missing="没有安装 docxtpl；用 ./run bench 运行即会装好。")
    template, blocks = word_template(), list(_plain_blocks(paper))

    def filled() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render({"blocks": blocks}, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return Peer(task=task, peer=peer, goal=2.0, ratio=ratio(ours, filled, rounds))


def page_of(paper: Paper) -> str:
    """The package as a web page with the same font, paper size and type size, for WeasyPrint."""
    font = Path(pylopdf_fonts_zh_cn.serif_path()).as_uri()
    style = (
        f"@font-face {{font-family: Serif; src: url('{font}')}} @page {{size: A4; margin: 37mm 26mm 35mm 28mm}} "
        "body {font: 16pt/28.95pt Serif} p {text-indent: 2em; margin: 0} h1, h2, h3 {font-size: 16pt; margin: 0} "
        "table {border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 1.4} td {border: 0.5pt solid; padding: 3pt}"
    )
    parts = []
    for block in _plain_blocks(paper):
        if block["head"]:
            parts.append(f"<h{block['level']}>{escape(block['head'])}</h{block['level']}>")
        if block["text"]:
            parts.append(f"<p>{escape(block['text'])}</p>")
        if block["rows"]:
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block["rows"])
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return f"<!doctype html><html lang='zh'><meta charset='utf-8'><style>{style}</style><body>{''.join(parts)}</body></html>"


def against_weasyprint(paper: Paper, ours: Callable[[], object], rounds: int) -> Peer:
    """Our PDF, by WeasyPrint's from a web page."""
    task, peer = "写出成套报告（PDF）", "WeasyPrint 由网页写出同样的标题、段落和表格"
    try:
        from weasyprint import HTML
    except ImportError:
        return Peer(task=task, peer=peer, goal=0.5, missing="没有安装 WeasyPrint；用 ./run bench 运行即会装好。")
    except OSError:
        return Peer(task=task, peer=peer, goal=0.5, missing="WeasyPrint 需要系统库 pango，本机没有。")
    page = page_of(paper)
    return Peer(task=task, peer=peer, goal=0.5, ratio=ratio(ours, lambda: HTML(string=page).write_pdf(), rounds))


def against_libreoffice(word: bytes, ours: Callable[[], object], rounds: int) -> Peer:
    """Our PDF, by LibreOffice's conversion of our Word file; the processor time of its process."""
    task, peer = "写出成套报告（PDF）", "LibreOffice 把同一份 Word 转成 PDF"
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return Peer(task=task, peer=peer, goal=0.5, missing="本机没有 LibreOffice。")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(word)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", str(folder), str(folder / "report.docx")]
        taken = [_children_time(command, folder / "report.pdf") for _ in range(rounds + 1)][1:]
    if None in taken:
        return Peer(task=task, peer=peer, goal=0.5, missing="LibreOffice 没有转换成功。")
    theirs = sorted(one for one in taken if one is not None)[rounds // 2]
    mine = sorted(timed(ours) for _ in range(rounds))[rounds // 2]
    return Peer(task=task, peer=peer, goal=0.5, ratio=mine / theirs)


def _children_time(command: list[str], made: Path) -> float | None:
    """The processor time of a program; None when it did not make the file."""
    made.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "HOME": str(made.parent)}
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=120, env=environment)  # noqa: S603 - our own words
    except subprocess.TimeoutExpired:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime if made.exists() else None


def section(bench: ReportsBench) -> list[str]:
    """The lines of the page about writing."""
    names = {"docx": "Word（可以继续编辑，有目录、书签、合并单元格）", "pdf": "PDF/A-2b（目录、书签、嵌入字体）"}
    lines = [
        "## 写出成套报告",
        "",
        f"示例项目的评价报告，凑足 {bench.pages} 页，由同一份内容写成 Word 和 PDF，每次写的字句都不同。",
        "对方写同样的标题、段落和表格，不合并单元格，不做目录。",
        "",
        "| 任务 | 处理器时间 | 目标 |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {names[name]} | {taken:.2f} 秒 | 不超过 {_GOALS[name]:.1f} 秒 |" for name, taken in bench.seconds.items()]
    lines += ["", "| 任务 | 与谁比 | 比值 | 目标 |", "| --- | --- | --- | --- |"]
    for peer in bench.peers:
        told = f"{peer.ratio:.2f} 倍" if peer.ratio is not None else peer.missing
        lines.append(f"| {peer.task} | {peer.peer} | {told} | 不超过 {peer.goal:.1f} 倍 |")
    return [*lines, ""]
