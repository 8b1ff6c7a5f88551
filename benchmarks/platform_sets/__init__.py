"""What the benchmark of hosting platforms measures, and with whom."""
