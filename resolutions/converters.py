"""What stands for a value in an address."""


class YearConverter:
    """A year of four figures: one address for each."""

    regex = "[12][0-9]{3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class SessionConverter(YearConverter):
    """A regular session of the General Assembly, 1 to 999."""

    regex = "[1-9][0-9]{0,2}"


class CitationFileConverter:
    """The name of a file that reference managers import."""

    regex = r"cite\.(?:bib|ris|json)"

    def to_python(self, value):
        return value.partition(".")[2]

    def to_url(self, value):
        return f"cite.{value}"


class RenditionConverter:
    """The name of a text as a file."""

    regex = r"text\.txt|akoma-ntoso\.xml|document\.json"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class DigestConverter(RenditionConverter):
    """A SHA-256 in hexadecimal figures."""

    regex = "[0-9a-f]{64}"
