"""The verbs below `facts`: what moderators do with /facts on Discord, in the terminal."""
