"""`gitcab permit`: asked of the default branch, signed, and checked offline."""

import json
from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from support.little_district import RECORDS, SIS, UPGRADE, little_district
from support.repositories import ScratchRepository

NIGHT = ("--now", "2026-12-06T05:00Z")
PATH = f"changes/2026/{UPGRADE}.yaml"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = b64encode(PRIVATE.public_key().public_bytes_raw()).decode()
PEM = PRIVATE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
KEY = {"GITCAB_SIGNING_KEY": b64encode(bytes(range(32))).decode()}
OTHER_KEY = b64encode(Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()).decode()


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path / "district")


@pytest.fixture
def permit(gitcab, tmp_path):
    """A signed permit in a file."""
    path = little_district(tmp_path / "signing").path
    ran = gitcab("permit", "sis-database", "--sign", *NIGHT, cwd=path, env=KEY)
    assert (ran.code, ran.err) == (0, "")
    file = tmp_path / "permit.json"
    file.write_text(ran.out)
    return file


def test_yes_with_its_reasons(gitcab, district):
    ran = gitcab("permit", "sis-database", *NIGHT, cwd=district.path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:4] == [
        f"Permitted: {UPGRADE} may touch sis-database until",
        "2026-12-06 02:00 America/Chicago.",
        f"  yes  covers: {UPGRADE} covers sis-database",
        "  yes  state: it is in scheduled",
    ]


def test_no_with_the_mend(gitcab, district):
    ran = gitcab("permit", "sis-database", "--now", "2026-12-06T03:00Z", cwd=district.path)
    assert ran.code == 1
    assert "no   window: its window opens only at 2026-12-05T22:00 in America/Chicago" in ran.out
    assert "Mend: wait until then" in ran.out


def test_json_names_the_commit_that_answered(gitcab, district):
    told = json.loads(gitcab("permit", "sis-database", *NIGHT, "--format", "json", cwd=district.path).out)
    assert (told["allowed"], told["rfc"], told["revision"]) == (True, UPGRADE, "main")
    assert told["commit"] == district.head()
    assert told["until"] == "2026-12-06T08:00:00Z"


def test_neither_the_work_tree_nor_another_branch_is_asked(gitcab, district):
    district.checkout("mine", new=True)
    district.commit("Hold it", {PATH: RECORDS[PATH] + "on_hold: {reason: Mine, since: 2026-12-01T10:00}\n"})
    district.write({PATH: "kind: ["})
    assert gitcab("permit", "sis-database", *NIGHT, cwd=district.path).code == 0
    assert gitcab("permit", "sis-database", *NIGHT, "--rev", "mine", cwd=district.path).code == 1


def test_the_default_branch_is_the_remotes(gitcab, district, tmp_path):
    clone = ScratchRepository(tmp_path / "clone")
    district.git("clone", "--quiet", district.path.as_uri(), str(clone.path))
    clone.commit("Hold it here only", {PATH: RECORDS[PATH] + "on_hold: {reason: Mine, since: 2026-12-01T10:00}\n"})
    ran = gitcab("permit", "sis-database", *NIGHT, "--format", "json", cwd=clone.path)
    assert (ran.code, json.loads(ran.out)["revision"]) == (0, "origin/HEAD")
    bare = district.bare_clone()
    assert gitcab("permit", "sis-database", *NIGHT, "--repo", bare.path).code == 0


def test_no_default_branch_is_no_answer(gitcab, repository):
    odd = repository({"README.md": "-"})
    odd.git("branch", "--move", "trunk")
    ran = gitcab("permit", "x", cwd=odd.path)
    assert ran.code == 3
    assert "--rev BRANCH" in ran.err


def test_what_cannot_be_read_is_no_answer(gitcab, district):
    district.commit("Odd", {"changes/windows/odd.yaml": "kind: ["})
    ran = gitcab("permit", "sis-database", *NIGHT, cwd=district.path)
    assert ran.code == 3
    assert "Not permitted" in ran.out


def test_what_has_outgrown_its_authorisation_is_refused_until_authorised_again(gitcab, district):
    service = RECORDS["cmdb/business_service/grades.yaml"].replace("grades", "report-cards").replace("apps-t", "data-t")
    district.commit("A service comes to stand on it", {"cmdb/business_service/report-cards.yaml": service})
    refused = gitcab("permit", "sis-database", *NIGHT, "--format", "json", cwd=district.path)
    assert refused.code == 1
    (why,) = [one["why"] for one in json.loads(refused.out)["conditions"] if not one["holds"]]
    assert "report-cards" in why
    retitled = RECORDS[PATH].replace("Upgrade the", "Do upgrade the")
    district.commit("Another title authorises nothing", {PATH: retitled})
    assert gitcab("permit", "sis-database", *NIGHT, cwd=district.path).code == 1
    district.commit("Authorised again", {PATH: retitled.replace("[Log in]", "[Log in, Print report cards]")})
    assert gitcab("permit", "sis-database", *NIGHT, cwd=district.path).code == 0


def test_a_clone_too_shallow_to_say_what_was_authorised_is_no_answer(gitcab, district, tmp_path):
    district.commit("Another", {"README.md": "-"})
    shallow = district.bare_clone("shallow.git", "--depth", "1")
    ran = gitcab("permit", "sis-database", *NIGHT, "--repo", shallow.path)
    assert ran.code == 3
    assert "git fetch --unshallow" in ran.err


