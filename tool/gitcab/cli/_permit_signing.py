"""Permits that leave the house signed, and are checked where there is no repository."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from gitcab.cli._errors import CannotTell
from gitcab.cli._keys import KEY, public_key
from gitcab.model.envelope import Envelope
from gitcab.model.moment import instant
from gitcab.model.permit import Condition, Permit, PermitClaim
from gitcab.model.records import parse_as
from gitcab.reports import Look, render
from gitcab.store.json_text import plain_document
from gitcab.store.signing import opened, sign

_TYPE = "application/vnd.gitcab.permit+json"
_LARGEST = 1_000_000
_WHAT = ("a signed permit", "ask for a new one: gitcab permit CI --sign > FILE")


def signed(permit: Permit, hours: int) -> Envelope:
    """The permit with its end, signed by the key in the environment. Raises CannotTell where there is none."""
    key = os.environ.get(KEY)
    if not key:
        raise CannotTell(f"there is no key to sign with: {KEY} is not set", "openssl genpkey -algorithm ed25519")
    ending = permit.expiring(permit.now + timedelta(hours=hours))
    return sign(render(ending, "json", Look()).encode(), _TYPE, key)


def verified(file: Path, key: str, items: tuple[str, ...], now: datetime) -> Permit:
    """What a signed permit is worth at that moment (aware), for these items or for its own where none is given.

    Raises CannotTell where the file or the key cannot be read.
    """
    envelope = parse_as(Envelope, plain_document(_content(file), str(file), *_WHAT))
    if not isinstance(envelope, Envelope):
        return _refused(items, now, f"{file} holds no signed permit")
    content = opened(envelope, _TYPE, public_key(key))
    if content is None:
        return _refused(items, now, "the signature is not that of this key, or the permit was altered")
    claim = parse_as(PermitClaim, plain_document(content, "the permit", *_WHAT))
    if not isinstance(claim, PermitClaim):
        return _refused(items, now, "what was signed is no permit that this gitcab knows")
    return _judged(claim, items, now)


def _judged(claim: PermitClaim, items: tuple[str, ...], now: datetime) -> Permit:
    items = items or claim.configuration_items
    start, end = instant(claim.now, None), instant(claim.expires, None)
    others = sorted(set(items) - set(claim.configuration_items))
    again = "ask for a new one: gitcab permit"
    conditions = (
        Condition("signature", True, "it was signed by the owner of this key"),
        Condition("allowed", claim.allowed, "it allows" if claim.allowed else "it refuses"),
        _condition("expiry", start <= now < end, f"it is good from {claim.now} until {claim.expires}", again),
        _condition("covers", not others, f"it is for {', '.join(claim.configuration_items)}", again),
    )
    return Permit(items, now, conditions, claim.rfc, end, None, "the permit", claim.commit)


def _condition(name: str, holds: bool, why: str, mend: str) -> Condition:
    return Condition(name, holds, why, "" if holds else mend)


def _refused(items: tuple[str, ...], now: datetime, why: str) -> Permit:
    return Permit(items, now, (Condition("signature", False, why, "ask for a new one: gitcab permit"),))


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opening:
            return opening.read(_LARGEST)
    except OSError as error:
        raise CannotTell(f"{file} cannot be read: {error.strerror}", "gitcab permit CI --sign > FILE") from None
