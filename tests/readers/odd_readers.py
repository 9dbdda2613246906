"""A reader that does what its bytes say, for `test_apart.py`."""

import os
import time

from builder.findings import warning
from builder.model.document import Block, Document


def read(source, data):
    match data:
        case b"sleeps":
            time.sleep(60)
        case b"loops":
            while True:
                pass
        case b"fills the memory":
            return None, tuple(bytearray(10_000_000) for _ in range(1000))
        case b"aborts":
            os.abort()
        case b"fails":
            raise RuntimeError("an error of ours")
        case b"leaves":
            os._exit(0)
    print("what a library says", flush=True)
    os.write(1, b"without Python")
    block = Block(number=1, last=1, kind="paragraph", text=data.decode())
    return Document(source=source, blocks=(block,)), (warning("source-empty", "as it is"),)