def test_usage(gitcab, district):
    assert gitcab("permit", cwd=district.path).code == 2
    assert gitcab("permit", "sis-database", "--verify", "x.json", cwd=district.path).code == 2
    assert gitcab("permit", "sis-database", "--now", "2026-12-06T05:00", cwd=district.path).code == 2


def verify(gitcab, file, *more, key=PUBLIC, now="2026-12-06T06:00Z", items=("sis-database",)):
    return gitcab("permit", *items, "--verify", file, "--key", key, "--now", now, *more, cwd=file.parent)


def test_a_signed_permit_is_checked_without_a_repository(gitcab, permit):
    ran = verify(gitcab, permit)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Permitted: {UPGRADE} may touch sis-database")
    assert json.loads(permit.read_text())["schema"] == "gitcab.signed/1"


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ("2026-12-06T04:59:59Z", 1),
        ("2026-12-06T05:00Z", 0),
        ("2026-12-06T07:59:59Z", 0),
        ("2026-12-06T08:00Z", 1),
    ],
)
def test_it_ends_with_the_window(gitcab, permit, now, code):
    assert verify(gitcab, permit, now=now).code == code


def test_it_ends_after_its_hours(gitcab, district, tmp_path):
    file = tmp_path / "short.json"
    file.write_text(gitcab("permit", "sis-database", "--sign", "--hours", "1", *NIGHT, cwd=district.path, env=KEY).out)
    assert verify(gitcab, file, now="2026-12-06T05:59:59Z").code == 0
    assert verify(gitcab, file, now="2026-12-06T06:00Z").code == 1


def test_it_is_for_its_items_only(gitcab, permit):
    assert verify(gitcab, permit, items=("dns-1",)).code == 1
    assert verify(gitcab, permit, items=("sis-database", "dns-1")).code == 1


def test_without_an_item_it_tells_its_own(gitcab, permit):
    ran = verify(gitcab, permit, items=())
    assert (ran.code, ran.out.startswith(f"Permitted: {UPGRADE} may touch sis-database")) == (0, True)
    refused = verify(gitcab, permit, items=(), key=OTHER_KEY)
    assert (refused.code, refused.out.splitlines()[0]) == (1, "Not permitted.")


def test_another_key_did_not_sign_it(gitcab, permit):
    ran = verify(gitcab, permit, key=OTHER_KEY)
    assert ran.code == 1
    assert "the signature is not that of this key" in ran.out


def test_whatever_is_altered_in_it_is_found(gitcab, permit):
    envelope = json.loads(permit.read_text())
    content = b64decode(envelope["payload"])
    for forged in (
        {"payload": b64encode(content.replace(b"sis-database", b"dns-1")).decode()},
        {"payload": b64encode(content.replace(b"T08:00", b"T23:00")).decode()},
        {"payloadType": "application/json"},
        {"payload": "%"},
        {"signatures": []},
        {"signatures": [{"keyid": "", "sig": "%"}]},
        {"signatures": [{"keyid": "", "sig": b64encode(bytes(64)).decode()}]},
        {"signatures": 3},
    ):
        permit.write_text(json.dumps({**envelope, **forged}))
        assert verify(gitcab, permit).code == 1, forged
    permit.write_text(json.dumps(envelope)[:-5])
    assert verify(gitcab, permit).code == 3


def test_keys_as_pem(gitcab, district, tmp_path):
    file, public = tmp_path / "permit.json", tmp_path / "public.pem"
    signed = gitcab("permit", "sis-database", "--sign", *NIGHT, cwd=district.path, env={"GITCAB_SIGNING_KEY": PEM})
    file.write_text(signed.out)
    told = PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    public.write_bytes(told)
    assert verify(gitcab, file, key=str(public)).code == 0


@pytest.mark.parametrize("key", ["", "secret-half", "-----BEGIN PRIVATE KEY-----\nsecret-half\n"])
def test_a_bad_key_is_no_answer_and_is_never_told(gitcab, district, key):
    ran = gitcab("permit", "sis-database", "--sign", *NIGHT, cwd=district.path, env={"GITCAB_SIGNING_KEY": key})
    assert ran.code == 3
    assert "secret-half" not in ran.out + ran.err


def test_a_refusal_is_never_signed(gitcab, district):
    ran = gitcab("permit", "dns-1", "--sign", *NIGHT, cwd=district.path, env=KEY)
    assert ran.code == 1
    assert json.loads(ran.out)["schema"] == "gitcab.permit/1"


def test_without_a_readable_key_there_is_no_answer(gitcab, permit):
    assert verify(gitcab, permit, key="no key").code == 3


def test_a_signed_permit_asks_no_records(gitcab, permit, tmp_path):
    (tmp_path / "signing" / SIS).unlink()
    assert verify(gitcab, permit).code == 0


@pytest.mark.parametrize(
    ("asked", "meant"), [(("sis-databse",), "sis-database"), (("sis-database", "--rfc", f"{UPGRADE}s"), UPGRADE)]
)
def test_a_slip_of_the_pen_is_told_the_nearest_name(gitcab, district, asked, meant):
    ran = gitcab("permit", *asked, *NIGHT, cwd=district.path)
    assert ran.code == 1
    assert f"did you mean '{meant}'?" in " ".join(ran.out.split())
