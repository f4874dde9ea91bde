"""How somebody wants to be reached, and how seldom once nobody answers."""
