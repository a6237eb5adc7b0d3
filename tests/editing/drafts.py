"""Drafts to send in, made up."""

DRAFT = """United Nations A/C.1/77/L.99

Distr.: Limited 6 October 2022
Original: English

Seventy-seventh session
First Committee
Agenda item 94
Developments in the field of information security

Cuba and Zimbabwe: draft resolution

Developments in the field of information security

The General Assembly,

Recalling its resolution 71/28 of 5 December 2016,

1. Welcomes the report;

2. Decides to meet again.
"""
