"""The pages of the demo's boards, each board of its own make."""
