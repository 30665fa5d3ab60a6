"""A lock in Python that hands out its value in a `with`; and what Python can't prevent."""

import threading

# ANCHOR: locked
from contextlib import contextmanager


class Locked:
    def __init__(self, value):
        self._lock = threading.Lock()
        self._value = value

    @contextmanager
    def lock(self):
        with self._lock:
            yield self._value


orders = Locked([])
with orders.lock() as dishes:
    dishes.append("soup")
# ANCHOR_END: locked

assert orders._value == ["soup"]
assert not orders._lock.locked()

# ANCHOR: kept
with orders.lock() as dishes:
    kept = dishes
kept.append("fish")  # The lock is free by now.
print(kept is orders._value, orders._lock.locked())
# ANCHOR_END: kept

# ANCHOR: private
orders._value.append("cake")  # An underscore is a request.
print(len(orders._value))
# ANCHOR_END: private

assert orders._value == ["soup", "fish", "cake"]

# ANCHOR: number
tables = Locked(6)
with tables.lock() as number:
    number += 1
with tables.lock() as number:
    print(number)
# ANCHOR_END: number

# A box fixes that.
tables = Locked([6])
with tables.lock() as number:
    number[0] += 1
with tables.lock() as number:
    assert number == [7]

# The lock is released on an exception, too.
try:
    with tables.lock():
        raise ValueError
except ValueError:
    assert not tables._lock.locked()
