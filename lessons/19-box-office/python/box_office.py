"""The three designs in Python: a lock, a look without the lock, and a queue. The log is a list."""

# ANCHOR: lock
import queue
import threading


class OneLock:
    def __init__(self, seats):
        self.lock = threading.Lock()
        self.sold = [False] * seats
        self.log = []

    def buy(self, seat):
        with self.lock:
            if self.sold[seat]:
                return "TAKEN"
            self.log.append(seat)
            self.sold[seat] = True
            return "SOLD"
# ANCHOR_END: lock


class LooksFirst(OneLock):
    def buy(self, seat):
        # A seat that is sold stays sold.
        return "TAKEN" if self.sold[seat] else super().buy(seat)


# ANCHOR: clerk
class Clerk:
    def __init__(self, seats):
        self.sold = [False] * seats
        self.log = []
        self.requests = queue.Queue(maxsize=64)
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def buy(self, seat):
        reply = queue.Queue(maxsize=1)
        self.requests.put((seat, reply))
        return reply.get()

    def work(self):
        while (request := self.requests.get()) is not None:
            seat, reply = request
            if self.sold[seat]:
                reply.put("TAKEN")
                continue
            self.log.append(seat)
            self.sold[seat] = True
            reply.put("SOLD")

    def close(self):
        self.requests.put(None)
        self.thread.join()
# ANCHOR_END: clerk


def rush(office, seats):
    """Eight customers want every seat. Returns how many were told SOLD."""
    answers = []

    def customer():
        for seat in range(seats):
            answers.append(office.buy(seat))

    customers = [threading.Thread(target=customer) for _ in range(8)]
    for thread in customers:
        thread.start()
    for thread in customers:
        thread.join()
    assert sorted(office.log) == list(range(seats))
    return answers.count("SOLD")


for office in OneLock(200), LooksFirst(200), Clerk(200):
    assert rush(office, 200) == 200
    if isinstance(office, Clerk):
        office.close()
print("each seat is sold once, and is in the log once")
