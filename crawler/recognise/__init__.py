"""Recognising how a stranger's board is read: from any of its addresses to a declaration that was tried.

The core asks for pages as a generator and never fetches: whoever drives it hands in answers, from the network
(:mod:`crawler.recognise.probe`) or from saved pages.
"""
