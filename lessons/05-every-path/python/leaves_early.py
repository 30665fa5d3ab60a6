"""Ways to leave between acquire and release, after which the lock stays locked."""

import threading

lock = threading.Lock()
items = 3


# ANCHOR: leaves-early
def sell(amount):
    global items
    lock.acquire()
    if amount > items:
        return False
    items -= amount
    lock.release()
    return True


print(sell(5), lock.locked())
# ANCHOR_END: leaves-early

assert lock.locked()
lock.release()


def share(customers):
    lock.acquire()
    each = items // customers
    lock.release()
    return each


try:
    share(0)
except ZeroDivisionError:
    assert lock.locked()
