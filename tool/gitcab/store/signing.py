"""The only door to cryptography: Ed25519 signatures in DSSE envelopes, keys as PEM or raw base64."""

from base64 import b64decode, b64encode
from binascii import Error
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from gitcab.model.envelope import Envelope, Signature
from gitcab.store.tree import CannotRead

_HOW = "make a pair: openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout"


def sign(content: bytes, type: str, key: str) -> Envelope:
    """The content in an envelope, signed with a private key. Raises CannotRead where that is no such key."""
    private = _private(key.strip())
    told = b64encode(private.sign(_encoded(type, content))).decode()
    signature = Signature(keyid=_name(private.public_key()), sig=told)
    return Envelope(payload_type=type, payload=b64encode(content).decode(), signatures=(signature,))


def opened(envelope: Envelope, type: str, key: str) -> bytes | None:
    """What the owner of the public key has signed as content of that type; None where they have not.

    Raises CannotRead where that is no public key.
    """
    public = _public(key.strip())
    try:
        content = b64decode(envelope.payload, validate=True)
    except Error:
        return None
    told = _encoded(type, content)
    is_theirs = any(_is_signed(public, one.sig, told) for one in envelope.signatures)
    return content if is_theirs and envelope.payload_type == type else None


def _is_signed(key: Ed25519PublicKey, signature: str, content: bytes) -> bool:
    try:
        key.verify(b64decode(signature, validate=True), content)
    except (InvalidSignature, Error):
        return False
    return True


def _encoded(type: str, content: bytes) -> bytes:
    """DSSE's pre-authentication encoding."""
    kind = type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(content), content)


def _name(key: Ed25519PublicKey) -> str:
    return sha256(key.public_bytes_raw()).hexdigest()


def _private(text: str) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(text.encode(), None) if "-----" in text else _raw_private(text)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        # Nothing of the text is told: it may be half a key.
        raise CannotRead("the signing key is no private Ed25519 key, PEM without a password or raw base64", _HOW)
    return key


def _raw_private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(b64decode(text, validate=True))


def _public(text: str) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(text.encode()) if "-----" in text else _raw_public(text)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise CannotRead("the key is no public Ed25519 key, PEM or raw base64", _HOW)
    return key


def _raw_public(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(b64decode(text, validate=True))
