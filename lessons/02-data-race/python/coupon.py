"""A coupon that two customers redeem: the barrier makes sure that both look before either marks it."""

# ANCHOR: coupon
import threading

used = False
accepted = []
both_have_looked = threading.Barrier(2)


def redeem(customer):
    global used
    if not used:
        both_have_looked.wait()
        used = True
        accepted.append(customer)


customers = [threading.Thread(target=redeem, args=[name]) for name in ("Ada", "Bob")]
for customer in customers:
    customer.start()
for customer in customers:
    customer.join()
print(len(accepted))
# ANCHOR_END: coupon

assert len(accepted) == 2
