"""Routines: when one is due, when it is reminded of, and what is offered of it."""
