"""A report from the write tables and from a read table, and the lag between."""
import random
import sqlite3
from contextlib import closing

SCHEMA = """
    CREATE TABLE sale (number INTEGER PRIMARY KEY, product TEXT, cents INTEGER);
    CREATE TABLE revenue (product TEXT PRIMARY KEY, cents INTEGER);
    CREATE TABLE position (number INTEGER);
    INSERT INTO position VALUES (0);
"""
touched = 0


def seen(value):  # called by SQLite for each row of an answer
    global touched
    touched += 1
    return value


def sell(db, product, cents):  # the write side
    with db:
        sql = "INSERT INTO sale (product, cents) VALUES (?, ?)"
        return db.execute(sql, (product, cents)).lastrowid


def project(db):  # carries new sales over; may run again at any time
    with db:
        (done,) = db.execute("SELECT number FROM position").fetchone()
        news = db.execute("SELECT * FROM sale WHERE number > ? ORDER BY 1", (done,))
        for number, product, cents in news.fetchall():
            db.execute("INSERT INTO revenue VALUES (?, ?) ON CONFLICT (product) "
                       "DO UPDATE SET cents = cents + excluded.cents", (product, cents))
            db.execute("UPDATE position SET number = ?", (number,))


def from_sales(db, product):
    sql = "SELECT sum(seen(cents)) FROM sale WHERE product = ?"
    return db.execute(sql, (product,)).fetchone()[0]


def from_revenue(db, product):
    sql = "SELECT seen(cents) FROM revenue WHERE product = ?"
    return db.execute(sql, (product,)).fetchone()[0]


def revenue(db, product, at_least=0):  # at_least: the last sale this user made
    (done,) = db.execute("SELECT number FROM position").fetchone()
    return (from_revenue if done >= at_least else from_sales)(db, product)


with closing(sqlite3.connect(":memory:")) as db:
    db.create_function("seen", 1, seen)
    db.executescript(SCHEMA)
    rng = random.Random(3)
    for _ in range(5_000):
        sell(db, "lamp", rng.randrange(1_000, 5_000))
    project(db)
    slow, first = from_sales(db, "lamp"), touched
    touched = 0
    assert from_revenue(db, "lamp") == slow and (first, touched) == (5_000, 1)
    print(f"gain:  the report reads {touched} row instead of {first}")

    mine = sell(db, "lamp", 2_500)
    assert revenue(db, "lamp") == slow  # stale: the sale is stored and not shown
    behind = from_sales(db, "lamp") - slow
    print("price: after a sale of 2500 the report is behind by", behind)
    touched = 0
    assert revenue(db, "lamp", at_least=mine) == slow + 2_500
    print(f"       the seller sees it at once, for {touched} rows")
    project(db)
    project(db)  # a repeat adds nothing
    touched = 0
    assert revenue(db, "lamp", at_least=mine) == slow + 2_500 and touched == 1
    print(f"       after the projection the seller needs {touched} row again")
