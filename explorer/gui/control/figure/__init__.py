"""The figure panel without Qt: what it asks for, the page that comes of it, files as jobs."""
