"""Text that people typed: composed, trimmed, without what can't be stored or would mislead the eye."""

import unicodedata

from kalends.core.errors import Invalid

# Embeddings, overrides and isolates (Unicode TR9): in a name they only serve to make it look like another.
_BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_LINE_BREAKS = frozenset("\n\t")


class TooLong(Invalid):
    """This text is too long."""


class TextIsMissing(Invalid):
    """This can't be empty."""


class UnreadableText(Invalid):
    """This text holds characters that can't be shown. Type it anew."""


def clean(text: str, field: str, *, longest: int, is_required: bool = False, has_lines: bool = False) -> str:
    """Normal form C, trimmed, `longest` characters at most; control characters are refused, bidi controls dropped."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_BIDI_CONTROLS)).strip()
    allowed = _LINE_BREAKS if has_lines else frozenset[str]()
    if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed for char in text):
        raise UnreadableText(field=field)
    if len(text) > longest:
        raise TooLong(f"This text is too long: {len(text)} characters, where {longest} are the most.", field=field)
    if is_required and not text:
        raise TextIsMissing(field=field)
    return text
