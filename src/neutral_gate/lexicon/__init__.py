"""Room: see docs/house.md."""
