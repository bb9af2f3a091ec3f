"""A resolver for one nested shape: one query per item, or one per level."""
import re
import sqlite3
from contextlib import closing, suppress

DEPTH = 5
LINKS = {  # (table, field): the table it leads to, its column, the column it meets
    ("author", "books"): ("book", "author", "id"),
    ("book", "reviews"): ("review", "book", "id"),
    ("review", "author"): ("author", "id", "author"),
}


class TooDeep(Exception): ...


def parse(text):
    tokens = iter(re.findall(r"[{}]|\w+", text))
    next(tokens)  # the first brace

    def block(depth):
        if depth > DEPTH:
            raise TooDeep
        fields, last = {}, None
        for token in tokens:
            if token == "}":
                break
            if token == "{":
                fields[last] = block(depth + 1)
            else:
                fields[token], last = None, token
        return fields

    return block(1)


class Resolver:
    def __init__(self, db, batch):
        self.db, self.batch, self.queries = db, batch, 0

    def rows(self, sql, values=()):
        self.queries += 1
        return [dict(row) for row in self.db.execute(sql, values)]

    def load(self, table, column, values):
        """One list of rows for each value, in the order of the values."""
        sql = f"SELECT * FROM {table} WHERE {column} IN (%s) ORDER BY id"
        if not self.batch:
            return [self.rows(sql % "?", [value]) for value in values]
        by_value = {value: [] for value in values}
        for row in self.rows(sql % ", ".join("?" * len(values)), values):
            by_value[row[column]].append(row)
        return [by_value[value] for value in values]

    def authors(self, text):
        authors = self.rows("SELECT * FROM author ORDER BY id")
        self.fill("author", parse(text)["authors"], authors)
        return authors

    def fill(self, table, fields, parents):
        for name, inner in fields.items():
            if inner and parents:
                child, column, own = LINKS[table, name]
                lists = self.load(child, column, [parent[own] for parent in parents])
                for parent, rows in zip(parents, lists):
                    parent[name] = rows
                self.fill(child, inner, [row for rows in lists for row in rows])


QUERY = "{ authors { name books { title } } }"
with closing(sqlite3.connect(":memory:")) as db:
    db.row_factory = sqlite3.Row
    db.execute("CREATE TABLE author (id INTEGER PRIMARY KEY, name)")
    db.execute("CREATE TABLE book (id INTEGER PRIMARY KEY, author, title)")
    for n in range(600):
        db.execute("INSERT OR IGNORE INTO author VALUES (?, 'somebody')", (n % 200,))
        db.execute("INSERT INTO book VALUES (?, ?, ?)", (n, n % 200, f"B{n}"))
    naive, batched = Resolver(db, batch=False), Resolver(db, batch=True)
    answer = batched.authors(QUERY)
    assert naive.authors(QUERY) == answer and len(answer[7]["books"]) == 3
assert (naive.queries, batched.queries) == (201, 2)
print(f"gain:  authors with their books in one request; {naive.queries} queries to")
print(f"       the database one by one, {batched.queries} with a batch for each level")
circle = "{ authors { books { reviews { author { books { title } } } } } }"
with suppress(TooDeep):
    raise AssertionError(parse(circle))
print(f"price: {circle.count('{')} levels are refused, the limit is {DEPTH};")
requests = [("POST", "/graphql", query) for query in (QUERY, circle)]
assert len({(method, url) for method, url, _ in requests}) == 1
print(f"       {len(requests)} questions, 1 URL: a cache by URL cannot tell them apart")
