"""``serve``, ``worker`` and ``manage``: the web workspace started from the terminal. Imports it only when asked for."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

from rich.console import Console

from jiheng.cli.stopping import stop

#: What the extra ``web`` brings.
_PACKAGES = ("django", "allauth", "axes", "csp", "whitenoise")


def run_serve(host: str, port: int, workers: int, console: Console, *, demo: bool, worker: bool) -> int:
    """Serve until stopped; the exit code."""
    _require_web()
    from jiheng.web.serving import NotReady, Service, serve

    try:
        service = Service(host=host, port=port, workers=workers, demo=demo, worker=worker)
        serve(service, lambda text: console.print(text, soft_wrap=True, markup=False))
    except NotReady as error:
        stop(str(error))
    return 0


def run_worker(*, once: bool, beside: bool) -> int:
    """Do long work until stopped, or until nothing waits; the exit code."""
    _require_web()
    from jiheng.web.serving import NotReady, work

    try:
        work(once=once, beside=beside)
    except NotReady as error:
        stop(str(error))
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def run_manage(arguments: Sequence[str]) -> int:
    """Run one management command; the exit code."""
    _require_web()
    from jiheng.web.serving import NotReady, manage

    try:
        manage(arguments)
    except NotReady as error:
        stop(str(error))
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def _require_web() -> None:
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        stop("网页工作区没有安装。请安装附加部分 web：pip install 'jiheng[web]'；在源代码目录用 ./run serve 会自动安装。")
