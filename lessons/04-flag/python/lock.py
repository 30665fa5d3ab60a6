"""What a Python lock can do."""

# ANCHOR: lock
import threading

lock = threading.Lock()
assert not lock.locked()

lock.acquire()
assert lock.locked()

# Trying never waits; it reports that the lock was taken.
assert lock.acquire(blocking=False) is False

lock.release()
assert not lock.locked()
assert lock.acquire(blocking=False) is True
# ANCHOR_END: lock

lock.release()
