"""Numbers as Word prints them."""

_ROMANS = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_SIGNS = "*†‡§"
# Past these Word itself gives up and prints plain figures.
_MOST_ROMAN, _MOST_REPEATED = 32767, 780


def numeral(number: int, form: str) -> str:
    """
    Return a number in one of Word's forms (`w:numFmt`).

    Letters past the last are doubled: z, aa, bb. A form that is not known is
    printed in figures.
    """
    if form in ("none", "bullet"):
        return ""
    printer = _FORMS.get(form)
    return str(number) if printer is None or number < 1 else printer(number)


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return str(number)
    printed = ""
    for size, letters in _ROMANS:
        count, number = divmod(number, size)
        printed += letters * count
    return printed


def _repeated(number: int, signs: str) -> str:
    if number > _MOST_REPEATED:
        return str(number)
    times, place = divmod(number - 1, len(signs))
    return signs[place] * (times + 1)


def _ordinal(number: int) -> str:
    teens = 10 < number % 100 < 20
    return str(number) + ("th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))


_FORMS = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": lambda number: _repeated(number, _LATIN),
    "upperLetter": lambda number: _repeated(number, _LATIN).upper(),
    "russianLower": lambda number: _repeated(number, _RUSSIAN),
    "russianUpper": lambda number: _repeated(number, _RUSSIAN).upper(),
    "chicago": lambda number: _repeated(number, _SIGNS),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
}
