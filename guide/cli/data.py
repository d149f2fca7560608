"""`abscopal data`: the state of the learner's data, backups, moving it, deleting it."""

import sys
from pathlib import Path

import click

from guide import clock
from guide.cli.output import print_json, say, warn
from guide.counting import counted, fixed, plural, was
from guide.errors import GuideError, UsageError
from guide.store import backups, restoring
from guide.store.data import TAKEN_BACK
from guide.store.ownership import made_files
from guide.store.progress import open_progress
from guide.store.snapshot import open_snapshot
from guide.store.status import Status, delete_all, inspect

NAMES = {
    "reviews": ("answer", ""),
    TAKEN_BACK: ("answer", " taken back"),
    "schedules": ("question", " scheduled"),
    "marks": ("mark", ""),
    "exams": ("exam", ""),
    "positions": ("page", " read"),
    "visits": ("visit", ""),
    "settings": ("setting", ""),
}
"""What the rows of each table are, and what is said after it."""


def _name(table: str, count: int) -> str:
    noun, rest = NAMES[table]
    return f"{plural(count, noun)}{rest}"


def status(folder: Path, as_json: bool) -> int:
    """Print what is there and whether it is sound; return 1 if something is wrong."""
    found = inspect(folder)
    if as_json:
        print_json(_as_facts(found))
    else:
        _print_status(found)
    for fault in found.faults:
        warn(fault)
    return 1 if found.faults else 0


def _as_facts(found: Status) -> dict[str, object]:
    return {
        "file": str(found.path),
        "bytes": found.size,
        "counts": found.counts,
        "last_answer": found.last_answer.isoformat() if found.last_answer else None,
        "faults": list(found.faults),
        "set_aside": found.aside,
        "damaged_files": list(found.damaged_files),
        "backups": [
            {
                "file": str(backup.path),
                "day": backup.day,
                "answers": backup.answers,
                TAKEN_BACK: backup.count.taken_back if backup.count is not None else None,
                "before_restore": backup.before_restore,
            }
            for backup in found.backups
        ],
    }


def _print_status(found: Status) -> None:
    say(f"{found.path}: {fixed(found.size / 1e6, 1)} MB{'' if found.faults else ', sound'}")
    for table in NAMES if found.counts else ():
        count = found.counts[table]
        if count or table != TAKEN_BACK:
            say(f"  {count:>9,} {_name(table, count)}")
    if found.last_answer is not None:
        say(f"  last answer {clock.local(found.last_answer):%Y-%m-%d %H:%M}")
    if found.aside:
        what = f"damaged {plural(found.aside, 'entry')} {was(found.aside)}"
        say(f"  {found.aside:>9,} {what} set aside earlier")
    for name in found.damaged_files:
        say(f"  {name} was set aside because it is damaged")
    say("Backups:" if found.backups else "There are no backups yet.")
    for backup in found.backups:
        holds = "damaged" if backup.count is None else str(backup.count)
        mark = "; made before a restore, used only when named" if backup.before_restore else ""
        say(f"  {backup.path.name}: {holds}{mark}")


def backup(folder: Path, target: Path | None, force: bool) -> int:
    """Write a backup now, among the others or to a file.

    Raises:
        GuideError: There is no sound data, the file exists, or it cannot be written.
    """
    open_snapshot(folder).connection.close()
    if target is None:
        target = backups.back_up_now(folder, clock.now())
    else:
        backups.back_up_to(folder, target, force)
    count = backups.count_in(target)
    if count is None:
        raise GuideError(f"{target} cannot be read back", "check the disk")
    say(f"{target}: {count}")
    return 0


def restore(folder: Path, chosen: Path | None) -> int:
    """Put a backup in the place of the data, which is backed up before."""
    done = restoring.restore(folder, chosen, clock.now())
    say(f"Restored {done.answers} from {done.source}")
    if done.saved is not None:
        say(f"What was there before is in {done.saved}")
    if done.fuller is not None:
        say(f"An older backup has more ({done.fuller.count}). To add what is only there:")
        say(f"  abscopal data import {done.fuller.path}")
    return 0


def import_file(folder: Path, path: Path) -> int:
    """Merge an export or a backup into the data; return 1 if entries were left out."""
    from guide.exchange.learner_file import read_learner_file

    now = clock.now()
    found = read_learner_file(path, now)
    with open_progress(folder, now) as progress:
        for notice in progress.notices:
            warn(notice)
        if progress.path is None:
            return 1
        added = progress.merge(found.data)
        there = progress.data().counts
    say(
        f"Added {added['reviews']:,} of {counted(len(found.data.standing), 'answer')};"
        f" there are now {there['reviews']:,}"
    )
    for table, count in added.items():
        if count and table != "reviews":
            say(f"  {count:,} {_name(table, count)}")
    left_out = (
        (found.damaged, counted(found.damaged, "damaged entry")),
        (found.future, f"{counted(found.future, 'entry')} dated later than tomorrow"),
    )
    for count, what in left_out:
        if count:
            warn(f"{what} in {path} {was(count)} left out")
    return 1 if found.damaged or found.future else 0


def delete(folder: Path, yes: bool) -> int:
    """Delete what the guide made in the data folder, after asking.

    Raises:
        GuideError: There is nothing, or another guide is open.
        UsageError: Nobody can be asked.
    """
    files = made_files(folder) if folder.is_dir() else []
    if not files:
        raise GuideError(f"there is nothing of the guide in {folder}", "name another with --data")
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("deleting your data needs your consent", "add --yes")
        say(f"To be deleted for ever, backups included: {counted(len(files), 'file')} in {folder}")
        for path in files:
            say(f"  {path.relative_to(folder)}")
        if not click.confirm("Delete them?", default=False):
            say("Nothing was deleted.")
            return 1
    deleted = delete_all(folder)
    left = [path for path in deleted if path.exists()]
    if left:
        raise GuideError(f"{left[0]} is still there", "delete it by hand")
    say(f"Deleted {counted(len(deleted), 'file')} in {folder}")
    return 0
