"""One thread acquires a lock, another one releases it; an RLock refuses that."""

import threading

# ANCHOR: release-by-another
lock = threading.Lock()
lock.acquire()

other = threading.Thread(target=lock.release)
other.start()
other.join()
assert not lock.locked()
# ANCHOR_END: release-by-another

# ANCHOR: owner
lock = threading.RLock()
lock.acquire()


def release_what_i_do_not_hold():
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


other = threading.Thread(target=release_what_i_do_not_hold)
other.start()
other.join()
# ANCHOR_END: owner

# The lock is still held: this thread can release it.
lock.release()
