"""A journey in three bookings: the third fails, and the undo crashes half-way."""


class Refused(Exception): ...


class Crash(Exception): ...


class Service:
    def __init__(self, name, free):
        self.name, self.free, self.booked = name, free, set()

    def book(self, trip):
        if trip not in self.booked:  # idempotent: a second call changes nothing
            if not self.free:
                raise Refused(self.name)
            self.free -= 1
            self.booked.add(trip)

    def cancel(self, trip):
        if trip in self.booked:
            self.free += 1
            self.booked.remove(trip)


class Saga:
    """Goes on wherever its journal ends, so it survives a crash."""

    def __init__(self, trip, steps, journal, after_call):
        self.trip, self.steps, self.journal = trip, steps, journal
        self.after_call = after_call

    def note(self, *entry):
        self.journal.append(entry)

    def run(self):
        if not any(kind == "refused" for kind, _ in self.journal):
            self.forward()
        if any(kind == "refused" for kind, _ in self.journal):
            self.backward()

    def forward(self):
        for service in self.steps:
            if ("booked", service.name) in self.journal:
                continue
            try:
                self.note("trying", service.name)  # before the call: see backward
                service.book(self.trip)
                self.after_call("book", service)
            except Refused:
                self.after_call("refuse", service)
                self.note("refused", service.name)
                return
            self.note("booked", service.name)

    def backward(self):  # undoes all that was tried, the last one first
        for service in reversed(self.steps):
            kinds = {kind for kind, name in self.journal if name == service.name}
            if "trying" in kinds and not kinds & {"refused", "cancelled"}:
                service.cancel(self.trip)
                self.after_call("cancel", service)
                self.note("cancelled", service.name)


flight, hotel, car = Service("flight", 5), Service("hotel", 2), Service("car", 0)
calls, seen, crashes = [], [], ["hotel"]


def watch(verb, service):  # one tick; then another customer looks at the flight
    calls.append(f"{verb} {service.name}")
    seen.append("ada" in flight.booked)
    if verb == "cancel" and service.name in crashes:
        crashes.remove(service.name)
        raise Crash  # the call was made, the journal does not know


journal = []
try:
    Saga("ada", [flight, hotel, car], journal, watch).run()
except Crash:
    Saga("ada", [flight, hotel, car], journal, watch).run()  # a new process
assert not (flight.booked | hotel.booked | car.booked)
assert (flight.free, hotel.free, car.free) == (5, 2, 0)
assert calls.count("cancel hotel") == 2  # the repeat did no harm
print("calls:", ", ".join(calls[:3]))
print("      ", ", ".join(calls[3:]))
print("gain:  refused, crashed and resumed; bookings left over: 0")
print(f"price: {sum(seen)} of {len(seen)} ticks another customer saw one seat too few")
