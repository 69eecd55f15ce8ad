from rencai.cli import main

# A process started beside this one imports this module, and must not run the command again.
if __name__ == "__main__":
    main()
