"""What Prometheus reads at /metrics: figures of this process and of the queue; about nobody.

Labels are fixed words (an outcome, a class of failure), never a chat, a person or a kind of debt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from scheduler.observe import FAILED, LATE_SECONDS, RETRIED

if TYPE_CHECKING:
    from datetime import datetime

    from coach.status import Load

CONTENT_TYPE = CONTENT_TYPE_LATEST
EVENTS = {
    "updates_handled": "Updates from Telegram that were handled.",
    "updates_retried": "Updates that come again because the database was away.",
    "updates_set_aside": "Of these, over what one person may send at once: not read.",
    "updates_failed": "Updates lost to a bug; the person was told.",
    "claims_failed": "Looks for due messages that failed because the database was away.",
}
_TICK = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_LATENESS = (0.5, 1, 2.5, 5, 10, 30, LATE_SECONDS, 300, 900, 3600, 14400, 86400)


class Metrics:
    """All of one process; an `Observer` of the sender and the gauges of the watch."""

    def __init__(self, version: str = "", database: str = "") -> None:
        """`version` and `database` (its dialect) are told as labels of one constant."""
        disable_created_metrics()  # type: ignore[no-untyped-call]
        registry = CollectorRegistry()
        self._registry = registry
        ProcessCollector(registry=registry)
        about = Gauge("duewell_build_info", "Always 1.", ("version", "database"), registry=registry)
        about.labels(version, database).set(1)
        self._counts = {
            name: Counter(f"duewell_{name}", words, registry=registry)
            for name, words in EVENTS.items()
        }
        self._calls = Counter(
            "duewell_send_attempts",
            "Messages of the clock handed to Telegram, by what came back.",
            ("outcome",),
            registry=registry,
        )
        self._sent = Counter(
            "duewell_reminders_sent", "Messages of the clock that went out.", registry=registry
        )
        self._late = Counter(
            "duewell_reminders_late",
            f"Of these, more than {LATE_SECONDS:.0f} seconds after their time.",
            registry=registry,
        )
        self._retried = Counter(
            "duewell_reminders_retried", "Tried again, by reason.", ("why",), registry=registry
        )
        self._failed = Counter(
            "duewell_reminders_failed", "Given up, by class.", ("why",), registry=registry
        )
        for why in RETRIED:
            self._retried.labels(why)
        for why in FAILED:
            self._failed.labels(why)
        self._lateness = Histogram(
            "duewell_reminder_lateness_seconds",
            "From a message's time to its sending.",
            buckets=_LATENESS,
            registry=registry,
        )
        self._tick = Histogram(
            "duewell_tick_seconds",
            "How long one look for due messages took.",
            buckets=_TICK,
            registry=registry,
        )
        self._due = Gauge(
            "duewell_due", "Due and not settled, of all processes.", registry=registry
        )
        self._lag = Gauge(
            "duewell_lag_seconds", "Age of the oldest due and not settled.", registry=registry
        )
        self._tick_lag = Gauge(
            "duewell_look_lag_seconds",
            "The same when this process last looked by itself.",
            registry=registry,
        )
        self._queue_age = Gauge(
            "duewell_queue_age_seconds",
            "Age of the oldest due that nobody has taken up, retries left out.",
            registry=registry,
        )

        self._backup = Gauge(
            "duewell_backup_timestamp_seconds",
            "When the last backup was made, in seconds since 1970; 0: never.",
            registry=registry,
        )
        self._disk = Gauge(
            "duewell_disk_free_bytes", "Free where the data lies.", registry=registry
        )

    def count(self, name: str, by: int = 1) -> None:
        """Add to one of the counters in `EVENTS`, or to `messages_<outcome>`."""
        event = self._counts.get(name)
        if event is not None:
            event.inc(by)
        else:
            self._calls.labels(name.removeprefix("messages_")).inc(by)

    def __getitem__(self, name: str) -> int:
        """Return one of the counters in `EVENTS`, for tests and the demo."""
        return int(self._registry.get_sample_value(f"duewell_{name}_total") or 0)

    def sent(self, late: float) -> None:
        """Count a message that went out, that many seconds after its time."""
        self._sent.inc()
        self._lateness.observe(max(0.0, late))
        if late > LATE_SECONDS:
            self._late.inc()

    def retried(self, why: str) -> None:
        """Count a message that is tried again."""
        self._retried.labels(why).inc()

    def failed(self, why: str) -> None:
        """Count a message that was given up."""
        self._failed.labels(why).inc()

    def ticked(self, seconds: float) -> None:
        """Note how long one look took."""
        self._tick.observe(seconds)

    def looked(self, load: Load) -> None:
        """Show what the watch measured."""
        self.measured(load)
        self._tick_lag.set(load.lag)

    def measured(self, load: Load) -> None:
        """Show what was measured for this reading of the metrics."""
        self._due.set(load.due)
        self._lag.set(load.lag)
        self._queue_age.set(load.queue_age)

    def kept(self, backup: datetime | None, free: int) -> None:
        """Show when the last backup was made, and how many bytes are free."""
        self._backup.set(0 if backup is None else backup.timestamp())
        self._disk.set(free)

    def text(self) -> bytes:
        """Return everything in Prometheus's text form."""
        return generate_latest(self._registry)
