#!/bin/sh
# Install with pip, quietly, within constraints.txt; one retry, since registries have bad seconds.
# Proxy, mirror and certificate settings of the environment are pip's own business and reach it unchanged.
set -u
python=$1
shift
for try in 1 2; do
    "$python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "$@" && exit 0
    [ "$try" = 1 ] && echo "pip failed; trying once more …" >&2 && sleep 2
done
echo "The packages could not be installed. Check that the package registry can be reached (proxy, mirror and" >&2
echo "certificate settings: PIP_INDEX_URL, HTTPS_PROXY, SSL_CERT_FILE), then run make again." >&2
exit 1
