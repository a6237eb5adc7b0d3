"""
Search over all paragraphs: what a worker knows, what a query finds, and how it is counted.

The truth is in the tables of texts. `indexing` makes the index of each language from them,
`knowledge` keeps what a worker has read of it and notices every change, `filters` say which
texts and paragraphs are asked for, and `answer` puts it together; `selection` does so for lists
that are not of paragraphs.
"""
