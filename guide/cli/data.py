"""`abscopal data`: the state of the learner's data, backups, moving it, deleting it."""

import sys
from pathlib import Path

import click

from guide import clock
from guide.cli.output import print_json, say, warn
from guide.errors import GuideError, UsageError
from guide.store import backups, restoring
from guide.store.database import open_snapshot
from guide.store.ownership import made_files
from guide.store.progress import open_progress
from guide.store.status import Status, delete_all, inspect

NAMES = {
    "reviews": "answers",
    "schedules": "questions scheduled",
    "marks": "marks",
    "exams": "exams",
    "positions": "pages read",
    "visits": "visits",
    "settings": "settings",
}


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
            {"file": str(backup.path), "day": backup.day, "answers": backup.answers}
            for backup in found.backups
        ],
    }


def _print_status(found: Status) -> None:
    say(f"{found.path}: {found.size / 1e6:.1f} MB{'' if found.faults else ', sound'}")
    for table, count in found.counts.items():
        say(f"  {count:>9,} {NAMES[table]}")
    if found.last_answer is not None:
        say(f"  last answer {found.last_answer.astimezone():%Y-%m-%d %H:%M}")
    if found.aside:
        say(f"  {found.aside:>9,} damaged entries were set aside earlier")
    for name in found.damaged_files:
        say(f"  {name} was set aside because it is damaged")
    say("Backups:" if found.backups else "There are no backups yet.")
    for backup in found.backups:
        holds = "damaged" if backup.answers is None else f"{backup.answers:,} answers"
        say(f"  {backup.path.name}: {holds}")


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
    answers = backups.count_answers(target)
    if answers is None:
        raise GuideError(f"{target} cannot be read back", "check the disk")
    say(f"{target}: {answers:,} answers")
    return 0


def restore(folder: Path, chosen: Path | None) -> int:
    """Put a backup in the place of the data, which is backed up before."""
    done = restoring.restore(folder, chosen, clock.now())
    say(f"Restored {done.answers:,} answers from {done.source}")
    if done.saved is not None:
        say(f"What was there before is in {done.saved}")
    return 0


def import_file(folder: Path, path: Path) -> int:
    """Merge an export or a backup into the data; return 1 if entries were left out."""
    from guide.exchange.learner_file import read_learner_file

    data, bad = read_learner_file(path)
    with open_progress(folder, clock.now()) as progress:
        for notice in progress.notices:
            warn(notice)
        if progress.path is None:
            return 1
        added = progress.merge(data)
        there = progress.data().counts
    say(
        f"Added {added['reviews']:,} of {len(data.reviews):,} answers; there are now"
        f" {there['reviews']:,}"
    )
    for table, count in added.items():
        if count and table != "reviews":
            say(f"  {count:,} {NAMES[table]}")
    if bad:
        warn(f"{bad} entries in {path} are damaged and were left out")
    return 1 if bad else 0


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
        say(f"{len(files)} files in {folder}, backups included, will be deleted for ever:")
        for path in files:
            say(f"  {path.relative_to(folder)}")
        if not click.confirm("Delete them?", default=False):
            say("Nothing was deleted.")
            return 1
    deleted = delete_all(folder)
    left = [path for path in deleted if path.exists()]
    if left:
        raise GuideError(f"{left[0]} is still there", "delete it by hand")
    say(f"Deleted {len(deleted)} files in {folder}")
    return 0
