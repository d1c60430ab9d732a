"""Floor 6: the language server. Editors show findings in the text while it is written."""
