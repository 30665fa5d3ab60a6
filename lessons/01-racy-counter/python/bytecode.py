"""The instructions that CPython carries out for `counter += 1`."""

# ANCHOR: bytecode
import dis

counter = 0


def add_one():
    global counter
    counter += 1


for instruction in dis.get_instructions(add_one):
    print(instruction.opname, instruction.argrepr)
# ANCHOR_END: bytecode
