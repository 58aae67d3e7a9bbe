"""Buttons: who may press them, and what happens then."""
