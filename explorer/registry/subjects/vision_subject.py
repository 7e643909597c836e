"""A loaded classifier of photos, ready to be observed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn

from explorer.capture.hooks import head_features, head_width
from explorer.capture.muting import muted
from explorer.capture.observe import observe, tap_names
from explorer.capture.verify import check_prediction
from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Check
from explorer.core.inputs import Fit, Inputs
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.novelty import Novelty
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import ModelInfo, Prediction, Trace
from explorer.inputs.fit import fit_photo, normalise
from explorer.models.vit import VisionTransformer
from explorer.registry.entry import failed_run
from explorer.registry.subjects.preprocessing import PreparedPhoto
from explorer.registry.subjects.protocol import OnPart, ignore
from explorer.registry.subjects.single_photo import single_photo
from explorer.registry.weight_files.cards import VisionCard
from explorer.registry.weight_files.weights import load_model, read_novelty


class VisionSubject:
    """One of our own classifiers on a device."""

    def __init__(
        self,
        card: VisionCard,
        model: nn.Module,
        device: str,
        novelty: Novelty | None = None,
        notes: tuple[str, ...] = (),
    ) -> None:
        """notes: for every run."""
        self.info = ModelInfo(card.id, card.title, card.sha256)
        self._card = card
        self.model = model.eval().to(device)
        self.device = device
        self._novelty = novelty
        self._notes = notes
        self._layers = len(tap_names(model))

    @classmethod
    def load(cls, card: VisionCard, device: str) -> VisionSubject:
        """Verify, build and load; raises ModelError when a file does not fit its card."""
        model = load_model(card)
        return cls(card, model, device, read_novelty(card, head_width(model)))

    def run(
        self,
        inputs: Inputs,
        on_part: OnPart = ignore,
        cancelled: Callable[[], bool] = never,
        mute: Mute = NOTHING_MUTED,
    ) -> Trace:
        """Look at one photo; see `Subject.run`. It is stretched, as it was in training."""
        photo = single_photo(self.info.title, inputs)
        prepared = self.prepare(photo, inputs.fit)
        batch = torch.from_numpy(prepared.pixels)[None].to(self.device)  # (1, 3, H, W)
        trace = self.begun(inputs, prepared.placement, mute)

        def on_site(site: Attention) -> None:
            nonlocal trace
            trace = replace(trace, sites=(*trace.sites, site))
            on_part(trace)

        try:
            with torch.inference_mode(), muted(self.model, mute):
                start = time.perf_counter()
                with observe(self.model, on_site, self.place, cancelled):
                    logits = self.model(batch)
                seconds = time.perf_counter() - start
                if cancelled():
                    raise Cancelled
                with head_features(self.model) as features:
                    plain = self.model(batch)
        except ValueError as error:  # weights of any numbers make maps that are none
            raise failed_run(self.info.title, "this photo", error) from error
        return self.ended(trace, logits, features[0], check_prediction(logits, plain), seconds)

    def begun(self, inputs: Inputs, placement: Placement, mute: Mute = NOTHING_MUTED) -> Trace:
        """Return the trace of a run before its first site."""
        return Trace(
            model=self.info,
            # its own way has one name, so that the same picture says the same of itself
            inputs=replace(inputs, fit=None) if inputs.fit is Fit.STRETCH else inputs,
            placements=(placement,),
            running=True,
            sites=(),
            layers=self._layers,
            device=self.device,
            notes=self._notes,
            mute=mute,
        )

    def ended(
        self, trace: Trace, logits: Tensor, features: Tensor, same: Check, seconds: float
    ) -> Trace:
        """Return the trace of a run with its prediction: logits (1, classes), features (1, d)."""
        return replace(
            trace,
            running=False,
            best=len(trace.sites) - 1,
            prediction=self._prediction(logits, features),
            checks=(same,),
            seconds=seconds,
        )

    def prepare(self, photo: Photo, fit: Fit | None = None) -> PreparedPhoto:
        """Make the model's input of a photo, which is stretched unless another fit is asked for."""
        card = self._card
        pixels, placement = fit_photo(photo, card.input_size, fit or Fit.STRETCH)
        ends = np.zeros((2, *pixels.shape), np.uint8)  # (2, H, W, 3)
        ends[1] = 255
        blank = np.stack([normalise(one, card.mean, card.std) for one in ends])  # (2, 3, H, W)
        return PreparedPhoto(normalise(pixels, card.mean, card.std), placement, blank)

    def label(self, number: int) -> str:
        """The name of a class by its number in the model's output."""
        return self._card.labels[number]

    def place(self, path: str) -> PatchGrid:
        """What the tokens of an attending module are, for `observe`."""
        assert isinstance(self.model, VisionTransformer)  # the others have gates alone
        rows, cols = self.model.patch_grid
        return PatchGrid(rows, cols, self.model.prefix_tokens)

    @property
    def temperature(self) -> float:
        """What the logits are divided by before the softmax (Guo et al. 2017)."""
        return self._card.temperature

    def _prediction(self, logits: Tensor, features: Tensor) -> Prediction:
        """Calibrated probabilities (Guo et al. 2017, temperature scaling), best first.

        logits (1, classes); features (1, d), which the classifier read.
        """
        scaled = logits[0].float().cpu() / self._card.temperature
        probabilities = torch.softmax(scaled, dim=0)
        order = torch.argsort(probabilities, descending=True).tolist()
        prediction = Prediction(
            labels=tuple(self._card.labels[at] for at in order),
            probabilities=tuple(float(probabilities[at]) for at in order),
            threshold=self._card.unsure_below,
        )
        if self._novelty is None:
            return prediction
        novelty = float(self._novelty(features.float().cpu().numpy())[0])
        return replace(prediction, novelty=novelty, novelty_limit=self._novelty.limit)
