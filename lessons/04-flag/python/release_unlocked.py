"""Releasing a lock that isn't locked."""

import threading

# ANCHOR: release-unlocked
lock = threading.Lock()
try:
    lock.release()
except RuntimeError as error:
    print(error)
# ANCHOR_END: release-unlocked
else:
    raise AssertionError("nobody held the lock")
