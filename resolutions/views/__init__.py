"""The pages: each view chooses rows and a template; the rules live below."""
