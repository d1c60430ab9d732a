"""Floor 2: image files in, plain facts out. Nothing is fetched; Pillow is loaded for the first picture only."""
