"""Python's barrier: `wait` returns a number, and the thread with 0 leads."""

import threading

# ANCHOR: barrier
barrier = threading.Barrier(3)
leaders = []


def walk():
    for _ in range(2):
        if barrier.wait() == 0:
            leaders.append(1)


threads = [threading.Thread(target=walk) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(leaders))
# ANCHOR_END: barrier

assert len(leaders) == 2
