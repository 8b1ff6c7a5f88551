"""Which postings advertise the same job: pure judgement of two ads, and the keys under which ads are met.

``ad.ad_of(record)`` makes an ad as the judge sees it, ``judge.judge(a, b)`` says whether two are the same job and why,
``keys.keys_of(ad)`` where to look for copies. What holds them in a file is ``pipelines.store.offers``;
``pipelines.store.offer_index.OfferIndex`` feeds plain records through all of it.
"""
