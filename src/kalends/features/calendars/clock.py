"""What tells a service the time; tests give their own."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
