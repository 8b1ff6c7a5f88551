"""Hosting platforms: one archetype each, of which a board is a tenant."""
