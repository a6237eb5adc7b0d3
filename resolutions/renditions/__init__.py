"""A text as a file: plain text, Akoma Ntoso and JSON, each written from the same value."""
