"""What the product does. Features import each other in one order; see docs/architecture.md."""
