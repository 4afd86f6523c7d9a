import contextlib
import io
import re
from pathlib import Path

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "phrases.md"


def test_the_example_in_the_reference_prints_what_it_says() -> None:
    text = REFERENCE.read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (said,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, str(REFERENCE), "exec"), {})

    assert printed.getvalue() == said
