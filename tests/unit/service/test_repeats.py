from __future__ import annotations

import asyncio

import pytest

from neutral_gate.service.problems import Problem
from neutral_gate.service.repeats import Repeats


def counted(answers: list[object]):
    calls: list[int] = []

    async def work() -> dict[str, object]:
        calls.append(1)
        await asyncio.sleep(0.01)
        answer = answers[min(len(calls), len(answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return {"answer": answer}

    return work, calls


def test_the_same_key_does_the_work_once() -> None:
    async def run() -> None:
        repeats = Repeats()
        work, calls = counted(["a", "b"])
        found = await asyncio.gather(*(repeats.once("key", b"body", work) for _ in range(5)))
        assert found == [{"answer": "a"}] * 5
        assert len(calls) == 1
        assert await repeats.once("other", b"body", work) == {"answer": "b"}

    asyncio.run(run())


def test_an_error_is_not_kept_and_those_who_wait_try_again() -> None:
    async def run() -> None:
        repeats = Repeats()
        work, calls = counted([ValueError("no"), "b"])
        found = await asyncio.gather(*(repeats.once("key", b"body", work) for _ in range(3)), return_exceptions=True)
        assert [type(each) for each in found] == [ValueError, dict, dict]
        assert len(calls) == 2

    asyncio.run(run())


def test_another_body_under_the_same_key_is_409() -> None:
    async def run() -> None:
        repeats = Repeats()
        work, _ = counted(["a"])
        await repeats.once("key", b"body", work)
        with pytest.raises(Problem) as raised:
            await repeats.once("key", b"another", work)
        assert raised.value.status == 409

    asyncio.run(run())


def test_answers_are_forgotten_after_ten_minutes_and_their_number_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr("neutral_gate.service.repeats._MOST", 3)

    async def run() -> None:
        time = [0.0]
        repeats = Repeats(lambda: time[0])
        work, calls = counted(["a"])
        await repeats.once("key", b"body", work)
        time[0] += 601
        await repeats.once("key", b"body", work)
        assert len(calls) == 2
        for number in range(20):
            await repeats.once(f"key{number}", b"body", work)
        assert len(repeats._answers) <= 4

    asyncio.run(run())
