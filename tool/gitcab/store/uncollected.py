"""Garbage collection, switched off where it would find nothing: it looks at all that is kept, again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """What is made within is needed until its end, or holds no cycles, so that counting references frees it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
