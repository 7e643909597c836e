"""A text as a user's turn in the chat template of a model."""

from __future__ import annotations

from typing import Any

from explorer.core.foreign import quoted_error
from explorer.registry.entry import SentenceError


def has_template(tokenizer: Any) -> bool:
    """Whether a tokenizer says how its model is to be asked."""
    return bool(getattr(tokenizer, "chat_template", None))


def as_chat(
    tokenizer: Any,
    text: str | list[dict[str, str]],
    system: str,
    title: str,
    instead: str = "Give it the text alone.",
) -> str:
    """Put a text into the chat template, ready for the model's answer.

    The template runs in the library's sandbox.

    Parameters
    ----------
    tokenizer : with the template, or the processor that has it.
    text : of the user's turn, or its parts: photos and texts.
    system : of the turn before it; "" for none.
    title : of the model, for the sentences. instead : what the user can do about it.

    Raises
    ------
    SentenceError
        The tokenizer has no template, or the template cannot be filled in.
    """
    if not has_template(tokenizer):
        raise SentenceError(f"{title} has no chat template. {instead}")
    turns: list[dict[str, Any]] = [{"role": "system", "content": system}] if system else []
    turns.append({"role": "user", "content": text})
    try:
        filled = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    except Exception as error:  # a template of any content raises anything at all
        what = "a system's turn" if system else "a user's turn"
        raise SentenceError(
            f"The chat template of {title} cannot be filled in with {what} "
            f"({quoted_error(error)}). {instead}"
        ) from error
    return str(filled)
