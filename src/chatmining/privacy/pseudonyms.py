"""Keyed pseudonyms: HMAC-SHA256 (RFC 2104) of a name, the key in the organizer's own file."""

import base64
import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from chatmining.errors import StoreError

KEY_BYTES = 32
_ID_CHARACTERS = 12  # 60 bits: under 1 chance in 2 million of one collision among a million people


def load_key(path: Path) -> bytes:
    """Return the key kept at `path`; make it, mode 0600, on first use.

    Raises StoreError when the file cannot be written or does not hold a whole key: a new key would give
    everybody a new pseudonym, so it is never replaced in silence.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _create_once(path)
        key = path.read_bytes()
    except OSError as error:
        raise StoreError("home_unwritable", file=path, found=error.strerror) from error
    if len(key) != KEY_BYTES:
        raise StoreError("key_damaged", file=path, found=len(key), expected=KEY_BYTES)
    return key


def _create_once(path: Path) -> None:
    """Write a new key under a private name, then link it: two first runs at once agree on one key."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        if not path.exists():
            os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key is the key
    finally:
        draft.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Pseudonymiser:
    """Gives a name the same opaque id wherever the same key is used."""

    key: bytes

    def person_id(self, name: str) -> str:
        """Return the pseudonym of `name`; spaces, case and Unicode forms make no difference."""
        plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        return f"p_{self.digest('person', plain, length=_ID_CHARACTERS)}"

    def digest(self, *parts: str, length: int = 20) -> str:
        """Return a keyed digest of `parts`, `length` base-32 characters (5 bits each)."""
        message = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        digest = hmac.new(self.key, message, hashlib.sha256).digest()
        return base64.b32encode(digest).decode("ascii").lower()[:length]
