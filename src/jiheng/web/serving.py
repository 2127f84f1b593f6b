"""Starting the workspace: tables, style sheets, sample county, web server. The command line calls this and nothing else here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jiheng.web.companion import Companion
from jiheng.web.environment import WrongEnvironment

STATIC = Path(__file__).resolve().parent / "static" / "vendor"
_HERE = ("127.0.0.1", "0.0.0.0")  # noqa: S104 - compared, not bound
_NEEDED = ("bootstrap.min.css", "htmx.min.js", "echarts.common.min.js")


#: Threads in each process of the server.
THREADS: Final = 4


class NotReady(Exception):
    """Something is missing; the text says what and how to get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where to listen, with how many processes, whether it is a demonstration, and whether long work is done beside the server."""

    host: str
    port: int
    workers: int
    demo: bool
    worker: bool = True


def configure(*, demo: bool = False) -> None:
    """Django, ready to be used in this process.

    Raises:
        NotReady: a variable of the environment cannot be used.
    """
    if demo:
        os.environ["JIHENG_DEMO"] = "1"
        os.environ.setdefault("JIHENG_DATA", "jiheng-demo-data")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiheng.web.settings")
    import django

    try:
        django.setup()
    except WrongEnvironment as error:
        raise NotReady(str(error)) from error


def manage(arguments: Sequence[str]) -> None:
    """One of Django's commands, or of ours."""
    configure()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["jiheng manage", *arguments])


def work(*, once: bool = False, beside: bool = False) -> None:
    """Do long work until told to stop.

    Raises:
        NotReady: a variable of the environment cannot be used.
    """
    configure()
    from django.db import DatabaseError

    from jiheng.web.jobs.worker import work as do_work

    try:
        do_work(once=once, beside=beside)
    except DatabaseError as error:
        raise NotReady("数据库没有响应，或还没有建表。请先启动一次 jiheng serve，并核对 JIHENG_DATA 和 DATABASE_URL。") from error


def serve(service: Service, say: Callable[[str], None]) -> None:
    """Bring everything up to date and answer requests until stopped.

    Raises:
        NotReady: the front-end files are missing, or the environment cannot be used.
    """
    missing = [name for name in _NEEDED if not (STATIC / name).is_file()]
    if missing:
        raise NotReady(f"缺少网页的样式和脚本（{'、'.join(missing)}）。请在源代码目录运行 ./run serve，或 scripts/assets.sh。")
    configure(demo=service.demo)
    _prepare(service, say)
    shown = "localhost" if service.host in _HERE else service.host
    say(f"请用浏览器打开 http://{shown}:{service.port}/ ，按 Ctrl+C 停止。")
    companion = Companion() if service.worker else None
    if companion:
        companion.start()
    try:
        if sys.platform == "win32":
            _waitress(service)
        else:
            _gunicorn(service)
    finally:
        if companion:
            companion.stop()


def _prepare(service: Service, say: Callable[[str], None]) -> None:
    from django.conf import settings
    from django.core.management import call_command

    from jiheng.web.people.models import Organisation

    say(f"数据在 {settings.DATA}。")
    settings.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if Organisation.objects.exists():
        return
    if service.demo:
        say("装入示例县（约一两分钟）……")
        call_command("load_demo", verbosity=0)
    else:
        say("工作区还是空的。请另开一个终端运行：jiheng manage found 财政局名称，得到第一位管理员的开通链接。")


def _gunicorn(service: Service) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn without its command line."""

        def load_config(self) -> None:
            """Threads share the work inside each process."""
            options: dict[str, Any] = {
                "bind": f"{service.host}:{service.port}",
                "workers": service.workers,
                "worker_class": "gthread",
                "threads": THREADS,
                "preload_app": True,  # read and warmed once, before the processes part
                "timeout": 120,
                "loglevel": "warning",
                "proc_name": "jiheng",
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            """The application, warm, before the processes part."""
            from django.db import connections

            from jiheng.web.warming import warm
            from jiheng.web.wsgi import application

            warm()
            connections.close_all()  # processes must not share one
            gc.collect()
            gc.freeze()  # what every process keeps for ever is not searched for rubbish again and again
            return application

    Server().run()


def _waitress(service: Service) -> None:
    from waitress import serve as listen

    from jiheng.web.warming import warm
    from jiheng.web.wsgi import application

    warm()
    listen(application, host=service.host, port=service.port, threads=2 * THREADS)
