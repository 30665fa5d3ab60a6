"""An `asyncio.Lock`, held at an `await`; and a task that is cancelled while it holds it."""

import asyncio

total = 0


# ANCHOR: lock
async def add(lock, amount):
    global total
    async with lock:
        seen = total
        await asyncio.sleep(0.01)
        total = seen + amount


async def both():
    lock = asyncio.Lock()
    await asyncio.gather(add(lock, 1), add(lock, 2))


asyncio.run(both())
print(total)
# ANCHOR_END: lock

assert total == 3


# ANCHOR: cancelled
accounts = [10, 0]


async def transfer(lock, amount):
    async with lock:
        accounts[0] -= amount
        await asyncio.sleep(60)
        accounts[1] += amount


async def cancel():
    lock = asyncio.Lock()
    try:
        await asyncio.wait_for(transfer(lock, 3), timeout=0.01)
    except TimeoutError:
        print(lock.locked(), accounts)


# ANCHOR_END: cancelled
# `asyncio.TimeoutError` is another name for it since Python 3.11, and another class before.
TimeoutError = asyncio.TimeoutError
asyncio.run(cancel())
assert accounts == [7, 0]


# ANCHOR: repaired
async def transfer_or_repair(lock, amount):
    async with lock:
        accounts[0] -= amount
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            accounts[0] += amount
            raise
        accounts[1] += amount


# ANCHOR_END: repaired
async def cancel_again():
    lock = asyncio.Lock()
    task = asyncio.create_task(transfer_or_repair(lock, 3))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not lock.locked()


accounts[:] = [10, 0]
asyncio.run(cancel_again())
assert accounts == [10, 0]
