from neutral_gate.service.pages.limits import Limit, Limits


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_times_and_no_more_until_the_time_is_over() -> None:
    clock = Clock()
    limits = Limits(clock)
    three = Limit(3, 60)
    assert [limits.wait(three, "check", "ada") for _ in range(3)] == [0, 0, 0]
    clock.now = 20
    assert limits.wait(three, "check", "ada") == 41
    assert limits.wait(three, "check", "bea") == 0
    clock.now = 60
    assert limits.wait(three, "check", "ada") == 0


def test_what_is_taken_back_does_not_count() -> None:
    limits = Limits(Clock())
    for _ in range(10):
        assert limits.wait(Limit(1, 60), "a") == 0
        limits.take_back("a")
    limits.take_back("never seen")
