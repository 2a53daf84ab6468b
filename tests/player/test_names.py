"""Classic scripts share one scope: of two that give the same name, the later one has it."""

from __future__ import annotations

import re
from collections import Counter

from studio.resources import asset

GIVEN = re.compile(
    r"^(?:async )?(?:function\*? |class |const |let )([A-Za-z_$][\w$]*)", re.MULTILINE
)


def test_no_two_scripts_give_the_same_name():
    scripts = [*asset("player").glob("*.js"), *asset("preview").glob("*.js")]
    names = [name for script in scripts for name in set(GIVEN.findall(script.read_text("utf-8")))]
    assert len(names) > 100
    assert [name for name, times in Counter(names).items() if times > 1] == []
