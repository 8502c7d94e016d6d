"""`python -m chatmining` is the command `chatmining`."""

from chatmining.cli import main

if __name__ == "__main__":
    main()
