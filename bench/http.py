"""A read and a write over HTTP beside a bare handler; 1,000 clients for a minute. All of it is in over_http.py.

    python bench/http.py [--seconds 60] [--only compare|crowd]

Python puts a script's folder first on its path, so in every script of this one `import http` finds this file instead
of the standard library's package. Then it puts the real one in its place.
"""

import sys
import sysconfig
from importlib.machinery import PathFinder
from importlib.util import module_from_spec

if __name__ == "__main__":
    from over_http import main

    sys.exit(main())

spec = PathFinder.find_spec("http", [sysconfig.get_path("stdlib")])
assert spec is not None and spec.loader is not None
sys.modules[__name__] = module_from_spec(spec)
spec.loader.exec_module(sys.modules[__name__])
