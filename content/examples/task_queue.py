"""Work leaves the request: states, polling, a poison job, two workers."""
import queue
import threading
from dataclasses import dataclass

ATTEMPTS = 3


@dataclass
class Job:
    name: str
    units: int  # of work
    state: str = "accepted"
    attempts: int = 0


class Worker(threading.Thread):
    def __init__(self, tasks):
        super().__init__()
        self.tasks = tasks

    def run(self):
        while (job := self.tasks.waiting.get()) is not None:
            self.tasks.gate.wait()  # lets the test decide when work begins
            job.attempts += 1
            try:
                self.tasks.work(job)
                job.state = "done"
            except ValueError:
                self.tasks.failed(job)
            self.tasks.waiting.task_done()
        self.tasks.waiting.task_done()


class Tasks:
    def __init__(self):
        self.waiting, self.jobs, self.dead = queue.Queue(), {}, []
        self.gate, self.lock, self.worked = threading.Event(), threading.Lock(), 0

    def submit(self, job):  # inside the request: no work, only a hand-over
        if job.name not in self.jobs:  # a double click is one job
            self.jobs[job.name] = job
            self.waiting.put(job)
        return f"/jobs/{job.name}"

    def work(self, job):
        if job.name == "broken":
            raise ValueError("this file is no picture")
        with self.lock:
            self.worked += job.units

    def failed(self, job):
        if job.attempts < ATTEMPTS:
            self.waiting.put(job)
        else:
            job.state = "failed"
            self.dead.append(job.name)


tasks = Tasks()
workers = [Worker(tasks) for _ in range(2)]
for worker in workers:
    worker.start()
links = [tasks.submit(Job(name, 10)) for name in ("lamp", "desk", "sofa", "broken")]
tasks.submit(Job("lamp", 10))
in_request = tasks.worked
polls = [tasks.jobs["lamp"].state for _ in range(2)]  # the browser asks twice
tasks.gate.set()
tasks.waiting.join()  # all work is done
polls.append(tasks.jobs["lamp"].state)
for _ in workers:
    tasks.waiting.put(None)
for worker in workers:
    worker.join()

assert links[0] == "/jobs/lamp" and len(tasks.jobs) == 4
assert (in_request, tasks.worked) == (0, 30)
assert tasks.dead == ["broken"] and tasks.jobs["broken"].attempts == ATTEMPTS
assert polls == ["accepted", "accepted", "done"]
print(f"gain:  units of work in the request: {in_request}; by workers: {tasks.worked}")
print(f"       a poison job is set aside after {ATTEMPTS} attempts:", *tasks.dead)
print("price: the page learns the result at poll 3:", *polls)
