"""Toy models for the engine."""

from __future__ import annotations

from tests.registry.conftest import toy_resources, toy_translators

__all__ = ["toy_resources", "toy_translators"]
