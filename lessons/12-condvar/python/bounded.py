"""Python's bounded queue."""

import queue
import threading

# ANCHOR: queue
shelf = queue.Queue(maxsize=2)


def bake():
    for loaf in range(3):
        shelf.put(loaf)  # sleeps while the shelf is full


threading.Thread(target=bake).start()
print([shelf.get() for _ in range(3)])
# ANCHOR_END: queue

assert shelf.empty()
try:
    shelf.get(timeout=0.01)
except queue.Empty:
    pass
else:
    raise AssertionError("there was nothing to get")
