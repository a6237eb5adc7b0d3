"""How the archive words numbers, dates and sessions in English."""

from datetime import date

SESSION_KINDS = {"": "session", "S": "special session", "ES": "emergency special session"}
# The first regular session opened in January 1946, the second in September 1947.
YEAR_BEFORE_SESSIONS = 1945
# A greater number is a year: bodies other than the Assembly count by year.
LAST_SESSION = 999


def ordinal(number: int) -> str:
    """Return 71st, 72nd, 73rd, 74th: sessions and meetings as the UN writes them."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def day(when: date) -> str:
    """Return 5 December 2016."""
    return f"{when.day} {when:%B %Y}"


def session_name(number: int, kind: str = "") -> str:
    """
    Return "74th session (2019)".

    Special sessions have no year of their own ("10th emergency special session"),
    and bodies that count by year have no other number ("2001").
    """
    if number > LAST_SESSION:
        return str(number)
    name = f"{ordinal(number)} {SESSION_KINDS[kind]}"
    return name if kind else f"{name} ({number + YEAR_BEFORE_SESSIONS})"


def session_and_year(number: int) -> str:
    """Return "74th, 2019", or the year of a body that counts by year."""
    if number > LAST_SESSION:
        return str(number)
    return f"{ordinal(number)}, {number + YEAR_BEFORE_SESSIONS}"
