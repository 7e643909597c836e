"""The figure panel and the page that it previews: Ctrl+E."""
