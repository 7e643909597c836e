"""How unlike a photo is to everything that a model was trained on.

A classifier divides the whole world among its classes, so a photo of something else gets one of
them too, often with a high probability. What its features say is asked here instead: are they
closer to a class than to photos at large?

    u = f / |f|
    novelty(f) = min_k (u - mu_k)' S^-1 (u - mu_k)  -  share * (u - mu)' T^-1 (u - mu)

with f the features that the classifier reads, mu_k the mean of class k, S the covariance about the
means of the classes, mu and T mean and covariance of all classes together.

The first term is the Mahalanobis distance of Lee et al. 2018, https://arxiv.org/abs/1807.03888, of
features of unit length: Mueller and Hein 2025, https://arxiv.org/abs/2505.18032. The second is the
background of Ren et al. 2021, https://arxiv.org/abs/2106.09022, who take it whole: ``share`` = 1.
It is the log-likelihood ratio (but for a constant) of the nearest class against a world whose
covariance is T / share: with a share below 1, wider than the photos of the classes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Novelty:
    """What must be known of the training photos, in coordinates in which S is the identity.

    The same coordinates make T diagonal, so one matrix serves both terms.

    Attributes
    ----------
    mean: mu, (d,).
    projection: from u - mu to the coordinates, (d, d); projection projection' = S^-1.
    centres: mu_k in the coordinates, (classes, d).
    background: share over the variance of T along each coordinate, (d,).
    limit: the novelty up to which a photo counts as one of the classes.
    """

    mean: NDArray[np.float64]
    projection: NDArray[np.float64]
    centres: NDArray[np.float64]
    background: NDArray[np.float64]
    limit: float

    def __post_init__(self) -> None:
        (size,) = self.mean.shape
        shapes = (self.projection.shape, self.centres.shape[1:], self.background.shape)
        if shapes != ((size, size), (size,), (size,)):
            raise ValueError(f"Novelty: shapes that do not fit together: {(size,), *shapes}")

    def __call__(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        """The novelty (N,) of features (N, d), larger for what is less like the classes.

        Negative where a class is much the better guess; nan for features that are nan or all zero.
        """
        wide = np.asarray(features, dtype=np.float64)
        with np.errstate(invalid="ignore"):
            unit = wide / np.linalg.norm(wide, axis=1, keepdims=True)
        at = (unit - self.mean) @ self.projection  # (N, d)
        apart = at[:, None, :] - self.centres  # (N, classes, d)
        nearest = np.square(apart).sum(axis=2).min(axis=1)
        found: NDArray[np.float64] = nearest - np.square(at) @ self.background
        return found
