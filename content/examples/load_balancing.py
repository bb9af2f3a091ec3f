"""Four ways to choose one of four instances, one of which is slow."""
import heapq
import random

INSTANCES, REQUESTS = 4, 20_000
SPEED = [1.0, 1.0, 1.0, 0.2]  # the last one needs five times as long


def round_robin(number, waiting, rng):
    return number % INSTANCES


def at_random(number, waiting, rng):
    return rng.randrange(INSTANCES)


def two_choices(number, waiting, rng):
    return min(rng.sample(range(INSTANCES), 2), key=lambda one: waiting[one])


def least_busy(number, waiting, rng):  # in random order, so that ties are fair
    return min(rng.sample(range(INSTANCES), INSTANCES), key=lambda one: waiting[one])


def simulate(choose, seed=11):
    """Response times, sorted; the unit is the work of one average request."""
    arrivals, choices = random.Random(seed), random.Random(seed + 1)
    now, waiting, free_at = 0.0, [0] * INSTANCES, [0.0] * INSTANCES
    ends, times = [], []
    for number in range(REQUESTS):
        now += arrivals.expovariate(2.0)  # two requests in each unit of time
        work = arrivals.expovariate(1.0)
        while ends and ends[0][0] <= now:
            waiting[heapq.heappop(ends)[1]] -= 1
        one = choose(number, waiting, choices)
        free_at[one] = max(now, free_at[one]) + work / SPEED[one]
        waiting[one] += 1
        heapq.heappush(ends, (free_at[one], one))
        times.append(free_at[one] - now)
    return sorted(times)


results = {}
print("response time        p50        p99")
for choose in round_robin, at_random, two_choices, least_busy:
    times = simulate(choose)
    p50, p99 = times[REQUESTS // 2], times[REQUESTS * 99 // 100]
    results[choose.__name__] = p99
    print(f"  {choose.__name__:14}{p50:10.2f} {p99:10.1f}")
assert results["round_robin"] > 100 * results["two_choices"]
assert results["least_busy"] <= results["two_choices"] < 50
factor = results["round_robin"] / results["least_busy"]
print(f"gain:  looking at the queues makes the slowest 1 % {factor:.0f} times faster")


class Instance:
    def __init__(self):
        self.carts = {}  # lives in the memory of this instance only


instances = [Instance() for _ in range(INSTANCES)]
instances[round_robin(0, None, None)].carts["ada"] = ["lamp"]
found = sum("ada" in instances[round_robin(n, None, None)].carts for n in range(1, 5))
assert found == 1
print(f"price: of the next 4 requests {found} finds the cart that ada has filled")
