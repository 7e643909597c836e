"""Documents and pairs of texts in files, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from explorer.cli import main
from tests.registry import hf_toys
from tests.registry.huggingface.test_given import reads_pairs


def test_a_document_is_whole_for_a_summariser(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = hf_toys.t5(tmp_path / "t5")
    article = tmp_path / "article.txt"
    article.write_text("the fox jumps.\nthe dog is lazy.\n")
    out = tmp_path / "out"
    assert main(["export", f"hf:{folder}", str(article), "--format", "npz", "-o", str(out)]) == 0
    (file,) = capsys.readouterr().out.split()
    source = json.loads(str(np.load(file)["meta"]))["source"]["text"]
    assert source.split() == article.read_text().split()
    more = ["export", f"hf:{folder}", str(article), "--format", "npz", "--sentences"]
    assert main([*more, "-o", str(tmp_path / "apart")]) == 0
    assert len(capsys.readouterr().out.split()) == 2


def test_pairs_of_a_file_stand_on_a_line_with_a_tab(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reads_pairs(tmp_path / "nli")
    file = tmp_path / "pairs.txt"
    file.write_text("the cat sat\tthe cat was tired\nthe sky is blue\twhy is the sky blue\n")
    out = tmp_path / "out"
    command = ["export", f"hf:{tmp_path / 'nli'}", str(file), "--format", "npz", "-o", str(out)]
    assert main(command) == 0
    files = capsys.readouterr().out.split()
    found = [json.loads(str(np.load(one)["meta"]))["source"] for one in files]
    assert [one["second_text"] for one in found] == ["the cat was tired", "why is the sky blue"]
