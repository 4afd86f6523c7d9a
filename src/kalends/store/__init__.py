"""PostgreSQL: the server we carry, the pool, transactions, migrations and the outbox."""
