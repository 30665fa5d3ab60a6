"""Compares the book's page on `threading` with the `threading` of the Python that runs this.

Each public name and each parameter has to be in the first column of a table of that page, and no others may be there.
"""

import inspect
import re
import sys
import threading
from pathlib import Path

BOOK = Path(__file__).resolve().parents[3] / "book" / "src"
PAGE = (BOOK / "python-threading.md").read_text(encoding="utf-8")

OBJECTS = {
    "Lock": threading.Lock(),
    "RLock": threading.RLock(),
    "Condition": threading.Condition(),
    "Semaphore": threading.Semaphore(),
    "BoundedSemaphore": threading.BoundedSemaphore(),
    "Event": threading.Event(),
    "Barrier": threading.Barrier(1),
    "Thread": threading.Thread(),
    "Timer": threading.Timer(0, print),
    "local": threading.local(),
    "threading": threading,
}


# ANCHOR: compare
def differences(page):
    """What the page lacks and what it makes up, for each class and for the module itself."""
    found = []
    sections = page.split("\n## ")[1:]
    for name, thing in OBJECTS.items():
        section = next(s for s in sections if s.startswith(f"`{name}`"))
        has, says = members(thing), first_column(section)
        if thing is threading:  # A class has a section of its own.
            says |= set(OBJECTS).union(*map(first_column, sections)) & has
        found += [f"{name}: lacks {word}" for word in has - says]
        found += [f"{name}: makes up {word}" for word in says - has - {name} - OTHERS]
    return sorted(found)


# ANCHOR_END: compare
# What a table names beside the members: the error of a barrier, and what the hook is given.
OTHERS = set(threading.__all__) | {name for name in dir(threading.ExceptHookArgs) if name[0] != "_"}


def members(thing):
    """Public names, and the parameters of those that can be called, each as `n=1`."""
    names = {name for name in dir(thing) if not name.startswith("_")}
    if thing is threading:  # Without the modules and classes that it imports for itself.
        names = {name for name in names if name in threading.__all__ or home(name) == "threading"}
    if isinstance(thing, threading.Timer):
        names -= set(dir(threading.Thread))
    found = set(names)
    for name in names:
        value = getattr(thing, name)
        if inspect.isroutine(value) and value is not print:
            found |= parameters(value)
    if type(thing).__module__ == "threading":
        found |= signature(type(thing))
    if hasattr(thing, "__enter__"):
        found.add("with")
    return found


def home(name):
    return getattr(getattr(threading, name), "__module__", None)


def parameters(function):
    try:
        return signature(function)
    except ValueError:  # Up to Python 3.12, a function that is written in C can't always tell.
        pass
    if function.__name__ == "acquire":  # The first line of `RLock.acquire.__doc__` leaves one out.
        if function(blocking=True, timeout=-1):
            function.__self__.release()
        return {"blocking=True", "timeout=-1"}
    if function is threading.stack_size:  # Its documentation leaves out the default.
        assert function(0) == function()
        return {"size=0"}
    said = re.match(r"\w+\((.*)\)", function.__doc__)
    return set(words(said[1].replace("$module", ""))) if said else set()


def signature(function):
    return {str(parameter).lstrip("*") for parameter in inspect.signature(function).parameters.values()}


def first_column(section):
    """The names and parameters in the first column of the tables, for this version of Python."""
    found = set()
    for row in re.findall(r"^\| (.*?) \|", section, re.MULTILINE):
        since = re.search(r"since 3\.(\d+)", row)
        if since is None or sys.version_info >= (3, int(since[1])):
            for span in re.findall(r"`(.*?)`", row):
                found |= set(words(span))
    return found


def words(text):
    return re.findall(r"[A-Za-z]\w*(?:=(?:\(\)|[^,\s()\]]+))?", text)


if sys.version_info < (3, 10):  # They have less than the page says.
    sys.exit()
# ANCHOR: run
found = differences(PAGE)
assert not found, found
assert differences(PAGE.replace("n_waiting", "n_sleeping")) == [
    "Barrier: lacks n_waiting",
    "Barrier: makes up n_sleeping",
]
assert differences(PAGE.replace("timeout=-1", "timeout=None"))
# ANCHOR_END: run
