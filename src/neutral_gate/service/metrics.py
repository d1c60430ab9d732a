"""Counters and gauges for Prometheus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from neutral_gate.service.judging import Judging

_SECONDS = (0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """What is counted. Each service has its own registry, so that two in one process do not mix.

    Args:
        judge: The processes, whose state is read when the metrics are.

    Attributes:
        requests: Requests by route, method and status.
        seconds: How long requests took, by route.
        verdicts: Decisions by verdict and source.
        log_seconds: How long the log took to have an entry on the disk.
    """

    def __init__(self, judge: Judging) -> None:
        self._registry = CollectorRegistry()
        prefix, registry = "neutral_gate", self._registry
        self.requests = Counter(f"{prefix}_requests", "Requests", ("route", "method", "status"), registry=registry)
        self.seconds = Histogram(
            f"{prefix}_request_seconds", "Seconds that requests took", ("route",), buckets=_SECONDS, registry=registry
        )
        self.verdicts = Counter(f"{prefix}_decisions", "Decisions", ("verdict", "source"), registry=registry)
        self.log_seconds = Histogram(
            f"{prefix}_log_seconds", "Seconds until an entry was on the disk", buckets=_SECONDS, registry=registry
        )
        gauges = {
            "jobs": ("Jobs that run or wait", lambda: judge.running),
            "jobs_limit": ("Jobs that may run or wait", lambda: judge.admission),
            "processes_replaced": ("Processes that were ended or died", lambda: judge.replaced),
            "judgings_spared": ("Checks of what was judged a little while ago", lambda: judge.spared),
            "reloads": ("Times that settings were loaded anew", lambda: judge.reloads),
            "settings_broken": (
                "1 where changed settings are broken and the old ones are in use",
                lambda: judge.problem is not None,
            ),
            "ready": ("1 where there is a process that could judge", lambda: judge.ready),
        }
        for name, (words, value) in gauges.items():
            Gauge(f"{prefix}_{name}", words, registry=registry).set_function(value)

    def text(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self._registry)
