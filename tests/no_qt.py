"""Code that a fresh interpreter runs first, as if PySide6 had never been installed."""

NO_QT = """
import sys
from importlib.machinery import PathFinder

class NoQt(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}:
            return None
        return PathFinder.find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = NoQt
"""
