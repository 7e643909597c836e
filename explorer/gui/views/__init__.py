"""Passive painted views: they show what they are told and say what the user asks for."""
