"""An operation by its name, with its values as a form sends them."""

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from typing import Any

from resolutions.editing.operations import OPERATIONS
from resolutions.editing.value import Edited, Impossible

# What the history of a text says of each.
SAID = {
    "edit": "Edited {anchor}",
    "split": "Split {anchor}",
    "join": "Joined {anchor} with the next",
    "kind": "Made {anchor} a {kind}",
    "indent": "Moved {anchor} to another level",
    "renumber": "Numbered from {anchor} on",
    "take-out": "Took {anchor} out",
    "put-back": "Put back what was left out",
    "make-note": "Made {anchor} footnote {mark}",
    "add-note": "Added footnote {mark}",
    "edit-note": "Edited footnote {mark}",
    "take-mark": "Read {mark} in {anchor} as the mark of a footnote",
    "remove-mark": "Took out the mark of footnote {mark}",
    "formula": "Read {anchor} as the enacting formula",
    "replace-words": "Replaced “{old}” with “{new}”",
    "cite": "Said what “{words}” in {anchor} cites: {symbol}",
    "sponsors": "Set the sponsors",
    "name-sponsor": "Said who “{printed}” is",
    "relate": "Said which text it {relation}: {text}",
    "accept-change": "Accepted a tracked change",
    "accept-changes": "Accepted tracked changes: {anchor}",
    "refuse-change": "Refused a tracked change",
    "refuse-changes": "Refused tracked changes: {anchor}",
}


def perform(edited: Edited, name: str, sent: Mapping[str, str]) -> tuple[Edited, str]:
    """Do an operation; return its outcome and a sentence for the history."""
    operation = OPERATIONS.get(name)
    if operation is None:
        raise Impossible("There is no such operation.")
    # A NUL goes into no column of the database.
    sent = {key: value.replace("\x00", "") for key, value in sent.items()}
    values = _values(operation, sent)
    words = {key: value.upper() if key == "anchor" else value for key, value in sent.items()}
    said = SAID[name].format_map(_Blank(words))
    return operation(edited, **values), said.removesuffix(": ")


class _Blank(dict):
    def __missing__(self, key):
        return ""


def _values(operation: Callable[..., Edited], sent: Mapping[str, str]) -> dict[str, Any]:
    values = {}
    for parameter in list(signature(operation).parameters.values())[1:]:
        if parameter.name in sent:
            values[parameter.name] = _value(parameter, sent[parameter.name])
        elif parameter.default is Parameter.empty:
            raise Impossible("Something is missing in what was sent; go back and try again.")
    return values


def _value(parameter: Parameter, text: str) -> Any:
    if parameter.annotation is int:
        if not (text.lstrip("-").isascii() and text.lstrip("-").isdecimal() and len(text) < 9):
            raise Impossible("A place in the text is a number.")
        return int(text)
    return text if parameter.annotation is str else text.splitlines()
