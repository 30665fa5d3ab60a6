"""The same, with `finally` and with `with`: both release the lock on every path."""

import threading

lock = threading.Lock()
items = 3


# ANCHOR: finally
def sell(amount):
    global items
    lock.acquire()
    try:
        if amount > items:
            return False
        items -= amount
        return True
    finally:
        lock.release()


# ANCHOR_END: finally
# ANCHOR: with
def share(customers):
    global items
    with lock:
        each = items // customers
        items %= customers
        return each


# ANCHOR_END: with
assert not sell(5)
assert not lock.locked()
try:
    share(0)
    assert False, "three items cannot be shared among no customers"
except ZeroDivisionError:
    assert not lock.locked()
assert share(3) == 1
assert not lock.locked()
