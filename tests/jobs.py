"""A shell with job control for one job: `python -m tests.jobs PROGRAM ...`.

It says "started PID", "stopped" and "ended STATUS"; a line that is typed while the job is stopped
continues it. The terminal stays open after the job, so that a test can look at its settings.
"""

import os
import signal
import sys
import termios


def main(command: list[str]) -> None:
    """Run the job until it ends, then wait for one more line."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    settings = termios.tcgetattr(0)
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        print(f"started {os.getpid()}", flush=True)
        os.execvp(command[0], command)
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        os.tcsetpgrp(0, os.getpgrp())
        if not os.WIFSTOPPED(status):
            break
        job_settings = termios.tcgetattr(0)
        termios.tcsetattr(0, termios.TCSANOW, settings)
        # The job may have been stopped in the middle of an escape sequence: the dots end it.
        print("..\nstopped", flush=True)
        sys.stdin.readline()
        os.tcsetpgrp(0, job)
        termios.tcsetattr(0, termios.TCSANOW, job_settings)
        os.killpg(job, signal.SIGCONT)
    print(f"ended {os.waitstatus_to_exitcode(status)}", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    main(sys.argv[1:])
