#!/usr/bin/env python
"""Django's command line for this newsroom: what fails for the machine's sake is one sentence."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        try:
            execute_from_command_line(sys.argv)
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    except BrokenPipeError:
        # As `| head` leaves it. What is still to be written would be told of once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit("Stopped: nobody reads any more what is said here.")
    except Exception as error:
        from newsroom.kit.faults import fault_of, in_words

        fault = fault_of(error)
        if fault is None or "--traceback" in sys.argv:
            raise
        sys.exit(in_words(fault, error))


if __name__ == "__main__":
    main()
