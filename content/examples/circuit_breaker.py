"""A dependency hangs for a minute: callers with and without a breaker."""

TIMEOUT, ANSWER, PAUSE, DOWN, END = 5.0, 0.05, 1.0, range(5, 65), 85.0


class Clock:
    now = 0.0


class Open(Exception):
    pass


class Breaker:
    def __init__(self, clock, threshold=3, cool_down=20.0):
        self.clock, self.threshold, self.cool_down = clock, threshold, cool_down
        self.state, self.failures, self.opened, self.changes = "closed", 0, 0.0, []

    def change(self, state):
        self.state = state
        self.changes.append(f"{state} at {self.clock.now:.1f}")

    def call(self, function):
        if self.state == "open":
            if self.clock.now < self.opened + self.cool_down:
                raise Open
            self.change("half-open")  # this one call is the probe
        try:
            result = function()
        except TimeoutError:
            self.failures += 1
            if self.state == "half-open" or self.failures >= self.threshold:
                self.opened = self.clock.now
                self.change("open")
            raise
        self.failures = 0
        if self.state == "half-open":
            self.change("closed")
        return result


class Supplier:
    def __init__(self, clock):
        self.clock, self.calls = clock, 0

    def price(self):
        self.calls += 1
        if int(self.clock.now) in DOWN:
            self.clock.now += TIMEOUT
            raise TimeoutError
        self.clock.now += ANSWER
        return "fresh"


def run(with_breaker):
    clock = Clock()
    supplier, breaker = Supplier(clock), Breaker(clock)
    answers, waited, recovered = [], 0.0, None
    while clock.now < END:
        began = clock.now
        try:
            price = supplier.price
            answer = breaker.call(price) if with_breaker else price()
        except (TimeoutError, Open):
            answer = "price of yesterday"  # the fallback
        if answer == "fresh" and began > DOWN.start and recovered is None:
            recovered = began
        answers.append(answer)
        waited += clock.now - began
        clock.now += PAUSE
    return waited, answers, recovered, supplier.calls, breaker.changes


waited, answers, recovered, calls, _ = run(with_breaker=False)
waited_b, answers_b, recovered_b, calls_b, changes = run(with_breaker=True)
hung, hung_b = (round((w) // TIMEOUT) for w in (waited, waited_b))
assert waited_b < waited / 2 and len(answers_b) > len(answers) and hung_b < hung
assert recovered < recovered_b <= recovered + 20
print(f"gain:  {hung} calls hung without a breaker, {hung_b} with it;")
print(f"       time spent waiting {waited:.2f} s against {waited_b:.2f} s,")
print(f"       {len(answers_b) - calls_b} calls refused at once")
print(f"price: recovery noticed at {recovered_b:.1f} s instead of {recovered:.1f} s,")
print(f"       {answers_b.count('price of yesterday')} answers from the fallback")
print("       " + "; ".join(changes[:4]))
print("       " + "; ".join(changes[4:]))
