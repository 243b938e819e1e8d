"""Cards: concerns without an author, and what a group does with them (SEALED.md).

No type here has a field for a person, or for a time finer than a beat. The one exception is `CardOwned`, for somebody
who wants to be named.
"""
