"""What the database says of its own condition: how far the outbox is behind, which migrations it has."""

from dataclasses import dataclass

from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True)
class OutboxFigures:
    facts_waiting: int
    oldest_fact_seconds: float
    deliveries_waiting: int
    oldest_delivery_seconds: float
    dead_letters: int


async def outbox_figures(tx: Transaction) -> OutboxFigures:
    figures = await tx.find(
        OutboxFigures,
        """
        SELECT facts_waiting, oldest_fact_seconds, deliveries_waiting, oldest_delivery_seconds, dead_letters
        FROM outbox_figures()
        """,
    )
    return figures or OutboxFigures(0, 0.0, 0, 0.0, 0)


async def newest_migration(tx: Transaction) -> int:
    """The number of the last one that was applied."""
    return await tx.value("SELECT coalesce(max(number), 0) FROM migrations")


async def server_version(tx: Transaction) -> str:
    return await tx.value("SHOW server_version")
