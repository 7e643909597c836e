"""The old home of `photo_model`, which plug-ins of other people import; `explorer` has it now."""

from explorer.registry.sources.plugins import photo_model

__all__ = ["photo_model"]
