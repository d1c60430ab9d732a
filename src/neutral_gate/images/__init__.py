"""Floor 2: image files in, plain facts out. Nothing is fetched unless asked; Pillow is loaded for the first picture."""
