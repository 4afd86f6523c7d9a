"""CHECKLIST 47: what we sign, npm's `standardwebhooks` verifies, also while one secret replaces another.

Needs node and npm. PyPI's library of the same name does so in the tests.

    python bench/webhooks.py
"""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from kalends.features.notices.webhooks import signing

HERE = Path(__file__).parent / "standard_webhooks"
BODIES = ("{}", '{"data":{"title":"Mittagessen, 昼食 🍱"}}', json.dumps({"x": "x" * 20_000}))


def verified(folder: Path, body: str, secrets: list[bytes]) -> bool:
    given = {
        "secrets": [signing.written(one) for one in secrets],
        "headers": signing.headers("0199b8f6-0000-7000-8000-000000000000", datetime.now(UTC), body.encode(), secrets),
        "body": body,
    }
    done = subprocess.run(["node", "verify.mjs"], cwd=folder, input=json.dumps(given).encode(), check=False)
    return done.returncode == 0


def main() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "receiver"
        shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("node_modules"))
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
        one, two = signing.new_secret(), signing.new_secret()
        cases = [(body, secrets) for body in BODIES for secrets in ([one], [one, two])]
        good = [verified(folder, body, secrets) for body, secrets in cases]
    print(f"npm's standardwebhooks verified {sum(good)} of {len(good)}:", "met" if all(good) else "MISSED")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
