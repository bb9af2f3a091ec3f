"""A router moves one route at a time; shadow calls compare old and new."""
import random
from collections import Counter


def old_shipping(order):  # grew over the years, nobody dares to touch it
    price = 490
    if order["grams"] > 2000:
        price = price + 300
    if order["country"] != "NO":
        price = price * 2
    if order["total"] >= 50_000:
        price = 0
    return price


def new_shipping(order):
    if order["total"] > 50_000:  # the planted difference: > instead of >=
        return 0
    base = 790 if order["grams"] > 2000 else 490
    return base if order["country"] == "NO" else base * 2


def new_shipping_repaired(order):
    return 0 if order["total"] >= 50_000 else new_shipping(order)


class Router:
    """The only thing that callers know."""

    def __init__(self):
        self.old = {"/shipping": old_shipping, "/tax": lambda order: 0}
        self.new, self.live, self.shadow = {}, set(), set()
        self.seen, self.differences = Counter(), []

    def handle(self, path, order):
        if path in self.live:
            return self.new[path](order)
        answer = self.old[path](order)
        if path in self.shadow:  # ask both, answer with the old one
            self.seen[path] += 1
            if self.new[path](order) != answer:
                self.differences.append(order)
        return answer


rng, router = random.Random(6), Router()
orders = [{"grams": rng.randrange(100, 4000), "total": rng.randrange(1_000, 90_000),
           "country": rng.choice(["NO", "SE", "DE"])} for _ in range(200)]
orders.append({"grams": 500, "total": 50_000, "country": "NO"})
before = [router.handle("/shipping", order) for order in orders]

router.new["/shipping"] = new_shipping
router.shadow.add("/shipping")
assert [router.handle("/shipping", order) for order in orders] == before
found = list(router.differences)
assert found == orders[-1:] and router.seen["/shipping"] == 201
equal = router.seen["/shipping"] - len(found)
print(f"gain:  {equal} shadow calls equal, {len(found)} differs, found in time:")
print(f"       a total of {found[0]['total']}")
router.new["/shipping"] = new_shipping_repaired
router.differences.clear()
assert [router.handle("/shipping", order) for order in orders] == before
assert not router.differences
router.live.add("/shipping")
assert [router.handle("/shipping", order) for order in orders] == before
router.live.discard("/shipping")  # the way back is this line
assert [router.handle("/shipping", order) for order in orders] == before
print("       switched, and taken back in 1 line; no answer changed")

old_address, new_address = {"ada": "Bergen"}, {"ada": "Bergen"}


def move_house(name, town, bridge):
    new_address[name] = town  # this route is new already
    if bridge:
        old_address[name] = town  # parcels are still sent by the old side


move_house("ada", "Oslo", bridge=False)
assert old_address != new_address
towns = old_address["ada"], new_address["ada"]
print("price: no bridge: the parcel goes to {}, ada lives in {}".format(*towns))
move_house("ada", "Oslo", bridge=True)
assert old_address == new_address
print(f"       {len(router.old)} routes, and both systems still run")
