"""What the recognition of offers is measured on: ads whose offers are known, and pairs of them with their answer."""
