"""A parent to kill: serves a data folder, brings its server back when it dies, prints its pid each time it is ready."""

import sys
import time
from pathlib import Path

from kalends.store import embedded

if __name__ == "__main__":
    cluster = embedded.start(Path(sys.argv[1]), state=Path(sys.argv[2]), durable=sys.argv[3] == "durable")
    print(cluster.pid, flush=True)
    while True:
        time.sleep(0.02)
        if cluster.poll() is not None:
            cluster.restart()
            print(cluster.pid, flush=True)
