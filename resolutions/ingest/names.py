"""
Documents that texts cite by name, and the names that they go by.

To add a report, give its group a line: what the texts put before "report" (a
year, "first annual progress", "final"; "" for a group with one report) and the
symbol. To add a group, give its title as it is printed; a report is only cited
where the text says, by that title or by its subject, which group it means.
"""

import re
from dataclasses import dataclass

# What the texts call a group when they do not give its title.
EXPERTS = r"(?:[Gg]roups?\sof\s[Gg]overnmental\s[Ee]xperts|(?:UN)?GGEs?)"
WORKING_GROUP = r"(?:[Oo]pen-?\s?[Ee]nded\s[Ww]orking\s[Gg]roup|OEWG)"

# Groups of both kinds sit on many subjects; a text on this one means those below.
SUBJECT = re.compile(
    r"information\sand\s(?:tele)?communications?\b|information\ssecurity|cyber|\bICTs?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """
    A group that reports to the General Assembly.

    `called` is what texts call it without its title, and `name` what its reports
    are named by; `title` begins the title after "on", in any case; `term` is the
    years that tell it from its namesakes.
    """

    called: str
    name: str
    title: str
    reports: dict[str, str]
    term: str = ""


GROUPS = (
    Group(
        called=EXPERTS,
        name="Group of Governmental Experts",
        title=r"developments\sin\sthe\sfield\sof\s(?:information\sand|ICT)",
        reports={
            "2010": "A/65/201",
            "2013": "A/68/98",
            "2015": "A/70/174",
            # The next group had another title; texts that list all four use this one.
            "2021": "A/76/135",
        },
    ),
    Group(
        called=EXPERTS,
        name="Group of Governmental Experts",
        title=r"advancing\sresponsible\sstate\sbehaviou?r",
        reports={"2021": "A/76/135", "final": "A/76/135", "": "A/76/135"},
    ),
    Group(
        called=WORKING_GROUP,
        name="Open-ended Working Group",
        title=r"developments\sin\sthe\sfield\sof\s(?:information\sand|ICT)",
        term=r"(?:2019[–-])?2021",
        reports={"2021": "A/75/816", "final": "A/75/816", "": "A/75/816"},
    ),
    Group(
        called=WORKING_GROUP,
        name="open-ended working group 2021–2025",
        title=r"security\sof\sand\sin\sthe\suse\sof\s(?:information\sand|ICT)",
        term=r"2021[–-]2025",
        reports={
            "first annual progress": "A/77/275",
            "2022 annual progress": "A/77/275",
            "second annual progress": "A/78/265",
            "2023 annual progress": "A/78/265",
            "third annual progress": "A/79/214",
            "2024 annual progress": "A/79/214",
            "2025": "A/80/257",
            "final": "A/80/257",
        },
    ),
)
