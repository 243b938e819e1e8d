"""The idea itself: commands become events, events fold into a session. Pure, and of the standard library only."""
