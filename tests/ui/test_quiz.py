"""The quiz on the screen: every form, every mode, driven by keys."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guide.coach.study import CLOCK_BEHIND
from guide.layout.targets import ChangeSetting, StartQuiz, StudyMode
from guide.store.progress import Progress
from guide.store.reviews import Origin
from guide.study import class_session
from guide.study.answering import Answer
from guide.study.marking import mark
from guide.study.presenting import PresentedQuestion, present
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.quiz.exam import ExamStage
from guide.ui.quiz.practice import PracticeStage
from guide.ui.world import World
from tests.conftest import NOW, Clock
from tests.ui.driving import (
    SIZES,
    Driver,
    follow,
    notices,
    place_of,
    press,
    running,
    settled,
    shown,
    stage_of,
    typed,
    until,
)

QUESTIONS = 8


def keys_for(presented: PresentedQuestion, right: bool = True) -> list[str]:
    """Return the keys that answer a question, of which the last submits it."""
    question, letters = presented.question, "abcdef"
    if presented.answer is not None:
        return [*f"{presented.answer if right else presented.answer * 3 + 7:g}", "enter"]
    if question.form == "several":
        others = [each for each in range(len(question.options)) if each not in question.keys]
        wanted = question.keys if right else (*question.keys[:-1], others[0])
        return [*(letters[presented.order.index(key)] for key in wanted), "enter"]
    if question.form in ("order", "match"):
        source = presented.partners if question.form == "match" else presented.order
        items = list(range(len(source)))
        order = items if right else [*items[1:], items[0]]
        return [*(letters[source.index(item)] for item in order[:-1]), "enter"]
    place = presented.place_of_key()
    return [letters[place if right else (place + 1) % len(presented.order)]]


async def start(app: GuideApp, pilot: Driver) -> PracticeStage:
    """Start a practice of all topics."""
    await press(pilot, "7")
    await press(pilot, "enter")
    stage = stage_of(app)
    assert isinstance(stage, PracticeStage)
    return stage


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("right", [True, False])
async def test_practice_from_start_to_score(
    world: World, progress: Progress, size: tuple[int, int], right: bool
) -> None:
    """Each answer is saved before the next question is shown, explained at once, and counted."""
    async with running(world, size) as (app, pilot):
        stage = await start(app, pilot)
        for number in range(QUESTIONS):
            presented = stage.question
            assert presented is not None
            assert stage.place is Place.QUESTION
            await press(pilot, *keys_for(presented, right))
            assert place_of(app) is Place.FEEDBACK, presented.question.id
            assert progress.reviews.last_right()[presented.question.id] is right
            assert progress.reviews.answered_count() == number + 1, (
                "saved before the next question is shown"
            )
            assert "Take home" in shown(app)
            await press(pilot, "enter")
        assert stage.place is Place.SCORE
        assert f"Score: {QUESTIONS if right else 0} of {QUESTIONS}" in shown(app)


async def test_own_reason_is_read_first(world: World) -> None:
    """After a wrong choice its reason stands before the key's, the rest after both."""
    async with running(world) as (app, pilot):
        stage = await start(app, pilot)
        while stage.question is not None and stage.question.question.form != "single":
            await press(pilot, *keys_for(stage.question), "enter")
        presented = stage.question
        assert presented is not None
        await press(pilot, *keys_for(presented, right=False))
        text, options = shown(app).replace("\n", " "), presented.question.options
        chosen = presented.order[(presented.place_of_key() + 1) % len(presented.order)]
        places = {
            place: text.index(option.reason[0].text[:40]) for place, option in enumerate(options)
        }
        assert places[chosen] < places[presented.question.key] < max(places.values())


@pytest.mark.parametrize(
    ("pick", "said"), [("digit", "unsure"), ("small", "fairly"), ("capital", "sure")]
)
async def test_one_press_says_answer_and_confidence(
    world: World, progress: Progress, pick: str, said: str
) -> None:
    """Digits are unsure, small letters fairly sure, capitals sure."""
    async with running(world) as (app, pilot):
        await press(pilot, "7")
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, "basics-01"))
        await press(pilot, {"digit": "1", "small": "a", "capital": "A"}[pick])
        assert progress.reviews.since(NOW - timedelta(days=1))[0].confidence == said


async def test_undo_takes_the_answer_back(world: World, progress: Progress) -> None:
    """A wrong key is taken back, also on disk."""
    async with running(world) as (app, pilot):
        stage = await start(app, pilot)
        assert stage.question is not None
        first = stage.question
        await press(pilot, *keys_for(first, right=False))
        await press(pilot, "u")
        assert stage.place is Place.QUESTION
        assert stage.question is first
        assert progress.reviews.last_right() == {}


async def test_answers_are_there_after_a_restart(world: World) -> None:
    """Another opening of the guide shows what was answered."""
    async with running(world) as (app, pilot):
        stage = await start(app, pilot)
        assert stage.question is not None
        await press(pilot, *keys_for(stage.question, right=False))
    async with running(world) as (app, _):
        assert f"1 of {QUESTIONS} questions answered" in shown(app)


