"""
What the process that reads a file may ask of the system: to read, and little else.

Three walls stand one behind another, since not every system lets an ordinary
process raise each of them. The kernel refuses system calls (Linux), Python's
audit hook refuses the same to Python code (everywhere), and the worker has left
the network beforehand (Linux, where it may).
"""

import contextlib
import ctypes
import errno
import os
import platform
import signal
import struct
import sys

# System calls that reading needs none of, by their numbers on x86_64 and aarch64; -1: not there.
_REFUSED = {
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    "accept4": (288, 242),
    "sendmmsg": (307, 269),
    "clone": (56, 220),
    "fork": (57, -1),
    "vfork": (58, -1),
    "execve": (59, 221),
    "execveat": (322, 281),
    "clone3": (435, 435),
    "kill": (62, 129),
    "tkill": (200, 130),
    "pidfd_send_signal": (424, 424),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "truncate": (76, 45),
    "rename": (82, -1),
    "mkdir": (83, -1),
    "rmdir": (84, -1),
    "creat": (85, -1),
    "link": (86, -1),
    "unlink": (87, -1),
    "symlink": (88, -1),
    "chmod": (90, -1),
    "chown": (92, -1),
    "fchmod": (91, 52),
    "fchown": (93, 55),
    "mknod": (133, -1),
    "mkdirat": (258, 34),
    "mknodat": (259, 33),
    "fchownat": (260, 54),
    "unlinkat": (263, 35),
    "renameat": (264, 38),
    "linkat": (265, 37),
    "symlinkat": (266, 36),
    "fchmodat": (268, 53),
    "renameat2": (316, 276),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "openat2": (437, 437),
}
# A process may signal itself, as it does to give up.
_SIGNALLING = (234, 131)  # tgkill
# Calls that open files, and which of their arguments says what for.
_OPENING = {"open": (2, -1, 1), "openat": (257, 56, 2)}
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_OTHER_NUMBERING = 0x40000000  # x32, which is another way to make the same calls

_SET_SIGNAL_ON_PARENTS_DEATH, _SET_SECCOMP, _SET_NO_NEW_PRIVILEGES = 1, 22, 38
_FILTER = 2

# The instructions of a filter: code, jump if true, jump if false, operand.
_INSTRUCTION = struct.Struct("=HBBI")
_LOAD, _IF_EQUAL, _IF_FROM, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM

_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def leave_network() -> None:
    """Move to a network without connections, where the system lets this process do so."""
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)


def confine() -> None:
    """Give up, for the rest of this process, all that reading does not need."""
    sys.addaudithook(_refuse_event)
    machine = _MACHINES.get(platform.machine())
    if sys.platform == "linux" and machine:
        _control(_SET_SIGNAL_ON_PARENTS_DEATH, signal.SIGKILL)
        _control(_SET_NO_NEW_PRIVILEGES, 1)
        instructions = _filter(*machine)
        program = _Program(len(instructions), b"".join(instructions))
        _control(_SET_SECCOMP, _FILTER, ctypes.addressof(program))


def _refuse_event(event: str, arguments: tuple) -> None:
    if event.startswith(_EVENTS) or (event == "open" and _is_to_write(*arguments)):
        raise PermissionError(event)


def _is_to_write(path: object, _mode: object, flags: int) -> bool:
    """Whether a file is opened to be written; a number stands for one that is open already."""
    return not isinstance(path, int) and bool(flags & _TO_WRITE)


def _control(option: int, *values: int) -> None:
    """Ask the kernel; one that is too old or too strict says no, and the other walls stand."""
    numbers = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    ctypes.CDLL(None).prctl(ctypes.c_int(option), *numbers)


def _filter(column: int, machine: int) -> list[bytes]:
    """The program by which the kernel judges each system call of this process."""
    make = _INSTRUCTION.pack
    refuse, allow = make(_RETURN, 0, 0, _REFUSE), make(_RETURN, 0, 0, _ALLOW)
    program = [
        make(_LOAD, 0, 0, _MACHINE),
        make(_IF_EQUAL, 1, 0, machine),
        refuse,
        make(_LOAD, 0, 0, _NUMBER),
        make(_IF_FROM, 0, 1, _OTHER_NUMBERING),
        refuse,
    ]
    for numbers in _REFUSED.values():
        if numbers[column] >= 0:
            program += [make(_IF_EQUAL, 0, 1, numbers[column]), refuse]
    program += [
        make(_IF_EQUAL, 0, 4, _SIGNALLING[column]),
        make(_LOAD, 0, 0, _ARGUMENTS),
        make(_IF_EQUAL, 1, 0, os.getpid()),
        refuse,
        allow,
    ]
    for *numbers, argument in _OPENING.values():
        if numbers[column] >= 0:
            program += [
                make(_IF_EQUAL, 0, 4, numbers[column]),
                make(_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
                make(_IF_ANY_BIT, 0, 1, _TO_WRITE),
                refuse,
                allow,
            ]
    return [*program, allow]
