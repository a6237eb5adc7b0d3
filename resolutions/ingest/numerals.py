"""Numerals that count lists: roman ones and letters, read and written."""

_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman(letters: str) -> int | None:
    """The value of a small roman numeral below 90, or None."""
    if not letters or any(letter not in _ROMANS for letter in letters):
        return None
    values = [_ROMANS[letter] for letter in letters]
    total = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return total if to_roman(total) == letters else None


def to_roman(value: int) -> str:
    text = ""
    for worth, letters in (
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while value >= worth:
            text, value = text + letters, value - worth
    return text


def alphabetic(letters: str) -> int | None:
    """The place of a letter in a list: a is 1, z is 26, aa is 27, bb is 28."""
    if not letters or not letters.isascii() or not letters.isalpha() or len(set(letters)) > 1:
        return None
    return ord(letters[0].lower()) - ord("a") + 1 + 26 * (len(letters) - 1)


def to_letter(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)
