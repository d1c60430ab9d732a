"""The process that holds Chromium: pages come in as lines of JSON, facts go out the same way.

It is a process of its own so that a page that hangs can be ended together with its browser.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SHUT_OFF = (
    # Every request is answered by the gate; should one slip past, it ends at a proxy that is not there.
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--disable-dev-shm-usage",
)
_START = 20_000

NOT_THERE = 3
"""Exit code where no Chromium is installed, or not what Playwright needs to run."""


def main() -> None:
    """Answers one page a line until the input ends."""
    from playwright.sync_api import sync_playwright

    with ExitStack() as stack:
        try:
            playwright = stack.enter_context(sync_playwright())
        except Exception:  # its own program does not run, as where libatomic is missing; Playwright says no more
            sys.exit(NOT_THERE)
        program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
        if program is None and not Path(playwright.chromium.executable_path).exists():
            sys.exit(NOT_THERE)
        browser = _launch(playwright, program)
        _say({"ready": browser.version})
        for line in sys.stdin:
            try:
                _say(_answer(browser, json.loads(line)))
            except Exception as error:  # whatever a page does, the run goes on
                _say({"problem": f"{type(error).__name__}"})
                if not browser.is_connected():
                    return
        browser.close()


def _answer(browser: Browser, order: dict[str, Any]) -> dict[str, Any]:
    from neutral_gate.browser.visit import Visit, fetch_from

    fetch = fetch_from(order["hosts"]) if order["hosts"] else None
    path = Path(order["path"]) if order["path"] else None
    folders = [Path(each) for each in order["folders"]]
    return Visit(browser, order["html"], path, folders, order["whole"], order["styled"], fetch).facts()


def _launch(playwright: Playwright, program: str | None) -> Browser:
    return playwright.chromium.launch(
        executable_path=program,  # None: the one that Playwright has installed
        args=list(_SHUT_OFF),
        # The browser refuses its sandbox to the user root.
        chromium_sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
        timeout=_START,
    )


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
