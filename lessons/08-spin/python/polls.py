"""A thread that polls a lock instead of waiting for it."""

import threading
import time

lock = threading.Lock()
tries = 0

lock.acquire()
threading.Timer(0.05, lock.release).start()

# ANCHOR: polls
while not lock.acquire(blocking=False):
    tries += 1
# ANCHOR_END: polls

assert lock.locked()
lock.release()


def cpu_time(wait):
    """The CPU time that this process spends while it waits for a lock that somebody holds."""
    lock.acquire()
    threading.Timer(0.05, lock.release).start()
    before = time.process_time()
    wait()
    spent = time.process_time() - before
    lock.release()
    return spent


def poll():
    while not lock.acquire(blocking=False):
        pass


# ANCHOR: sleeps
lock.acquire()
threading.Timer(0.05, lock.release).start()
lock.acquire()
# ANCHOR_END: sleeps
lock.release()

if __name__ == "__main__":
    print(f"polling:  {cpu_time(poll) * 1000:.1f} ms of CPU time for a wait of 50 ms")
    print(f"sleeping: {cpu_time(lock.acquire) * 1000:.1f} ms")
    print(f"tries in the first loop: {tries}")
