"""Where the suites come from: each from its registry, into a folder of its own that stays for the next run."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Nothing here goes through a proxy: the servers are on this machine.
DIRECT = {"NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}
# A suite that hangs has failed.
PATIENCE = 900.0


class NotInstallable(Exception):
    """A registry could not be reached, or does not have it."""


@dataclass(frozen=True, slots=True)
class Kit:
    folder: Path

    def python(self, name: str, *packages: str) -> Path:
        """The folder of programs of a virtual environment with these packages from PyPI."""
        place = self.folder / name
        programs = place / "bin"
        if not _is_done(place, packages):
            venv.create(place, with_pip=True, clear=True)
            self._install([str(programs / "python"), "-m", "pip", "install", "--quiet", *packages])
            _done(place, packages)
        return programs

    def sdist(self, package: str, version: str) -> Path:
        """The unpacked source of a package, which holds its tests."""
        place = self.folder / f"{package}-source"
        if not _is_done(place, [version]):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            wanted = f"{package}=={version}"
            self._install(
                [
                    sys.executable,
                    "-m",
                    "pip",
                    "download",
                    "--quiet",
                    "--no-deps",
                    "--no-binary",
                    ":all:",
                    "--dest",
                    str(place),
                    wanted,
                ]
            )
            with tarfile.open(next(place.glob("*.tar.gz"))) as archive:
                archive.extractall(place, filter="data")
            _done(place, [version])
        return next(one for one in place.iterdir() if one.is_dir())

    def npm(self, name: str, *packages: str) -> Path:
        """A folder with these packages from npm in it."""
        place = self.folder / name
        if not _is_done(place, packages):
            place.mkdir(parents=True, exist_ok=True)
            (place / "package.json").write_text('{"private": true, "type": "module"}')
            self._install(["npm", "install", "--silent", "--no-audit", "--no-fund", *packages], cwd=place)
            _done(place, packages)
        return place

    def debian(self, program: str, *packages: str) -> tuple[str, dict[str, str]]:
        """A program that Debian has: the one that is installed; else its packages, unpacked beside the others. Answers
        its path and what its environment needs."""
        if found := shutil.which(program):
            return found, {}
        place = self.folder / program
        if not _is_done(place, packages):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            self._install(["apt-get", "download", *packages], cwd=place)
            for package in place.glob("*.deb"):
                self._install(["dpkg-deb", "-x", str(package), str(place / "root")])
            _done(place, packages)
        root = place / "root"
        libraries = ":".join(str(one.parent) for one in root.glob("usr/lib/*/*.so*"))
        environment = {
            "LD_LIBRARY_PATH": libraries,
            "HTDOCS": str(root / "usr/share/litmus/htdocs"),
            "TESTROOT": str(root / "usr/libexec/litmus"),
        }
        return str(root / "usr/bin" / program), environment

    def _install(self, command: Sequence[str], cwd: Path | None = None) -> None:
        try:
            subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, timeout=PATIENCE)
        except (subprocess.SubprocessError, OSError) as failed:
            said = getattr(failed, "stderr", "") or str(failed)
            raise NotInstallable(f"{' '.join(command[:4])} …: {said.strip().splitlines()[-1:]}") from failed


def _is_done(place: Path, packages: Sequence[str]) -> bool:
    stamp = place / ".installed"
    return stamp.is_file() and stamp.read_text().split() == list(packages)


def _done(place: Path, packages: Sequence[str]) -> None:
    (place / ".installed").write_text("\n".join(packages))


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    typed: str | None = None,
    patience: float = PATIENCE,
) -> "subprocess.CompletedProcess[str]":
    """Both streams as text, in one; a program that hangs ends with 124."""
    try:
        return subprocess.run(
            [str(one) for one in command],
            cwd=cwd,
            env={**os.environ, **DIRECT, **(environment or {})},
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as hung:
        said = hung.stdout.decode(errors="replace") if isinstance(hung.stdout, bytes) else hung.stdout or ""
        return subprocess.CompletedProcess(list(map(str, command)), 124, f"{said}\nno end after {patience:.0f} s", "")
