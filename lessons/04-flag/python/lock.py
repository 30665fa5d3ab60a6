"""What a lock of Python's can do."""

# ANCHOR: lock
import threading

lock = threading.Lock()
assert not lock.locked()

lock.acquire()
assert lock.locked()

# Trying is no waiting: it says that the lock was not to be had.
assert lock.acquire(blocking=False) is False

lock.release()
assert not lock.locked()
assert lock.acquire(blocking=False) is True
# ANCHOR_END: lock

lock.release()
