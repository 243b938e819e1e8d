"""How a word gets into the room without its author. First version: held in memory until a window ends.

The sealed protocol (tokens, packets, beats) takes this place; what it hands to the core stays `DropCard` and
`UnsignedText`, which have no field for a person.
"""
