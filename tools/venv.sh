#!/bin/sh
# Make the virtual environment with the Python that was named, else with the first one here that is young enough.
set -u
venv=$1
for python in ${2:-python3 python3.13 python3.12 python3.11 python3.14}; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    "$python" -m venv "$venv" && exit 0
    rm -rf "$venv"
    echo "No virtual environment could be made with $python. On Debian: apt install python3-venv" >&2
    exit 1
done
echo "Kalends needs Python 3.11 or newer, and none was found. Install it, or name it: make PYTHON=/path/to/python3" >&2
exit 1
