"""Toy models for the engine."""

from __future__ import annotations

from tests.registry.conftest import toy_resources

__all__ = ["toy_resources"]
