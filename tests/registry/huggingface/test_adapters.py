"""An adapter is merged into the model that it changes, or says why it cannot be."""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.registry.catalogue import find
from explorer.registry.entry import MissingError, ModelError
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
peft: Any = pytest.importorskip("peft")
pytestmark = pytest.mark.usefixtures("one_thread")
TEXT = "the quick brown fox"


def adapter(base: Path, folder: Path, kind: Any, labels: int | None = None, **settings: Any) -> Any:
    """Train nothing, but give every tensor of a LoRA of a model a value; returns that model."""
    torch.manual_seed(7)
    more = {} if labels is None else {"num_labels": labels}
    model = kind.from_pretrained(base, attn_implementation="eager", **more)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is old between the two libraries
        wrapped = peft.get_peft_model(model, peft.LoraConfig(r=2, **settings))
        for name, one in wrapped.named_parameters():
            if "lora_" in name or "modules_to_save" in name:
                torch.nn.init.normal_(one, std=0.3)
        wrapped.save_pretrained(folder)
    return wrapped.eval()


@pytest.fixture(scope="module")
def gpt2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hf_toys.gpt2(tmp_path_factory.mktemp("base") / "gpt2")


def test_an_adapter_is_merged_into_its_model(gpt2: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lora"
    wanted = adapter(
        gpt2, folder, T.AutoModelForCausalLM, target_modules=["c_attn"], task_type="CAUSAL_LM"
    )
    subject = find(f"hf:{folder}").load("cpu")
    trace = subject.run(Inputs(text=TEXT))
    assert trace.verdict is Verdict.VERIFIED
    assert f"The adapter (LORA) of {folder.name} is merged into gpt2." in trace.notes
    with torch.no_grad():
        found = wanted(torch.tensor([trace.sentence.ids]), output_attentions=True).attentions
    for site, map_ in zip(trace.sites, found, strict=True):
        assert np.abs(site.weights() - map_[0].numpy()).max() < 1e-5
    plain = find(f"hf:{gpt2}").load("cpu").run(Inputs(text=TEXT))
    assert np.abs(plain.sites[0].weights() - trace.sites[0].weights()).max() > 1e-3


def test_a_head_that_was_trained_with_the_adapter_names_the_classes(tmp_path: Path) -> None:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = {**hf_toys.SIZES, **vocabulary, "intermediate_size": 48}
        return library.BertModel(library.BertConfig(**sizes))

    base = hf_toys.write(tmp_path / "bert", make, hf_toys.wordpiece())
    folder = tmp_path / "lora"
    kind = T.AutoModelForSequenceClassification
    wrapped = adapter(base, folder, kind, 3, target_modules=["query"], task_type="SEQ_CLS")
    subject = find(f"hf:{folder}").load("cpu")
    trace = subject.run(Inputs(text=TEXT))
    assert len(trace.classes) == 3
    with torch.no_grad():
        logits = wrapped(torch.tensor([trace.sentence.ids])).logits[0].softmax(-1)
    for one in trace.classes:
        assert abs(float(logits[one.token]) - one.probability) < 1e-4


def test_half_an_adapter_is_refused(gpt2: Path, tmp_path: Path) -> None:
    adapter(gpt2, tmp_path, T.AutoModelForCausalLM, target_modules=["c_attn"])
    file = tmp_path / "adapter_model.safetensors"
    tensors = load_file(file)
    save_file(dict(list(tensors.items())[1:]), file)
    with pytest.raises(ModelError, match="is not whole: tensors are missing"):
        find(f"hf:{tmp_path}").load("cpu")
    file.unlink()
    with pytest.raises(ModelError, match="holds no tensors of an adapter"):
        find(f"hf:{tmp_path}").load("cpu")


def test_without_peft_it_says_what_to_install(
    gpt2: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter(gpt2, tmp_path, T.AutoModelForCausalLM, target_modules=["c_attn"])
    monkeypatch.setitem(sys.modules, "peft", None)
    with pytest.raises(MissingError, match="which peft merges into it: pip install peft") as seen:
        find(f"hf:{tmp_path}")
    assert seen.value.packages == (("peft",),)


def test_a_model_that_is_not_there_is_named(gpt2: Path, tmp_path: Path) -> None:
    adapter(gpt2, tmp_path, T.AutoModelForCausalLM, target_modules=["c_attn"])
    file = tmp_path / "adapter_config.json"
    told = json.loads(file.read_text()) | {"base_model_name_or_path": str(tmp_path / "away")}
    file.write_text(json.dumps(told))
    with pytest.raises(ModelError, match=r"is an adapter \(LORA\) for .*away: merge it"):
        find(f"hf:{tmp_path}")