async def test_card_is_turned_then_judged(world: World, progress: Progress) -> None:
    """A glossary card shows its answer on demand, then takes the learner's word."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "end")
        await follow(app, pilot, StartQuiz(StudyMode.TOPIC, "glossary"))
        assert "turn the card" in shown(app)
        await press(pilot, "a")
        assert progress.reviews.last_right() == {}, "no judgement before the card is turned"
        await press(pilot, "enter")
        await press(pilot, "b")
        assert progress.reviews.last_right() == {"card-gray": False}


async def test_drill_never_ends_and_draws_new_numbers(world: World) -> None:
    """After the last numeric question the same ones come with other numbers."""
    async with running(world) as (app, pilot):
        await press(pilot, "7")
        await follow(app, pilot, StartQuiz(StudyMode.DRILL))
        stage = stage_of(app)
        assert isinstance(stage, PracticeStage)
        values = set()
        for _ in range(8):
            assert stage.question is not None
            values.add(tuple(stage.question.values.items()))
            await press(pilot, *keys_for(stage.question), "enter")
        assert stage.place is Place.QUESTION
        assert len(values) > 2


async def begin_exam(app: GuideApp, pilot: Driver) -> ExamStage:
    """Begin an exam of all topics."""
    await press(pilot, "7", "m")
    await press(pilot, "enter")
    stage = stage_of(app)
    assert isinstance(stage, ExamStage)
    return stage


async def sit(stage: ExamStage, pilot: Driver, right: int) -> None:
    """Answer every question, the first ones rightly."""
    for place in range(QUESTIONS):
        await press(pilot, *keys_for(stage.exam.questions[place], place < right))


@pytest.mark.parametrize("size", SIZES)
async def test_exam_tells_nothing_until_the_end(
    world: World, progress: Progress, size: tuple[int, int]
) -> None:
    """Answers have no feedback and are not reviews until the report counts them."""
    async with running(world, size) as (app, pilot):
        stage = await begin_exam(app, pilot)
        assert "12:00 left" in shown(app)
        await sit(stage, pilot, right=5)
        assert "right" not in shown(app).lower().replace("your right", "")
        assert progress.reviews.last_right() == {}
        assert stage.place is Place.EXAM_OVERVIEW
        await press(pilot, "enter")
        assert f"Score: 5 of {QUESTIONS}" in shown(app)
        assert "By topic" in shown(app)
        assert "By level" in shown(app)
        assert sum(progress.reviews.last_right().values()) == 5
        assert progress.exams.find_unfinished(world.catalogue.questions) is None


async def test_exam_is_navigated_flagged_and_struck(world: World) -> None:
    """Place, flags, struck options and time are there after another opening."""
    async with running(world) as (app, pilot):
        stage = await begin_exam(app, pilot)
        await press(pilot, "right", "right", "left")
        await press(pilot, "asterisk")
        while stage.exam.current.question.form != "single":
            await press(pilot, "right")
        at = stage.exam.at
        await press(pilot, "x", "b")
        assert "out" in shown(app)
        used = stage.exam.used
    async with running(world) as (app, pilot):
        await press(pilot, "7")
        assert "Resume" in shown(app)
        await press(pilot, "enter")
        resumed = stage_of(app)
        assert isinstance(resumed, ExamStage)
        assert resumed.exam.at == at
        assert resumed.exam.flags == {1}
        assert (at, 1) in resumed.exam.struck
        assert resumed.exam.used >= used


async def test_exam_that_runs_out_ends_by_itself(world: World, clock: Clock) -> None:
    """When the time is up the report shows, and what was not answered counts as wrong."""
    async with running(world) as (app, pilot):
        stage = await begin_exam(app, pilot)
        await press(pilot, *keys_for(stage.exam.questions[0]))
        clock.move(seconds=10_000)
        stage.tick()
        await settled(pilot)
        assert f"Score: 1 of {QUESTIONS}" in shown(app)
        assert f"{QUESTIONS - 1} without an answer" in shown(app)


async def test_exam_may_be_paused_only_if_allowed(world: World) -> None:
    """The clock stands while an exam that allows it is paused."""
    study = world.study
    study.save_preferences(replace(study.preferences, exam_may_pause=True))
    async with running(world) as (app, pilot):
        stage = await begin_exam(app, pilot)
        await press(pilot, "P")
        assert "paused" in shown(app)
        used = stage.exam.used
        stage.tick()
        assert stage.exam.used == used
        await press(pilot, "P")
        assert "paused" not in shown(app)


async def begin_class_exam(app: GuideApp, pilot: Driver, code: str) -> ExamStage:
    """Enter a class code on the tab Quiz; return its exam."""
    await press(pilot, "7", "c")
    await typed(pilot, code.lower())
    await press(pilot, "enter")
    stage = stage_of(app)
    assert isinstance(stage, ExamStage)
    return stage


async def test_class_code_gives_the_same_exam_and_a_result_file(
    world: World, progress: Progress
) -> None:
    """The questions are those of the code, and the result file is written beside the data."""
    code = class_session.make_code(
        world.catalogue.content_version, list(world.catalogue.topics), "", QUESTIONS, 77
    )
    expected = [
        question.id
        for question in class_session.draw(
            code, list(world.catalogue.topics), world.catalogue.questions
        )
    ]
    async with running(world) as (app, pilot):
        stage = await begin_class_exam(app, pilot, str(code))
        assert [presented.question.id for presented in stage.exam.questions] == expected
        await sit(stage, pilot, right=QUESTIONS)
        await press(pilot, "enter")
        assert "For the teacher" in shown(app)
    assert progress.path is not None
    assert len(list((progress.path.parent / "results").glob(f"{code}*.abscopal-result"))) == 1


async def test_result_that_cannot_be_written_is_written_later(
    world: World, progress: Progress
) -> None:
    """The report says that the result is safe and where it could not go; `w` writes it again."""
    code = class_session.make_code(
        world.catalogue.content_version, list(world.catalogue.topics), "", QUESTIONS, 77
    )
    assert progress.path is not None
    results = progress.path.parent / "results"
    async with running(world) as (app, pilot):
        stage = await begin_class_exam(app, pilot, str(code))
        results.rmdir()
        results.write_text("a file in the way", encoding="utf-8")
        await sit(stage, pilot, right=QUESTIONS)
        await press(pilot, "enter")
        assert "The result is in your data, but" in shown(app)
        results.unlink()
        await press(pilot, "w")
        assert "For the teacher" in shown(app)
        await until(pilot, lambda: "The result was written again. For the teacher:" in notices(app))
    assert len(list(results.glob(f"{code}*.abscopal-result"))) == 1


async def test_room_reveals_counts_and_solves(world: World) -> None:
    """Options appear one by one, votes are typed, key and notes appear on demand."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "m")
        await follow(app, pilot, StartQuiz(StudyMode.TOPIC, "basics"))
        assert stage_of(app).place is Place.ROOM
        await press(pilot, "right")
        await press(pilot, "space", "space", "space")
        await press(pilot, "a", "1", "2")
        assert "12" in shown(app)
        for _ in range(5):
            await press(pilot, "space")
        await press(pilot, "s")
        assert "Speaker's notes" in shown(app)
        assert "Take home" in shown(app)
        before = shown(app).split("\n")[0]
        await press(pilot, "left")
        assert shown(app).split("\n")[0] != before


