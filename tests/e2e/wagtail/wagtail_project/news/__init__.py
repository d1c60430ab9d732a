"""News, notices, banners."""
