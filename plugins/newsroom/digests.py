"""Digests: has this changed?

In: bytes, texts, other digests. Out: 16 bytes that are the same exactly when everything that went in is the same, in the same order. Example: the
digest of an index page is made from the digests of the rows it shows, so it changes when one of them does and not otherwise.

BLAKE2b (RFC 7693), each part preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
"""

from collections.abc import Iterable
from hashlib import blake2b

SIZE = 16
"""Bytes of a digest; two different inputs meet by chance once in 2**64."""


def digest(*parts: bytes | str) -> bytes:
    """Return the digest of `parts`."""
    pieces = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        pieces += len(data).to_bytes(8, "little"), data
    return blake2b(b"".join(pieces), digest_size=SIZE).digest()


def digest_all(digests: Iterable[bytes]) -> bytes:
    """Return the digest of a list of digests."""
    return blake2b(b"".join(digests), digest_size=SIZE).digest()
