"""A client that never gives up: commits one number after another, and notes each that was acknowledged."""

import itertools
import sys
import time
from pathlib import Path

import psycopg

if __name__ == "__main__":
    numbers = itertools.count()
    with Path(sys.argv[2]).open("a") as acknowledged:
        while True:
            try:
                with psycopg.connect(sys.argv[1], autocommit=True) as connection:
                    for number in numbers:
                        connection.execute("INSERT INTO written (number) VALUES (%s)", [number])
                        print(number, file=acknowledged, flush=True)
            except psycopg.Error:
                time.sleep(0.01)
