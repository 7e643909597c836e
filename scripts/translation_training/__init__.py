"""Helpers of ``train_translation.py`` and ``evaluate_translation.py``, no more."""
