"""Two repositories for one aggregate, and what a list costs with each."""
import sqlite3
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class Basket:  # the aggregate: loaded and saved as a whole
    id: int
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)

    def put(self, sku, count, cents):
        if sku not in self.lines and len(self.lines) == 3:
            raise ValueError("three different things at most")
        self.lines[sku] = (count, cents)

    def total(self):
        return sum(count * cents for count, cents in self.lines.values())


class Baskets(Protocol):
    def get(self, id: int) -> Basket: ...
    def save(self, basket: Basket) -> None: ...


class DictBaskets:
    def __init__(self):
        self.rows = {}

    def get(self, id):
        return deepcopy(self.rows[id])  # a copy, as a database would give

    def save(self, basket):
        self.rows[basket.id] = deepcopy(basket)


class SqlBaskets:
    def __init__(self, db):
        self.db = db

    def get(self, id):
        sql = "SELECT sku, count, cents FROM line WHERE basket = ? ORDER BY rowid"
        rows = self.db.execute(sql, (id,)).fetchall()
        if not rows:
            raise KeyError(id)
        return Basket(id, {sku: (count, cents) for sku, count, cents in rows})

    def save(self, basket):
        rows = [(basket.id, sku, *line) for sku, line in basket.lines.items()]
        with self.db:
            self.db.execute("DELETE FROM line WHERE basket = ?", (basket.id,))
            self.db.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", rows)


def check(baskets):
    baskets.save(Basket(7, {"lamp": (2, 1990)}))
    basket = baskets.get(7)
    basket.put("bulb", 4, 250)
    assert baskets.get(7).total() == 3980  # nothing is stored before save
    baskets.save(basket)
    assert baskets.get(7) == basket and basket.total() == 4980
    try:
        baskets.get(8)
    except KeyError:
        return
    raise AssertionError("an unknown basket must be refused")


check(DictBaskets())
with closing(sqlite3.connect(":memory:")) as db:
    db.execute("CREATE TABLE line (basket, sku, count, cents)")
    check(SqlBaskets(db))
    print("gain:  one set of checks passes on a dictionary and on SQLite")
    store, queries = SqlBaskets(db), []
    for id in range(1, 51):
        store.save(Basket(id, {"lamp": (id, 100), "bulb": (1, 50)}))
    db.set_trace_callback(queries.append)
    ids = [id for id, in db.execute("SELECT DISTINCT basket FROM line ORDER BY 1")]
    one_by_one = {id: store.get(id).total() for id in ids}
    first, queries[:] = len(queries), []
    sql = "SELECT basket, sum(count * cents) FROM line GROUP BY basket"
    assert dict(db.execute(sql)) == one_by_one
    assert (first, len(queries)) == (51, 1)
    print(f"price: a list of {len(ids)} baskets takes {first} queries through get,")
    print(f"       {len(queries)} with a statement made for the list")
