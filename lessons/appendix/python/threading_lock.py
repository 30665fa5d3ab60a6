"""A `threading.Lock` that is held at an `await`, with a limit so that it ends."""

import asyncio
import threading

# ANCHOR: held
lock = threading.Lock()
got_it = []


async def add():
    locked = lock.acquire(timeout=0.1)
    got_it.append(locked)
    await asyncio.sleep(0.01)
    if locked:
        lock.release()


async def main():
    await asyncio.gather(add(), add())


asyncio.run(main())
print(got_it)
# ANCHOR_END: held

assert got_it == [True, False]
