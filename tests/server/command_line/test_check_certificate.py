from __future__ import annotations

import subprocess
from pathlib import Path

from jupyterlit.server.command_line.check_certificate import check_certificate
from jupyterlit.server.command_line.finding import Finding
from tests.certificates import make_certificate


def found(certificate: Path, key: Path | None) -> Finding:
    (finding,) = check_certificate(str(certificate), str(key) if key else None)
    return finding


def test_a_certificate_is_valid_for_some_days(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path, days=90.5)
    assert found(certificate, key) == Finding("ok", "The certificate is valid for 90 days.")
    both = tmp_path / "both.pem"
    both.touch(0o600)
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    assert found(both, None).level == "ok"


def test_what_ends_soon_has_ended_or_has_not_begun_is_told(tmp_path: Path) -> None:
    soon = make_certificate(tmp_path, "soon", days=3.5)
    assert found(*soon) == Finding("warning", f"The certificate {soon[0]} expires in 3 days: renew it.")
    late = make_certificate(tmp_path, "late", days=-1, begins=-2)
    assert found(*late) == Finding("error", f"The certificate {late[0]} has expired: renew it.")
    early = make_certificate(tmp_path, "early", begins=1)
    text = f"The certificate {early[0]} is not valid yet: is this machine's clock right?"
    assert found(*early) == Finding("error", text)


def test_files_that_do_not_belong_together_or_are_none_are_told(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    _, other = make_certificate(tmp_path, "other")
    assert found(certificate, other).text == f"The key {other} is not that of the certificate {certificate}."
    absent = tmp_path / "absent.crt"
    assert found(absent, key).text == f"{absent} cannot be read: No such file or directory."
    certificate.write_text("nonsense")
    assert found(certificate, key).text == f"{certificate} and {key} are not a certificate and its key, as PEM."


def test_nobody_is_asked_for_a_password(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    locked = tmp_path / "locked.key"
    command = ["openssl", "pkcs8", "-topk8", "-in", str(key), "-out", str(locked), "-passout", "pass:secret"]
    subprocess.run(command, check=True, capture_output=True)
    assert found(certificate, locked).text == f"The key {locked} is protected by a password: give one without."


def test_a_key_that_others_can_read_is_told(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    key.chmod(0o644)
    warning, fine = check_certificate(str(certificate), str(key))
    assert warning == Finding("warning", f"The key {key} can be read by every user of this machine: chmod o-rw.")
    assert fine.level == "ok"
