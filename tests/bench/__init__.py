"""Measuring, not testing: `invoke bench` makes a corpus and times the real commands on it, beside other generators when asked."""
