"""Search: one port, two engines, one analysis. It knows records and no store."""
