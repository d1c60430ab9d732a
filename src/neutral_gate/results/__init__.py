"""Floor 5: results that are kept between runs, and what of a decision was there before."""
