"""
Formal names: who shares one with another text has not taken its wording.

Titles of texts and of agenda items come from the archive itself; these are names of groups,
conventions and reports that no title spells out.
"""

NAMES = (
    "Group of Governmental Experts on Developments in the Field of Information and "
    "Telecommunications in the Context of International Security",
    "Group of Governmental Experts on Advancing Responsible State Behaviour in Cyberspace in the "
    "Context of International Security",
    "Open-ended Working Group on Developments in the Field of Information and "
    "Telecommunications in the Context of International Security",
    "open-ended working group on security of and in the use of information and communications "
    "technologies 2021–2025",
    "open-ended intergovernmental expert group to conduct a comprehensive study of the problem of "
    "cybercrime",
    "open-ended ad hoc intergovernmental committee of experts, representative of all regions, to "
    "elaborate a comprehensive international convention on countering the use of information and "
    "communications technologies for criminal purposes",
    "Ad Hoc Committee to Elaborate a Comprehensive International Convention on Countering the Use "
    "of Information and Communications Technologies for Criminal Purposes",
    "programme of action to advance responsible State behaviour in the use of information and "
    "communications technologies in the context of international security",
    "norms, rules and principles of responsible behaviour of States",
    "United Nations Office on Drugs and Crime",
    "Commission on Crime Prevention and Criminal Justice",
    "Commission on Science and Technology for Development",
    "World Summit on the Information Society",
    "International Covenant on Civil and Political Rights",
    "International Covenant on Economic, Social and Cultural Rights",
    "Convention on the Elimination of All Forms of Discrimination against Women",
    "Vienna Declaration and Programme of Action",
    "Addis Ababa Action Agenda of the Third International Conference on Financing for Development",
    "Transforming our world: the 2030 Agenda for Sustainable Development",
    "purposes and principles of the Charter of the United Nations",
    "Overall policymaking, direction and coordination",
    "General Assembly and Economic and Social Council affairs and conference management",
    "International drug control, crime and terrorism prevention and criminal justice",
)
