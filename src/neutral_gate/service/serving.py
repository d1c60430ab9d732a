"""Runs the service with uvicorn, until a signal ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys

import uvicorn

from neutral_gate.model import UsageError
from neutral_gate.service.app import create_app
from neutral_gate.service.journal import set_up
from neutral_gate.service.services import Services
from neutral_gate.service.settings import ServiceSettings
from neutral_gate.service.slow import Impatient

_log = logging.getLogger(__name__)
_MOST_CONNECTIONS = 1_000
_BACKLOG = 1_024


def serve(settings: ServiceSettings) -> None:
    """Serves until SIGTERM or SIGINT; SIGHUP reads settings, people, rules and secrets anew.

    Raises:
        GateError: The address, the database or the body's settings are wrong.
    """
    set_up()
    with contextlib.closing(_socket(settings)) as listener:
        asyncio.run(_serve(settings, listener))


async def _serve(settings: ServiceSettings, listener: socket.socket) -> None:
    services = Services(settings)
    try:
        await services.start()  # before the server, so that broken settings end in a plain sentence
        await _welcome(services)
        app = create_app(settings, services)
        config = uvicorn.Config(
            app,
            http=Impatient,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=max(1, round(settings.grace)),
        )
        loop = asyncio.get_running_loop()
        tasks: set[asyncio.Task[bool]] = set()

        def hang_up() -> None:
            task = loop.create_task(services.reload())
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        loop.add_signal_handler(signal.SIGHUP, hang_up)
        host, port = listener.getsockname()[:2]
        _log.info("Serving on http://%s:%s", f"[{host}]" if ":" in host else host, port)
        await uvicorn.Server(config).serve([listener])
    finally:
        await services.stop()


def _socket(settings: ServiceSettings) -> socket.socket:
    """A socket on the address of the settings, taken before anything slow is done."""
    try:
        family, _, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        # Without it the body of an answer waits 40 ms for the client's word that it has the head: asyncio sees to that
        # only for sockets that name their protocol.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)  # who comes while the gate is still loading waits, and is not turned away
    except OSError as error:
        place = f"{settings.host}, port {settings.port}"
        reason = error.strerror or "unknown error"
        raise UsageError(f"The service cannot listen on {place}: {reason}.", "Choose another with --port.") from error
    return listener


async def _welcome(services: Services) -> None:
    """Says how to get in where nobody can yet: a new service lets nobody do anything."""
    if await services.read(services.tokens.all) or services.callers.senders.all():
        return
    if not sys.stderr.isatty():  # a log is no place for a secret
        _log.warning("Nobody may ask yet. Run `neutral-gate serve token add NAME --scope check` to make a token.")
        return
    _, secret = await services.write(services.tokens.add, "first", ("admin",))
    sys.stderr.write(
        f"This is a new service. Its first token, which may do everything, is shown this once:\n\n  {secret}\n\n"
        "Try it: curl -H 'Authorization: Bearer ...' -d '{\"text\": \"Hello\"}' "
        f"http://{services.settings.host}:{services.settings.port}/v1/check\n"
    )
