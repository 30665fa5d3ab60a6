"""Two locks in two orders, with a limit so that it ends; and both in one order."""

import threading

# ANCHOR: two-orders
left, right = threading.Lock(), threading.Lock()
both_hold_one = threading.Barrier(2)
both_have_tried = threading.Barrier(2)


def work(first, second):
    with first:
        both_hold_one.wait()
        print(second.acquire(timeout=0.1))
        both_have_tried.wait()


threads = [
    threading.Thread(target=work, args=(left, right)),
    threading.Thread(target=work, args=(right, left)),
]
# ANCHOR_END: two-orders
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()


# ANCHOR: in-order
def work_in_order(*locks):
    first, second = sorted(locks, key=id)
    with first, second:
        print("has both")
# ANCHOR_END: in-order


threads = [
    threading.Thread(target=work_in_order, args=(left, right)),
    threading.Thread(target=work_in_order, args=(right, left)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not left.locked() and not right.locked()
