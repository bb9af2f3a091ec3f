"""A report from four classes in the right order, and a façade over them."""
import csv
import inspect
import io


class Source:
    def __init__(self, text):
        self.stream = io.StringIO(text)


class Parser:
    def __init__(self, delimiter=","):
        self.delimiter, self.rows = delimiter, None

    def open(self, source):
        self.rows = csv.DictReader(source.stream, delimiter=self.delimiter)

    def read(self):
        return list(self.rows)


class Totals:
    def __init__(self):
        self.sums = {}

    def add(self, row):
        self.sums[row["shop"]] = self.sums.get(row["shop"], 0) + int(row["units"])

    def close(self):
        return sorted(self.sums.items())


class Page:
    def begin(self, heading):
        self.lines = [heading]

    def line(self, shop, units):
        self.lines.append(f"{shop}: {units}")

    def end(self):
        return "\n".join(self.lines)


def by_hand(text):
    source = Source(text)
    parser = Parser()
    parser.open(source)  # before read, or there are no rows
    totals = Totals()
    for row in parser.read():
        totals.add(row)
    page = Page()
    page.begin("Units sold")  # before the first line
    for entry in totals.close():
        page.line(*entry)
    return page.end()


def sales_report(text, *, parser=None):  # the façade; parser is the way past it
    parser = parser or Parser()
    parser.open(Source(text))
    totals, page = Totals(), Page()
    for row in parser.read():
        totals.add(row)
    page.begin("Units sold")
    for entry in totals.close():
        page.line(*entry)
    return page.end()


def by_facade(text):
    return sales_report(text)


TEXT = "shop,units\nBergen,4\nOslo,3\nBergen,5\n"
assert by_hand(TEXT) == by_facade(TEXT) == "Units sold\nBergen: 9\nOslo: 3"
before, after = (inspect.getsource(f).count("\n") - 1 for f in (by_hand, by_facade))
known = {"Source", "Parser", "Totals", "Page"}
assert known <= set(by_hand.__code__.co_names)
assert not known & set(by_facade.__code__.co_names)
print(f"gain:  a caller shrinks from {before} lines to {after}")
print(f"       and names 0 instead of {len(known)} classes")

RARE = TEXT.replace(",", ";")
try:
    sales_report(RARE)
except KeyError as missing:
    print("price: semicolons, an old option of Parser, now fail on", missing)
assert sales_report(RARE, parser=Parser(";")) == by_hand(TEXT)
print("       past the façade they work, and the caller knows Parser again")
