"""`python -m gitcab` is the same as `gitcab`."""

from gitcab.cli import main

if __name__ == "__main__":
    main()
