"""How kernels reach their arrays: records of addresses, opened as views where they are used.

Passing fifty arrays to every compiled function cost nine tenths of the time when measured; a record is one pointer.
The arrays must outlive the record, so `Desk` holds both.
"""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportPrivateImportUsage=false
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numba import carray, njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from kalends.features.seasons.solver.editions import edition_of
from kalends.features.seasons.solver.search.state import State, blank
from kalends.features.seasons.solver.search.tables import SIZES, Array, Tables, sizes_of

# Views have no length of their own: the rows that exist are known from the tables.
ENDLESS = 1 << 40


@intrinsic
def pointer(typing: Any, address: Any) -> Any:
    """The address as a pointer."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return types.voidptr(types.int64), code


@njit(forceinline=True)
def i8(address):
    return carray(pointer(address), (ENDLESS,), np.int8)


@njit(forceinline=True)
def i16(address):
    return carray(pointer(address), (ENDLESS,), np.int16)


@njit(forceinline=True)
def i32(address):
    return carray(pointer(address), (ENDLESS,), np.int32)


@njit(forceinline=True)
def i64(address):
    return carray(pointer(address), (ENDLESS,), np.int64)


@njit(forceinline=True)
def u8(address):
    return carray(pointer(address), (ENDLESS,), np.uint8)


@njit(forceinline=True)
def u64(address):
    return carray(pointer(address), (ENDLESS,), np.uint64)


@njit(forceinline=True)
def f64(address):
    return carray(pointer(address), (ENDLESS,), np.float64)


@njit(forceinline=True)
def u8_rows(address, width):
    return carray(pointer(address), (ENDLESS, width), np.uint8)


@njit(forceinline=True)
def i16_rows(address, width):
    return carray(pointer(address), (ENDLESS, width), np.int16)


@njit(forceinline=True)
def i32_rows(address, width):
    return carray(pointer(address), (ENDLESS, width), np.int32)


@njit(forceinline=True)
def i64_rows(address, width):
    return carray(pointer(address), (ENDLESS, width), np.int64)


TABLES_RECORD = np.dtype([(name, np.int64) for name in (*SIZES, *Tables._fields, edition_of(Path(__file__).parent))])
STATE_RECORD = np.dtype([(name, np.int64) for name in State._fields])


@dataclass(frozen=True, slots=True)
class Desk:
    """A search's arrays, and the records by which kernels find them."""

    tables: Tables
    state: State
    T: Any
    X: Any


def desk(tables: Tables, seed: int) -> Desk:
    """A cleared table to search on."""
    state = blank(tables, seed)
    return Desk(tables, state, _record(TABLES_RECORD, tables, sizes_of(tables)), _record(STATE_RECORD, state, {}))


def _record(layout: Any, arrays: Tables | State, numbers: dict[str, int]) -> Any:
    record: Array = np.zeros(1, dtype=layout)
    for name, array in arrays._asdict().items():
        if not array.flags.c_contiguous:
            raise ValueError(f"{name} isn't contiguous")
        record[name] = array.ctypes.data
    for name, value in numbers.items():
        record[name] = value
    return record[0]
