"""The same with an event, which is made for it."""

import threading

# ANCHOR: event
price = 0
posted = threading.Event()


def publish():
    global price
    price = 42
    posted.set()


thread = threading.Thread(target=publish)
thread.start()
posted.wait()
assert price == 42
# ANCHOR_END: event

thread.join()
