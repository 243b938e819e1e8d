"""Where the call is. So far any call, by plain https links (`core/rooms.py`).

The seam for adapters of platforms: an adapter that puts pairs into rooms says how far each is by asking its session's
room for `RoomIs(place, where)`: planned, moving, together, returned, or manual.
"""
