"""The command line of the installed package, for `python -m`."""

from talkingpiece.cli import main

if __name__ == "__main__":
    main()
