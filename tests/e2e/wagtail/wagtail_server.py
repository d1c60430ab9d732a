"""Serves the website, and does what the tests write to its standard input, one line of JSON each."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "integrations" / "wagtail_hook")]
os.environ["DJANGO_SETTINGS_MODULE"] = "wagtail_project.settings"


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *words: object) -> None:
        """Says nothing."""


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    import wagtail_acts

    wagtail_acts.people()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what else is printed is no answer
    answers.write(f"{server.server_port}\n")
    for line in sys.stdin:
        answers.write(wagtail_acts.answer(line) + "\n")


main()
