"""A job board that lives for a year, the faults that befall it, and what a file that watched it must say."""
