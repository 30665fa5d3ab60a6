"""A guard in Python: what `with` calls at the beginning and at the end of its block."""

import threading


# ANCHOR: guard
class Guard:
    def __init__(self, lock):
        self.lock = lock

    def __enter__(self):
        self.lock.acquire()

    def __exit__(self, *_exception):
        self.lock.release()


# ANCHOR_END: guard
lock = threading.Lock()
with Guard(lock):
    assert lock.locked()
assert not lock.locked()
try:
    with Guard(lock):
        raise ValueError
except ValueError:
    assert not lock.locked()
# ANCHOR: no-with
Guard(lock)  # Without `with`: the lock is not acquired at all.
print(lock.locked())
# ANCHOR_END: no-with

assert not lock.locked()


# What the chapter's table says about several, and about exceptions.
class Named:
    def __init__(self, name, left, swallows=False):
        self.name, self.left, self.swallows = name, left, swallows

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.left.append(self.name)
        return self.swallows


left = []
with Named("a", left), Named("b", left):
    pass
assert left == ["b", "a"]
with Named("c", left, swallows=True):
    raise ValueError
assert left == ["b", "a", "c"]
