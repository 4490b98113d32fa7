"""A process that does something and is killed on the way, as by a machine that loses its power."""

import os
import signal
import sys
import traceback

from django.conf import settings
from django.db import connection, connections

CHANGES_FILES = {"os.rename", "os.remove", "os.mkdir", "os.link", "os.truncate", "shutil.rmtree"}
WRITING = os.O_WRONLY | os.O_RDWR
DONE, FAILED = 0, 70


class Steps:
    """Counts what a process asks of the database and changes on the disk; ends it at one of them.

    A step is a query, a commit, or a change of an uploaded file; `last` is the number of the one
    that is not done any more, None for a process that lives.
    """

    def __init__(self, last=None):
        self.number, self.last = 0, last

    def step(self):
        if self.number == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.number += 1

    def before_a_query(self, execute, sql, params, many, context):
        self.step()
        return execute(sql, params, many, context)

    def before_a_change_of_a_file(self, event, arguments):
        changes = event in CHANGES_FILES or (event == "open" and arguments[2] & WRITING)
        if changes and str(arguments[0]).startswith(str(settings.MEDIA_ROOT)):
            self.step()


def steps_of(deed):
    """How many steps a deed takes, in a process of its own. Raises RuntimeError if it fails."""
    reading, writing = os.pipe()
    status = forked(deed, Steps(), writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.read()
    if status != DONE:
        raise RuntimeError("What was to be killed fails by itself.")
    return int(number)


def kill_at(deed, step):
    """Do it in a process that is killed before one of its steps. Returns False if it ended before
    that.
    """
    return os.WIFSIGNALED(forked(deed, Steps(step)))


def forked(deed, steps, told=None):
    """The status with which a process ended that did a deed."""
    connections.close_all()
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        sys.addaudithook(steps.before_a_change_of_a_file)
        commit = connection._commit
        connection._commit = lambda: (steps.step(), commit())[1]
        with connection.execute_wrapper(steps.before_a_query):
            deed()
        if told is not None:
            os.write(told, str(steps.number).encode())
        os._exit(DONE)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(FAILED)
