"""Waiting by polling, and waiting asleep."""

import threading
import time

# ANCHOR: looks
lock = threading.Lock()
lock.acquire()
threading.Timer(0.2, lock.release).start()

checks = 1
while not lock.acquire(blocking=False):
    checks += 1
assert checks > 1
# ANCHOR_END: looks
lock.release()

# ANCHOR: sleeps
lock.acquire()
threading.Timer(0.2, lock.release).start()

# CPU time of this thread: while it sleeps, the clock stops.
before = time.thread_time()
lock.acquire()
print(time.thread_time() - before < 0.1)
# ANCHOR_END: sleeps
lock.release()
