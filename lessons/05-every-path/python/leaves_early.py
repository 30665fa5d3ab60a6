"""Ways to leave between acquire and release, after which the lock stays locked."""

import threading

lock = threading.Lock()
pieces = 3


# ANCHOR: leaves-early
def sell(amount):
    global pieces
    lock.acquire()
    if amount > pieces:
        return False
    pieces -= amount
    lock.release()
    return True


print(sell(5), lock.locked())
# ANCHOR_END: leaves-early

assert lock.locked()
lock.release()


def share(customers):
    lock.acquire()
    each = pieces // customers
    lock.release()
    return each


try:
    share(0)
except ZeroDivisionError:
    assert lock.locked()
