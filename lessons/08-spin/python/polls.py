"""A thread that polls a lock, and one that waits for it: both get it, but one of them keeps a core busy in the meantime."""

import threading
import time

# ANCHOR: polls
lock = threading.Lock()


def polls():
    while not lock.acquire(blocking=False):
        pass


def waits():
    lock.acquire()


# ANCHOR_END: polls


# ANCHOR: measure
def cpu_time(how):
    """How many seconds a core is busy while the lock is held for half a second."""
    lock.acquire()
    threading.Timer(0.5, lock.release).start()
    before = time.process_time()
    how()
    after = time.process_time()
    lock.release()
    return after - before


# ANCHOR_END: measure

polling, waiting = cpu_time(polls), cpu_time(waits)
assert not lock.locked()

if __name__ == "__main__":
    print(f"polling: {polling:.3f} s")
    print(f"waiting: {waiting:.3f} s")
