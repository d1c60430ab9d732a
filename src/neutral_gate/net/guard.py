"""Decides where a fetch may go, and to which address exactly it connects."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from neutral_gate.net.addresses import PROBE, is_open, translators
from neutral_gate.net.errors import FetchError
from neutral_gate.net.hosts import Address

Resolve = Callable[[str, int], Sequence[str]]


def look_up(host: str, port: int) -> Sequence[str]:
    """All addresses of a host, by the system's resolver.

    Raises:
        OSError: The host is not known.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Guard:
    """Where a fetch may go. The parts can be replaced in code, as the tests do; nothing outside can replace them.

    Attributes:
        allow_hosts: Hosts that may be asked, such as "www.example.org"; "*.example.org" stands for all below it. None
            allows every host on the open internet.
        ports: Ports that may be asked.
        resolve: Looks a host up.
        is_open: True for an address that may be connected to.
    """

    allow_hosts: frozenset[str] | None = None
    ports: frozenset[int] = frozenset({80, 443})
    resolve: Resolve = look_up
    is_open: Callable[[str], bool] = is_open

    def addresses(self, address: Address, seconds: float) -> list[str]:
        """The addresses to connect to for a web address, all of them checked.

        The caller connects to one of these and looks nothing up again: a name that changes its mind between check and
        connection (DNS rebinding) gains nothing.

        Args:
            address: Where to go.
            seconds: Time that the look-up may take.

        Raises:
            FetchError: The host is not allowed, not known, or one of its addresses is not on the open internet.
        """
        self.check(address)
        host = address.host
        try:
            literal = str(ip_address(host))
        except ValueError:
            found = self._looked_up(host, address.port, seconds)
        else:
            found = [literal]
        six = [each for each in found if ":" in each]
        hidden = translators(self._answers(PROBE, address.port, seconds)) if six else []
        # One closed address is enough to refuse: a host that mixes them is set up wrongly, or to deceive.
        carried = any(ip_address(each) in prefix for each in six for prefix in hidden)
        if carried or not all(self.is_open(each) for each in found):
            raise FetchError(
                f"The host {host} leads to an address inside a network, not to the open internet.",
                "Nothing is fetched from there. Save the file beside your draft instead.",
                refused=True,
            )
        return found

    def check(self, address: Address) -> None:
        """Checks what can be told without a look-up.

        Raises:
            FetchError: The host or its port is not allowed.
        """
        if address.port not in self.ports:
            raise FetchError(
                f"The address {address.url} asks for the port {address.port}, which websites do not use.",
                "Use an address without a port.",
                refused=True,
            )
        if not self.allows(address.host):
            raise FetchError(
                f"The host {address.host} is not one that may be fetched from.",
                "Add it to your settings if you trust it.",
                refused=True,
            )

    def allows(self, host: str) -> bool:
        """True where the list of hosts has this one, or there is no list."""
        if self.allow_hosts is None:
            return True
        parts = host.split(".")
        above = ("*." + ".".join(parts[cut:]) for cut in range(1, len(parts)))
        wanted = {each.lower().removesuffix(".") for each in self.allow_hosts}
        return host in wanted or any(name in wanted for name in above)

    def _looked_up(self, host: str, port: int, seconds: float) -> list[str]:
        known = self._answers(host, port, seconds)
        if not known:
            raise FetchError(
                f"The host {host} cannot be found.", "Check how it is written, and that you are on the internet."
            )
        return known

    def _answers(self, host: str, port: int, seconds: float) -> list[str]:
        """What the resolver answers in time; nothing for a host that is not known."""
        found: list[str] = []

        def work() -> None:
            try:
                found.extend(dict.fromkeys(self.resolve(host, port)))
            except (OSError, UnicodeError):  # not known
                return

        # In a thread, as the system's resolver takes its own time and cannot be told to hurry.
        thread = threading.Thread(target=work, daemon=True, name="neutral-gate-look-up")
        thread.start()
        thread.join(seconds)
        return list(found)
