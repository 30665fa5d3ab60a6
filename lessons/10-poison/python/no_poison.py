"""An exception between two changes: `with` releases the lock, and nothing tells the next thread."""

import threading

# ANCHOR: no-poison
prices = [5, 8, 13]
items, total = [], 0
lock = threading.Lock()


def sell(item):
    global total
    with lock:
        items.append(item)
        total += prices[item]


sell(0)
try:
    sell(7)
except IndexError:
    pass

print(items, total, lock.locked())
# ANCHOR_END: no-poison

assert (items, total) == ([0, 7], 5)
assert not lock.locked()
