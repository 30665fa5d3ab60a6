"""A read-write lock in Python, which has none of its own: a condition, and two numbers."""

# ANCHOR: read-write
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0
        self.writing = False

    @contextmanager
    def read(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.writing)
            self.readers += 1
        try:
            yield
        finally:
            with self.changed:
                self.readers -= 1
                self.changed.notify_all()

    @contextmanager
    def write(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True
        try:
            yield
        finally:
            with self.changed:
                self.writing = False
                self.changed.notify_all()
# ANCHOR_END: read-write


lock = ReadWriteLock()

# ANCHOR: two-readers
both = threading.Barrier(2)


def read():
    with lock.read():
        # Each waits here, inside, until the other one is inside as well.
        both.wait(timeout=60)


threads = [threading.Thread(target=read) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both were inside at once:", not both.broken)
# ANCHOR_END: two-readers

total = 0


def add():
    global total
    for _ in range(1_000):
        with lock.write():
            total = total + 1


threads = [threading.Thread(target=add) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert total == 4_000
assert not both.broken
