#!/usr/bin/env python
"""Django's command line for this newsroom: what fails for the machine's sake is one sentence."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    except Exception as error:
        from newsroom.kit.faults import fault_of, in_words

        fault = fault_of(error)
        if fault is None or "--traceback" in sys.argv:
            raise
        sys.exit(in_words(fault, error))


if __name__ == "__main__":
    main()
