"""Which method works on which kind of model: tried one by one, and written as a table.

``python -m tests.analysis.why_table`` writes the table into resources/docs/why.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torchvision.models.vision_transformer import VisionTransformer as TorchvisionViT

from explorer.analysis.attribution.methods import (
    METHODS,
    AttributionError,
    Choices,
    Method,
    attribute,
)
from explorer.core.checks import Verdict
from tests.analysis.attribution.test_captum import Small
from tests.analysis.attribution.test_detector_targets import detr
from tests.analysis.models import Run, bundled, hugging_face, on_photo

PAGE = Path(__file__).resolve().parents[2] / "resources/docs/why.md"
BEGIN, END = "<!-- table -->", "<!-- end of the table -->"
YES = "yes"
MARKED = "marked"
"""Shown, and marked as not verified: as gradients that do not sum to what the answer changes by."""


def _vit() -> nn.Module:
    torch.manual_seed(0)
    model = TorchvisionViT(32, 8, 3, 3, 24, 48, num_classes=5)
    for parameter in model.parameters():  # torchvision begins with a head of zeros
        nn.init.normal_(parameter, std=0.2)
    return model.eval()


def _swin() -> nn.Module:
    import transformers

    config = transformers.SwinConfig(
        image_size=32, patch_size=4, embed_dim=12, depths=[2, 1], num_heads=[2, 3],
        window_size=4, num_labels=5,
    )  # fmt: skip
    torch.manual_seed(0)
    model: nn.Module = transformers.SwinForImageClassification(config).eval()
    for parameter in model.parameters():
        if parameter.dim() > 1:
            nn.init.normal_(parameter, std=0.3)
    return model


def kinds(folder: Path) -> dict[str, Callable[[], Run]]:
    """A model of each kind, as they are called in the table."""
    toys: dict[str, Any] = {
        "BERT, with a mask": "bert",
        "BERT, classes": "classifier",
        "GPT-2": "gpt2",
        "Llama": "llama",
        "T5": "t5",
        "Longformer": "longformer",
    }
    return {
        "ViT": lambda: on_photo(_vit()),
        "CNN with gates": lambda: on_photo(Small().eval()),
        "Swin": lambda: on_photo(_swin()),
        "DETR": lambda: on_photo(detr()),
        **{name: partial(hugging_face, toy, folder) for name, toy in toys.items()},
        "our Transformer": lambda: bundled("transformer"),
        "our seq2seq": lambda: bundled("seq2seq"),
    }


def tried(method: Method, run: Run) -> str:
    """Apply a method to a run: "yes", "marked", or the sentence with which it is refused."""
    try:
        found = attribute(run.trace, method, subject=run.subject, choices=Choices(steps=16))
    except AttributionError as error:
        reason = str(error)
        return reason.partition(" cannot be shown: ")[2] or reason
    return YES if found.provenance["Verified"] == Verdict.VERIFIED.value else MARKED


def table() -> str:
    """The table in Markdown, with each reason once below it."""
    reasons: list[str] = []
    ids = [one.id for one in METHODS]
    lines = ["| | " + " | ".join(ids) + " |", "|---" * (len(ids) + 1) + "|"]
    with tempfile.TemporaryDirectory() as folder:
        for name, make in kinds(Path(folder)).items():
            run, cells = make(), []
            for method in METHODS:
                said = tried(method, run).replace(run.trace.model.title, "It")
                if said not in (YES, MARKED) and said not in reasons:
                    reasons.append(said)
                cells.append(said if said in (YES, MARKED) else str(reasons.index(said) + 1))
            lines.append(f"| {name} | {' | '.join(cells)} |")
    notes = [f"{at}. {one}" for at, one in enumerate(reasons, start=1)]
    return "\n".join([*lines, "", *notes])


def shipped() -> str:
    """The table of the page that ships."""
    page = PAGE.read_text(encoding="utf-8")
    return page.partition(BEGIN)[2].partition(END)[0].strip()


def main() -> None:
    """Write the table into the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
