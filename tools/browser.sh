#!/bin/sh
# A Chromium for the browser tests: the machine's, else Debian's package, else Playwright's own.
set -u
python=$1
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Debian's chromium for the browser tests …"
    { apt-get install -y -qq --no-install-recommends chromium ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }; } >/dev/null 2>&1 && exit 0
fi
echo "Installing Playwright's chromium for the browser tests …"
"$python" -m playwright install chromium-headless-shell >/dev/null 2>&1 && exit 0
# Not fatal here: the tests say loudly what did not run, and fail in CI.
echo "No Chromium could be had: the browser tests will not run." >&2
exit 0
