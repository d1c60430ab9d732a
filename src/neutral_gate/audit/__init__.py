"""Floor 6: what many accounts and pages have said, judged item by item; tables and a report come out."""
