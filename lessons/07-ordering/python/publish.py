"""A value, and a flag that says that it is there."""

import threading

# ANCHOR: publish
price = 0
posted = False


def publish():
    global price, posted
    price = 42
    posted = True


thread = threading.Thread(target=publish)
thread.start()
while not posted:
    pass
assert price == 42
# ANCHOR_END: publish

thread.join()
