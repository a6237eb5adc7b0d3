"""How the archive words numbers in English."""


def ordinal(number: int) -> str:
    """Return 71st, 72nd, 73rd, 74th: sessions and meetings as the UN writes them."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"
