"""One payment gateway over two suppliers that speak different languages."""
import inspect
from collections import Counter
from typing import NamedTuple


class Receipt(NamedTuple):
    order: str
    cents: int


class Declined(Exception): ...


class OutcomeUnknown(Exception): ...  # no answer: the money may have moved


class NordPay:  # supplier 1: codes in a dictionary, cents
    def post(self, body, timeout):
        if body["ref"] == "o9":
            raise TimeoutError
        code = "E51" if body["amount"] > 50_000 else "OK"
        return {"code": code, "ref": body["ref"], "risk_score": 12}


class CardError(ValueError): ...  # as supplier 2 reports a refused card


class SudPay:  # supplier 2: exceptions, decimal strings
    def charge(self, reference, amount, wait):
        if reference == "o9":
            raise ConnectionError
        if float(amount) > 500:
            raise CardError("limit")


class Gateway:
    def __init__(self, supplier):
        self.supplier, self.outcomes = supplier, Counter()

    def charge(self, order, cents):
        self.outcomes[outcome := self.ask(order, cents)] += 1
        if outcome != "paid":
            raise {"declined": Declined, "unknown": OutcomeUnknown}[outcome](order)
        return Receipt(order, cents)


class NordGateway(Gateway):
    def ask(self, order, cents):
        try:
            answer = self.supplier.post({"ref": order, "amount": cents}, timeout=2)
        except TimeoutError:
            return "unknown"
        return "paid" if answer["code"] == "OK" else "declined"


class SudGateway(Gateway):
    def ask(self, order, cents):
        try:
            self.supplier.charge(order, f"{cents / 100:.2f}", wait=2.0)
        except ConnectionError:
            return "unknown"
        except CardError:
            return "declined"
        return "paid"


def shop(payments):  # knows the gateway and no supplier
    results = [payments.charge("o1", 1_990), payments.charge("o2", 4_900)]
    for order, cents in ("o3", 90_000), ("o9", 100):
        try:
            payments.charge(order, cents)
        except (Declined, OutcomeUnknown) as problem:
            results.append(type(problem).__name__)
    return results


nord, sud = NordGateway(NordPay()), SudGateway(SudPay())
assert shop(nord) == shop(sud) and nord.outcomes == sud.outcomes
calls = inspect.getsource(shop).count("payments.charge(")
print(f"gain:  {calls} call sites, 2 suppliers, 0 call sites changed")
print("       outcomes counted in one place:", *sorted(nord.outcomes.elements()))
raw = NordPay().post({"ref": "o1", "amount": 1_990}, timeout=2)
lost = sorted(raw.keys() - {"code", "ref"})
assert lost == ["risk_score"]
size = [inspect.getsource(one).count("\n") for one in (NordGateway, SudGateway)]
print(f"price: {size[0]} and {size[1]} lines of translation; no caller can see", *lost)
