"""A token in Python: an Event remembers a `set` that no thread was waiting for."""

# ANCHOR: event
import threading

token = threading.Event()
token.set()
token.set()

# It was set before any thread waited, and isn't lost.
assert token.wait()
token.clear()

# Setting it twice counts once: there's no second token.
assert not token.is_set()
# ANCHOR_END: event
