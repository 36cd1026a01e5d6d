"""Files that only their owner may read."""

import os
import secrets
from pathlib import Path


def private_file(place: Path, content: bytes) -> bool:
    """Write a file that only its owner may read, unless it exists; True when it was written.

    The content stands in full before the name appears, so that two processes starting at once cannot
    read half of it or overwrite each other.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, place)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True
