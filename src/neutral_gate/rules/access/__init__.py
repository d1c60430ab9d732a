"""What makes a page hard to use for disabled people, as far as its source shows it."""

FOUND = "access"
"""Key of `Page.memo` under which the checks lay down what they found, by rule."""
