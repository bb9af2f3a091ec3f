"""An account as a list of events: history, replay, snapshots, old versions."""
import random
from dataclasses import dataclass, field

EVERY = 1_000  # one snapshot for so many events


def upcast(event):  # version 1 counted whole euros, version 2 counts cents
    if event["version"] == 1:
        return {**event, "version": 2, "amount": event["amount"] * 100}
    return event


def apply(balance, event):
    sign = {"deposited": 1, "withdrawn": -1}[event["type"]]
    return balance + sign * event["amount"]


@dataclass
class Account:
    events: list = field(default_factory=list)
    snapshots: dict = field(default_factory=lambda: {0: 0})
    steps: int = 0

    def append(self, **event):
        self.events.append(event)
        if len(self.events) % EVERY == 0:
            self.snapshots[len(self.events)] = self.balance()

    def fold(self, balance, events):
        for event in events:
            self.steps += 1
            balance = apply(balance, upcast(event))
        return balance

    def balance(self, use_snapshots=True):
        self.steps = 0
        start = max(self.snapshots) if use_snapshots else 0
        return self.fold(self.snapshots[start], self.events[start:])

    def balance_on(self, day):
        self.steps = 0
        return self.fold(0, [event for event in self.events if event["day"] <= day])

    def withdraw(self, day, cents):  # a command may be refused, an event may not
        if cents > self.balance():
            raise ValueError("not enough money")
        self.append(day=day, version=2, type="withdrawn", amount=cents)


account, rng, row = Account(), random.Random(8), 0  # row: the balance updated in place
account.append(day=1, version=1, type="deposited", amount=50)
row += 5000
on_day_10 = None
for number in range(9_998):
    day, cents = 2 + number // 100, rng.randrange(100, 900)
    if day == 11 and on_day_10 is None:
        on_day_10 = row
    account.append(day=day, version=2, type="deposited", amount=cents)
    row += cents
account.withdraw(day=101, cents=2_000)
row -= 2_000
assert account.balance_on(10) == on_day_10 != row
print(f"gain:  balance on day 10: {on_day_10} cents; the row knows only {row}")
assert account.balance(use_snapshots=False) == row and account.steps == 10_000
full = account.steps
print(f"price: replay {full} steps, where the row needs 1 read")
most = 0
for _ in range(EVERY):
    account.append(day=102, version=2, type="deposited", amount=1)
    account.balance()
    most = max(most, account.steps)
assert most == EVERY - 1
print(f"       with a snapshot for every {EVERY} events {most} steps at most")
old = [event for event in account.events if event["version"] == 1]
assert apply(0, old[0]) == 50 and apply(0, upcast(old[0])) == 5000
print(f"       {len(old)} old event would count 50 cents without its upcaster")
