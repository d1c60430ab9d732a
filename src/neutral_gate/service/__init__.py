"""A face: the gate as a web service, with a decision log and pages. Needs the extra `[serve]`."""
