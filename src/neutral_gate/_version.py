"""The version, apart from the façade, so that every room may name it."""

__version__ = "0.1.0"
