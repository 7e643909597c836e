"""A figure on a page of a size in mm: title, content, colour bar, caption."""
