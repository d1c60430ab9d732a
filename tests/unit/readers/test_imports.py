"""What may be imported on the way to a small clean file: the standard library only."""

import subprocess
import sys

import pytest

HEAVY = ("yaml", "turbohtml", "bs4", "markdown_it", "numpy", "spacy", "PIL")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.txt", "Tea at ten\\n\\nCome along. https://a.example"),
        (
            "a.md",
            "---\\ntitle: Tea\\ndate: 2024-06-10\\ntags: [a, b]\\n---\\n# Tea *at* ten\\n\\n- <b>x</b> &amp; [y](/z)",
        ),
        ("a.json", '{\\"text\\": \\"Tea at ten\\"}'),
    ],
)
def test_ordinary_drafts_need_the_standard_library_only(name, source):
    code = (
        "import sys\nfrom neutral_gate.readers import read\n"
        f'read("{source}".encode(), "{name}")\n'
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
