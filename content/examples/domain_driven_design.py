"""Two contexts with a Product each, and an aggregate that keeps its rules."""
import inspect
from dataclasses import dataclass
from types import MappingProxyType


class Refused(Exception): ...


def refuse_if(broken, rule):
    if broken:
        raise Refused(rule)


class Sales:  # a bounded context; in a project it is a package
    @dataclass(frozen=True)
    class Product:
        sku: str
        cents: int

    class Order:
        def __init__(self, credit):
            self._credit, self._lines = credit, {}

        @property
        def lines(self):  # a view, without any way to change it
            return MappingProxyType(self._lines)

        def put(self, product, count):
            self.take_over({product: count})

        def take_over(self, more):
            lines = {**self._lines, **more}
            total = sum(product.cents * count for product, count in lines.items())
            refuse_if(min(lines.values()) < 1, "count")  # rule 1
            refuse_if(len(lines) > 5, "size")  # rule 2
            refuse_if(total > self._credit, "credit")  # rule 3
            self._lines = lines


class Shipping:
    @dataclass(frozen=True)
    class Product:
        sku: str
        grams: int


def parcel(order, weights):  # the border: only the number is shared
    return [Shipping.Product(p.sku, weights[p.sku]) for p in order.lines]


def handle_add(order, sku, count, cents):  # tables first, rules in handlers
    lines = {**order["lines"], sku: count * cents}
    refuse_if(count < 1, "count")  # rule 1
    refuse_if(len(lines) > 5, "size")  # rule 2
    refuse_if(sum(lines.values()) > order["credit"], "credit")  # rule 3
    order["lines"] = lines


def handle_import(order, rows):  # nobody told this one about rule 3
    for sku, count, cents in rows:
        lines = {**order["lines"], sku: count * cents}
        refuse_if(count < 1, "count")  # rule 1
        refuse_if(len(lines) > 5, "size")  # rule 2
        order["lines"] = lines


lamp, desk = Sales.Product("lamp", 4000), Sales.Product("desk", 9000)
order = Sales.Order(credit=10_000)
order.put(lamp, 2)
attempts = [lambda: order.put(desk, 1), lambda: order.put(lamp, 3),
            lambda: order.take_over({desk: 1}), lambda: order.lines.update({lamp: 9})]
refused = 0
for attempt in attempts:
    try:
        attempt()
    except (Refused, AttributeError):
        refused += 1
assert refused == 4 and dict(order.lines) == {lamp: 2}
assert parcel(order, {"lamp": 900}) == [Shipping.Product("lamp", 900)]
handle_add(row := {"credit": 10_000, "lines": {}}, "lamp", 2, 4000)
handle_import(row, [("desk", 1, 9000)])
assert sum(row["lines"].values()) == 17_000 > row["credit"]
print(f"gain:  {refused} of {len(attempts)} ways past the credit limit refused;")
print("       with rules in handlers the import got past it, 17000 of 10000")
for title, *parts in [("price: model", Sales),
                      ("       handlers", handle_add, handle_import)]:
    text = "".join(map(inspect.getsource, parts))
    rules = [text.count(f"# rule {number}") for number in (1, 2, 3)]
    print(f"{title}: {len(text.splitlines())} lines, for rules 1 to 3:", *rules)
