"""Floor 2: a page in, what Chromium shows of it out, as plain facts. Nothing here runs unless the user asks for it."""
