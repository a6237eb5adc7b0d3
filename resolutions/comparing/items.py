"""What is compared whole, though signs or spaces part it: numbers with dates, symbols, amounts."""

import re

from resolutions.search.tokens import HAN

# "68/243", "57/270 B", "ES-10/23"
_NUMBER = r"(?:E?S-)?\d{1,4}/\d{1,4}(?: [A-Z](?![\w.’']))?(?![\w/])"
# "1325 (2000)", "1514 (XV)"
_OF_A_YEAR = r"\d{2,4} \((?:\d{4}|[IVXLC]+)\)"
# "of 27 December 2013", ", de 27 de diciembre de 2013", "от 27 декабря 2013 года",
# "المؤرخ 7 كانون الأول/ديسمبر 2022"
_DATE = (
    r"(?:,? \w{1,3} \d{1,2}\w{0,2} (?:de )?[^\W\d]{3,12} (?:de )?\d{4}(?: года)?"
    r"| المؤرخة? \d{1,2} [^\W\d]+(?: [^\W\d]+)?/[^\W\d]+ \d{4})(?!\w)"
)
# The items of a list of such are compared whole, so that "of" and "December" of one item are
# never taken for those of another. "2013年12月27日第68/243号" has the number behind the date.
_NUMBERED = rf"{_NUMBER}(?:{_DATE})?"
_NUMBERED_BEHIND = r"\d{4}年\d{1,2}月\d{1,2}日第\d{1,4}/\d{1,4}号"
# "A/75/187-S/2020/1", "GC(66)/RES/12"
_SYMBOL = (
    r"[A-Z]{1,6}(?:\(\d+\))?"
    r"(?:/[A-Z0-9](?:[A-Za-z0-9.]*[A-Za-z0-9])?(?:-[A-Z0-9]+)*(?:\(\d{4}\))?)+(?![\w’])"
)
# "44,971,300", "14 109 800", "37,2"; in Arabic the thousands come first
_AMOUNT = (
    r"(?:\d{3}(?: \d{3})* \d{1,2}(?= ?[\u0600-\u06ff])"
    r"|\d{1,3}(?:[, ]\d{3}(?!\d))++(?:[.,]\d+)?|\d+,\d+(?![\w,]))"
)
WHOLE = rf"(?=[A-Z\d])(?:{_NUMBERED_BEHIND}|{_NUMBERED}|{_OF_A_YEAR}|{_SYMBOL}|{_AMOUNT})"

_DATED = re.compile(rf"({_NUMBER})({_DATE})")
_BEHIND = re.compile(r"(.*第)(\d{1,4}/\d{1,4})号")
_BARE = re.compile(rf"{_NUMBER}|{_OF_A_YEAR}")
_FIGURES = re.compile(r"[\d., ]+")
_COUNTED = re.compile(rf"[{HAN}]|[^\s{HAN}]+")


def size_of(key: str) -> int:
    """How many words a key is: 0 for a sign; each Chinese character is one."""
    if not any(map(str.isalnum, key)):
        return 0
    return 1 if _FIGURES.fullmatch(key) else len(_COUNTED.findall(key))


def number_and_date(key: str) -> tuple[str, str] | None:
    """The number of a resolution and its date, "" where it has none; None for other words."""
    if found := _DATED.fullmatch(key):
        return found[1], found[2]
    if found := _BEHIND.fullmatch(key):
        return found[2], found[1]
    return (key, "") if _BARE.fullmatch(key) else None
