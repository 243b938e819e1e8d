"""Talking Piece over HTTP and websockets."""
