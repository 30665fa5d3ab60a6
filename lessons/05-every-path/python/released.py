"""The same, with `finally` and with `with`: both release the lock on every path."""

import threading

lock = threading.Lock()
pieces = 3


# ANCHOR: finally
def sell(amount):
    global pieces
    lock.acquire()
    try:
        if amount > pieces:
            return False
        pieces -= amount
        return True
    finally:
        lock.release()


# ANCHOR_END: finally
# ANCHOR: with
def share(customers):
    global pieces
    with lock:
        each = pieces // customers
        pieces %= customers
        return each


# ANCHOR_END: with
assert not sell(5)
assert not lock.locked()
try:
    share(0)
    assert False, "three pieces cannot be shared among no customers"
except ZeroDivisionError:
    assert not lock.locked()
assert share(3) == 1
assert not lock.locked()
