"""The one photo of a run, for models that look at one at a time."""

from __future__ import annotations

from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.registry.entry import ModelError


def single_photo(title: str, inputs: Inputs) -> Photo:
    """Return the photo of a model that looks at one at a time.

    Raises
    ------
    ModelError
        There is none, or there are several.
    ValueError
        It was not read yet.
    """
    if len(inputs.photos) != 1:
        there = f"there are {len(inputs.photos)}" if inputs.photos else "there is none"
        raise ModelError(f"{title} looks at one photo at a time, and {there}. Give it one.")
    photo = inputs.photos[0]
    if not isinstance(photo, Photo):
        raise ValueError(f"the photo {photo.name} was not read yet")
    return photo
