"""The outside world: boards, spiders, the network, the command line. It may import ``pipelines``, never the reverse."""
