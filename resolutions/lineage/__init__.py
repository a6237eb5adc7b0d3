"""
Where paragraphs come from: a pure reading of texts in the order of time.

`prints` turns words into numbers, `corpus` lays out all texts of one language with an index of
their shingles, `tracing` finds the nearest earlier carriers of each paragraph, and `families`
joins what descends from one another. `ladder` orders the verbs that paragraphs open with.
"""
