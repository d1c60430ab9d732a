"""A small Wagtail website, as a council might have it."""
