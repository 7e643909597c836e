"""Helpers of ``train_vision.py`` and ``evaluate_vision.py``; not part of the application."""
