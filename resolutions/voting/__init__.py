"""Votes as pages show them: who voted how, how close it was, and how alike States vote."""
