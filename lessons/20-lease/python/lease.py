"""A lock that is lent for a limited time, and a store that fences."""

# ANCHOR: lease
import threading
import time


class LockService:
    def __init__(self):
        self.lock, self.number, self.until = threading.Lock(), 0, 0.0

    def acquire(self, seconds):
        while True:
            with self.lock:
                now = time.monotonic()
                if now >= self.until:
                    self.number, self.until = self.number + 1, now + seconds
                    return self.number
                left = self.until - now
            time.sleep(left)


class Store:
    def __init__(self):
        self.lock, self.value, self.highest = threading.Lock(), 0, 0

    def admit(self, token):
        if token < self.highest:
            raise PermissionError(f"token {token} is older than {self.highest}")
        self.highest = token

    def read(self, token):
        with self.lock:
            self.admit(token)
            return self.value

    def write(self, token, value):
        with self.lock:
            self.admit(token)
            self.value = value


service, store = LockService(), Store()
a = service.acquire(0.05)
seen_by_a = store.read(a)

# Now A pauses. B waits until the lease has run out.
b = service.acquire(0.05)
store.write(b, store.read(b) + 1)

try:
    store.write(a, seen_by_a + 1)
except PermissionError as error:
    print(error)
# ANCHOR_END: lease

assert store.value == 1
assert (a, b) == (1, 2)
