"""A token in Python: an Event remembers a `set` for which no thread waits yet."""

# ANCHOR: event
import threading

token = threading.Event()
token.set()
token.set()

# It was set before any thread waited, and is not lost.
assert token.wait()
token.clear()

# Twice was once: there is no second token.
assert not token.is_set()
# ANCHOR_END: event
