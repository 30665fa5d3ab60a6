"""Python's lock without waiting, and with a time limit; its RLock lets the holder in again."""

import threading
import time

# ANCHOR: tries
lock = threading.Lock()
lock.acquire()
print(lock.acquire(blocking=False))

start = time.monotonic()
print(lock.acquire(timeout=0.1), time.monotonic() - start >= 0.1)
# ANCHOR_END: tries

assert not lock.acquire(timeout=0)
lock.release()
assert lock.acquire(timeout=60)

# ANCHOR: rlock
rlock = threading.RLock()
with rlock:
    with rlock:
        print("inside, twice")
# ANCHOR_END: rlock


def try_it():
    got.append(rlock.acquire(blocking=False))
    if got[-1]:
        rlock.release()


# One release of two isn't enough for another thread.
got = []
rlock.acquire()
rlock.acquire()
for expected in [False, False, True]:
    other = threading.Thread(target=try_it)
    other.start()
    other.join()
    assert got[-1] is expected
    if expected is False:
        rlock.release()
