"""Models that answer a question about a photo: their maps are the library's own, placed rightly."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from PIL import Image

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs, Modality
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.selector import SelectionError, with_query
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.text import Task, Writing
from explorer.core.trace import Trace
from explorer.inputs.images import read_photo
from explorer.inputs.samples import question_samples
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from explorer.resource_files import resources
from tests.registry.huggingface.asked_models import FAMILIES

QUESTION = "what is in this picture ?"
T: Any = transformers


@pytest.fixture(scope="module")
def photo() -> Photo:
    return read_photo(resources() / "samples" / "church.webp")


@pytest.fixture(scope="module", params=FAMILIES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("asked") / request.param
    FAMILIES[request.param](made)
    return made


@pytest.fixture(scope="module")
def llava(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("asked") / "llava"
    FAMILIES["llava"](made)
    return made


def ask(folder: Path, photo: Photo, **given: Any) -> Trace:
    subject = find(f"hf:{folder}").load("cpu")
    return subject.run(Inputs(photos=(photo,), **({"text": QUESTION} | given)))


def by_the_library(folder: Path, photo: Photo) -> tuple[list[int], dict[str, Any], Any]:
    """The answer of the library's own pipeline, what it was given, and the model, eager."""
    model = T.AutoModelForImageTextToText.from_pretrained(folder, attn_implementation="eager")
    processor = T.AutoProcessor.from_pretrained(folder)
    prompt = f"{getattr(processor, 'image_token', '')}\n{QUESTION}"
    if processor.chat_template:
        turn = [{"type": "image"}, {"type": "text", "text": QUESTION}]
        prompt = processor.apply_chat_template(
            [{"role": "user", "content": turn}], add_generation_prompt=True
        )
    cut = ("do_image_splitting", "crop_to_patches", "do_pan_and_scan")
    whole = {one: False for one in cut if hasattr(processor.image_processor, one)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        given = processor(
            images=Image.fromarray(photo.pixels), text=prompt, return_tensors="pt", **whole
        )
    written = model.eval().generate(**given, max_new_tokens=24, do_sample=False)
    return written[0, given["input_ids"].shape[1] :].tolist(), dict(given), model


def test_maps_are_those_of_the_librarys_eager_attention(folder: Path, photo: Photo) -> None:
    trace = ask(folder, photo)
    assert trace.verdict is Verdict.VERIFIED
    answer, given, model = by_the_library(folder, photo)
    assert list(trace.translation.ids) == answer  # type: ignore[union-attr]
    asked = given["input_ids"].shape[1]
    more = torch.tensor([answer])
    for name, one in given.items():
        if one.shape == (1, asked):
            added = more if name == "input_ids" else torch.full_like(more, name == "attention_mask")
            given[name] = torch.cat([one, added], dim=1)
    with torch.no_grad():
        maps = model(**given, output_attentions=True, use_cache=False).attentions
    ids = given["input_ids"][0].tolist()
    sign = getattr(model.config, "image_token_id", None)
    seen = [at for at, one in enumerate(ids) if one == sign]
    assert len(trace.sites) == len(maps)
    for site, whole in zip(trace.sites, maps, strict=True):
        assert isinstance(site, PatchSite)
        placed = seen[: site.keys.rows * site.keys.cols]  # the whole photo comes first
        order = [*(at for at in range(len(ids)) if at not in placed), *placed]
        expected = whole[0, :, asked - 1 : -1][..., order]
        np.testing.assert_allclose(site.weights(), expected.numpy(), atol=1e-5)


def test_a_cell_that_changes_on_the_photo_changes_its_own_token(folder: Path, photo: Photo) -> None:
    trace = ask(folder, photo)
    site = trace.sites[0]
    assert isinstance(site, PatchSite)
    rows, cols = site.grid
    row, col = rows // 2, cols // 3
    x0, y0, x1, y1 = (round(one) for one in trace.placement.patch_box(row, col, rows, cols))
    pixels = photo.pixels.copy()
    pixels[y0:y1, x0:x1] = 255 - pixels[y0:y1, x0:x1]
    other = ask(folder, replace(photo, pixels=pixels))
    # the words of the answer may be others: the tokens before them are the same
    patches = site.keys.patches, other.sites[0].key_axis.patches  # type: ignore[union-attr]
    values = (site.value[:, patches[0]], other.sites[0].value[:, patches[1]])  # type: ignore[attr-defined, union-attr]
    moved = np.square(values[0] - values[1]).sum(axis=(0, 2)).reshape(rows, cols)
    assert np.unravel_index(moved.argmax(), moved.shape) == (row, col)


def test_one_entry_takes_both_and_says_so(llava: Path) -> None:
    entry = find(f"hf:{llava}")
    assert entry.takes == frozenset(Modality)
    assert (entry.task, entry.input, entry.output) == (Task.ANSWER, Modality.PHOTO, Modality.TEXT)
    assert find(f"hf:{llava}#text").takes == {Modality.TEXT}
    assert find(f"hf:{llava}#vision").takes == {Modality.PHOTO}


def test_a_card_tells_what_the_configuration_says_of_both_parts(folder: Path) -> None:
    config = T.AutoConfig.from_pretrained(folder)
    patch = config.vision_config.patch_size
    facts = dict(find(f"hf:{folder}").facts)
    assert facts["Type"] == config.model_type
    assert facts["Layers × heads"] == "2 × 4"
    assert facts["Vocabulary"] == f"{config.get_text_config().vocab_size:,}"
    assert facts["Positions"] == "4,096"
    assert facts["Patches"].endswith(f"{patch if isinstance(patch, int) else patch[0]} px")


def test_without_a_question_the_first_of_ours_is_asked(llava: Path, photo: Photo) -> None:
    trace = ask(llava, photo, text=" ")
    assert trace.inputs.text == question_samples()[0].text
    assert trace.input is Modality.PHOTO


def test_the_answer_goes_on_from_what_it_is_to_begin_with(llava: Path, photo: Photo) -> None:
    first = ask(llava, photo)
    assert first.translation is not None
    word = next(one for one in first.steps[0].alternatives if one.token != first.steps[0].token)
    again = ask(llava, photo, prefix=(word.token,))
    assert again.steps[0].token == word.token
    assert again.steps[0].forced
    assert not any(one.forced for one in again.steps[1:])
    assert again.verdict is Verdict.VERIFIED


def test_the_answer_is_as_long_as_it_is_wanted(llava: Path, photo: Photo) -> None:
    assert len(ask(llava, photo, writing=Writing(count=2)).steps) == 2


def test_a_word_of_the_answer_asks_by_its_name(llava: Path, photo: Photo) -> None:
    trace = ask(llava, photo)
    words = [one.piece.strip(" ▁") for one in trace.steps]
    for at, word in enumerate(words):
        assert with_query(trace, Selection(), word.upper()).query == words.index(word)
        assert with_query(trace, Selection(), at).query == at
    for asked, said in (("horse", "horse"), ("cls", "cls"), ((1, 2), "1,2")):
        with pytest.raises(SelectionError, match=f"has no token {said}, but"):
            with_query(trace, Selection(), asked)
    with pytest.raises(SelectionError):
        with_query(trace, Selection(), len(words))


def test_the_shares_of_photo_and_words_are_all_of_a_row(llava: Path, photo: Photo) -> None:
    trace = ask(llava, photo)
    shares = dict(resolve_heatmap(trace, Selection()).shares)
    assert set(shares) == {"patches", f"{len(trace.sites[0].key_axis.prefix)} other tokens"}  # type: ignore[union-attr]
    assert sum(shares.values()) == pytest.approx(1, abs=1e-5)


def test_a_muted_head_changes_the_answer_it_gave(llava: Path, photo: Photo) -> None:
    from explorer.core.interventions.mute import Mute

    subject = find(f"hf:{llava}").load("cpu")
    inputs = Inputs(photos=(photo,), text=QUESTION)
    whole = subject.run(inputs)
    name = whole.sites[0].name
    muted = subject.run(inputs, mute=Mute(heads=frozenset({(name, 0), (name, 1)})))
    assert muted.verdict is Verdict.VERIFIED
    probabilities = [[one.probability for one in run.steps][:3] for run in (whole, muted)]
    assert probabilities[0] != pytest.approx(probabilities[1], abs=1e-9)


def test_a_folder_without_a_processor_is_refused_in_a_sentence(
    tmp_path: Path, llava: Path, photo: Photo
) -> None:
    for file in llava.iterdir():
        if file.name != "processor_config.json":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ModelError, match="has no processor that can be read") as refused:
        find(f"hf:{tmp_path}").load("cpu")
    assert f"hf:{tmp_path}#vision looks at photos" in str(refused.value)
    assert f"hf:{tmp_path}#text reads texts" in str(refused.value)


def test_a_photo_whose_tokens_follow_no_place_is_refused(
    tmp_path: Path, llava: Path, photo: Photo
) -> None:
    """An eye that sees nothing: its tokens are the same for every photo."""
    model = T.LlavaForConditionalGeneration.from_pretrained(llava)
    with torch.no_grad():
        for one in model.model.multi_modal_projector.parameters():
            one.zero_()
    model.save_pretrained(tmp_path)
    for name in ("processor_config.json", "tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((llava / name).read_bytes())
    with pytest.raises(ModelError, match="Where the 49 tokens lie"):
        ask(tmp_path, photo)
