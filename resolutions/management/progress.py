"""A line that says how far a long command is, how fast, and how long it will take."""

import time

# A terminal's line is written anew; a log gets a line from time to time.
SECONDS_ON_TERMINAL, SECONDS_IN_LOG = 0.2, 10


class Progress:
    """Call it after every file, with how many are done and how many paragraphs are stored."""

    def __init__(self, stream, total: int, done="files", stored="paragraphs"):
        self.stream, self.total = stream, total
        self.done, self.stored = done, stored
        self.on_terminal = stream.isatty()
        self.every = SECONDS_ON_TERMINAL if self.on_terminal else SECONDS_IN_LOG
        self.started = self.told = time.monotonic()

    def __call__(self, done: int, stored: int) -> None:
        now = time.monotonic()
        if now - self.told < self.every:
            return
        self.told = now
        passed = now - self.started
        total = max(self.total, done)  # one file may bring others that need it too
        left = passed / done * (total - done)
        line = (
            f"{done:,} of {total:,} {self.done}, "
            f"{stored / passed:,.0f} {self.stored} a second, {duration(left)} left"
        )
        self.write(f"\r{line:<78}" if self.on_terminal else line + "\n")

    def end(self) -> None:
        if self.on_terminal:
            self.write("\r" + " " * 78 + "\r")

    def write(self, text: str) -> None:
        self.stream.write(text, ending="")
        self.stream.flush()


def duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
