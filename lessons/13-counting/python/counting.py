"""Python's two semaphores: both count, and one of them notices a release too many."""

# ANCHOR: semaphore
import threading

semaphore = threading.Semaphore(2)

with semaphore:
    with semaphore:
        # Both permits are taken.
        assert not semaphore.acquire(blocking=False)

# No thread acquired this one, and now there are three permits.
semaphore.release()
print([semaphore.acquire(blocking=False) for _ in range(4)])
# ANCHOR_END: semaphore

# ANCHOR: bounded
bounded = threading.BoundedSemaphore(2)
try:
    bounded.release()
except ValueError as error:
    print(error)

# It's still a semaphore of two.
assert bounded.acquire(blocking=False)
assert bounded.acquire(blocking=False)
assert not bounded.acquire(blocking=False)
# ANCHOR_END: bounded

# Several at once, since Python 3.9, as an error too if it's one too many: and then none of them counts.
bounded.release(2)
bounded.acquire()
try:
    bounded.release(2)
except ValueError:
    pass
assert bounded.acquire(blocking=False)
assert not bounded.acquire(blocking=False)
