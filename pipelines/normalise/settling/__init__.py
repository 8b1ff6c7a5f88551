"""Concern by concern: what all sources say of it, settled into the columns of a posting."""
