"""What makes a page hard to use for disabled people, as far as its source shows it."""
