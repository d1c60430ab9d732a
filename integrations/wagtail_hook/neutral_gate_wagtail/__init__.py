"""Asks a Neutral Gate service before anything is published in Wagtail."""