@pytest.mark.parametrize("size", SIZES)
async def test_progress_page_shows_what_was_done(world: World, size: tuple[int, int]) -> None:
    """The page names what to do next, mastery, calibration and confident errors."""
    async with running(world, size) as (app, pilot):
        await press(pilot, "7")
        await follow(app, pilot, StartQuiz(StudyMode.QUESTION, "basics-01"))
        presented = stage_of(app)
        assert isinstance(presented, PracticeStage)
        assert presented.question is not None
        await press(pilot, keys_for(presented.question, right=False)[0].upper())
        await press(pilot, "enter", "escape", "p")
        text = shown(app)
        for part in (
            "The next ten minutes",
            "Mastery",
            "Confident but wrong",
            "Confidence and right answers",
            "1 answer in",
        ):
            assert part in text


async def test_settings_are_saved_and_a_wrong_date_is_refused(
    world: World, progress: Progress
) -> None:
    """A switch changes at once; a date in the past is refused and the field stays."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "o")
        await press(pilot, "enter")
        assert progress.settings()["study.cap"] == "80"
        await follow(app, pilot, ChangeSetting("until"))
        await typed(pilot, "2020-01-01")
        await press(pilot, "enter")
        assert "study.until" not in progress.settings()
        await press(pilot, *["backspace"] * 10)
        await typed(pilot, "2027-03-12")
        await press(pilot, "enter")
        assert progress.settings()["study.until"] == "2027-03-12"


async def test_clock_set_back_is_shown(world: World, progress: Progress, clock: Clock) -> None:
    """The user is warned at once when the last answer is in the future."""
    presented = present(world.catalogue.questions["basics-01"], 1)
    later = NOW + timedelta(days=3)
    progress.reviews.record(
        "basics-01",
        lambda before: mark(Answer(presented, (0,)), before, later, 1.0),
        Origin("run", "practice", "version"),
    )
    world.study.warn_of_clock(clock.now())
    async with running(world) as (app, pilot):
        await until(pilot, lambda: len(app.screen.query("Toast")) == 1)
        assert CLOCK_BEHIND in notices(app)


async def test_a_room_is_asked_only_what_letters_answer(world: World) -> None:
    """Votes are counted by option: there is nothing to put in order, to match or to calculate."""
    async with running(world) as (app, pilot):
        await press(pilot, "7", "m", "m")
        await follow(app, pilot, StartQuiz(StudyMode.TOPIC, "basics"))
        seen = []
        while True:
            while "shows the answer" not in shown(app):
                await press(pilot, "space")
            await press(pilot, "space", "s")
            presented = stage_of(app).question
            assert presented is not None
            seen.append(presented.question.form)
            before = shown(app)
            await press(pilot, "right")
            if shown(app) == before:
                break

    assert len(seen) == 5
    assert set(seen) == {"single", "several", "figure"}
