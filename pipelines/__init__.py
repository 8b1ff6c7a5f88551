"""What a posting is and what happens to it, from text as seen to rows with history; never imports ``crawler``."""
