"""Floor 3: a draft and what holds for it on that day, in; findings, out. Opens no file."""
