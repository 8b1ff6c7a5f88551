"""Pure readers: text as seen in, values with the words they came from out; no clock, no network, no file."""
