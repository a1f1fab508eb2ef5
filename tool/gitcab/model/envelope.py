"""A signed document: the envelope of DSSE (Dead Simple Signing Envelope, secure-systems-lab), version 1.

The bytes that were signed are carried as they were, so nobody has to agree on how JSON is laid out.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Signature(BaseModel):
    """One signature: `keyid` says which key (the SHA-256 of the raw public key, hexadecimal), `sig` is base64."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    keyid: str = ""
    sig: str


class Envelope(BaseModel):
    """What was signed, in base64, of which type, and by whom."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    payload_type: Annotated[str, Field(alias="payloadType")]
    payload: str
    signatures: tuple[Signature, ...]
