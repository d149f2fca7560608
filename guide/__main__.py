"""The program's entry point."""

from guide.cli.main import main

if __name__ == "__main__":
    main()
