"""Retries that help, that pay twice and that multiply."""
import random


class Fault(Exception): ...


def retry(call, attempts, rng, sleep, may_retry=lambda: True):
    for attempt in range(attempts):
        try:
            return call()
        except Fault:
            if attempt == attempts - 1 or not may_retry():
                raise
            sleep(rng.uniform(0, min(8.0, 0.5 * 2**attempt)))  # full jitter


class Bank:
    """Fails or loses its answer as planned; remembers keys it has seen."""

    def __init__(self, plan):
        self.plan, self.charged, self.keys = list(plan), 0, set()

    def charge(self, cents, key=None):
        fate = self.plan.pop(0) if self.plan else "ok"
        if fate == "down":
            raise Fault
        if key is None or key not in self.keys:
            self.charged += cents
            self.keys.add(key)
        if fate == "answer lost":
            raise Fault  # the money has moved all the same
        return "paid"


class Budget:
    """Retries may be a tenth of the requests; counted in tenths."""

    def __init__(self):
        self.tenths = 0

    def request(self):
        self.tenths += 1

    def may_retry(self):
        if self.tenths < 10:
            return False
        self.tenths -= 10
        return True


def storm(requests, with_budget):
    calls, rng = [], random.Random(1)

    def dead_service():
        calls.append(1)
        raise Fault

    def layer(below):
        budget = Budget()

        def call():
            budget.request()
            allowed = budget.may_retry if with_budget else lambda: True
            return retry(below, 3, rng, lambda seconds: None, allowed)
        return call

    chain = layer(layer(layer(dead_service)))
    for _ in range(requests):
        try:
            chain()
        except Fault:
            continue
    return len(calls)


rng, waits = random.Random(4), []
bank = Bank(["down", "down", "ok"])
assert retry(lambda: bank.charge(900, "k1"), 3, rng, waits.append) == "paid"
assert bank.charged == 900 and len(waits) == 2 and waits[0] <= 0.5 and waits[1] <= 1.0
print(f"gain:  paid at the third attempt, after {sum(waits):.2f} s of waiting")
blind, keyed = Bank(["answer lost"]), Bank(["answer lost"])
retry(lambda: blind.charge(900), 3, rng, waits.append)
retry(lambda: keyed.charge(900, "k2"), 3, rng, waits.append)
assert (blind.charged, keyed.charged) == (1800, 900)
print(f"price: answer lost: without a key {blind.charged}, with one {keyed.charged}")
one, many, bounded = storm(1, False), storm(100, False), storm(100, True)
assert one == 27 and many == 2700 and bounded < 150
print(f"       three layers, three attempts each: 1 request makes {one} calls,")
print(f"       100 make {many}, and {bounded} with a retry budget per layer")
