"""A thread that acquires a lock it already holds waits for itself, in Python too."""

# ANCHOR: takes-it-twice
import threading

lock = threading.Lock()
with lock:
    # Without the timeout this call never returns.
    taken = lock.acquire(timeout=0.1)
print(taken)
# ANCHOR_END: takes-it-twice

assert taken is False
