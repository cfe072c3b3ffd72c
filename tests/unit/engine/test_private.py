"""Only what is the user's own is read and written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from provenance.engine.private import cache_folder, check_own, make_own, open_own

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows shows no owners and modes")
READ = os.O_RDONLY
MAKE = os.O_RDWR | os.O_CREAT


def test_a_folder_is_made_for_nobody_else(tmp_path: Path) -> None:
    place = tmp_path / "a" / "b"
    make_own(place)
    make_own(place)
    assert place.stat().st_mode & 0o777 == 0o700
    os.close(open_own(place / "results", MAKE))
    assert (place / "results").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o701, 0o710, 0o720, 0o740, 0o755, 0o777])
def test_what_others_may_enter_or_read_is_refused(tmp_path: Path, mode: int) -> None:
    place = tmp_path / "folder"
    place.mkdir()
    place.chmod(mode)
    with pytest.raises(PermissionError, match="chmod"):
        make_own(place)
    file = tmp_path / "file"
    file.touch()
    file.chmod(mode)
    with pytest.raises(PermissionError, match="chmod"):
        open_own(file, READ)


def test_links_and_files_with_a_second_name_are_refused(tmp_path: Path) -> None:
    make_own(tmp_path / "mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match="no folder"):
        check_own(tmp_path / "link")
    os.close(open_own(tmp_path / "mine" / "file", MAKE))
    (tmp_path / "mine" / "symbolic").symlink_to(tmp_path / "mine" / "file")
    with pytest.raises(OSError, match="symbolic"):
        open_own(tmp_path / "mine" / "symbolic", READ)
    (tmp_path / "second").hardlink_to(tmp_path / "mine" / "file")
    with pytest.raises(PermissionError, match="no file of ours"):
        open_own(tmp_path / "mine" / "file", READ)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_another_user_is_refused(tmp_path: Path) -> None:
    make_own(tmp_path / "theirs")
    file = tmp_path / "file"
    os.close(open_own(file, MAKE))
    for path in (tmp_path / "theirs", file):
        os.chown(path, 12345, 12345)
    with pytest.raises(PermissionError, match="another user"):
        make_own(tmp_path / "theirs")
    with pytest.raises(PermissionError, match="another user"):
        open_own(file, READ)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(PermissionError, match="no file of ours"):
        open_own(tmp_path / "pipe", os.O_RDWR)


def test_the_place_follows_the_system_unless_it_is_named() -> None:
    assert cache_folder({"PROVENANCE_CACHE": "/big", "XDG_CACHE_HOME": "/xdg"}) == Path("/big")
    assert cache_folder({"XDG_CACHE_HOME": "/xdg"}) == Path("/xdg/provenance-tracer")
    assert cache_folder({"XDG_CACHE_HOME": "relative"}) == cache_folder({})
    assert cache_folder({}).name == "provenance-tracer"
