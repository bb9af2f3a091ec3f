#!/usr/bin/env python3
"""How long building again takes: rebuild.py PROGRAM CONTENT...

PROGRAM is a release build of patternbook; each CONTENT is a folder of Markdown pages, for instance of 1,000 and of 10,000
generated ones. For each, in a project of its own that goes away:

    cold      a build without anything remembered
    same      the next build of a new process, nothing changed
    edited    the next build of a new process, the prose of one page changed
    save      the preview: from the end of saving one page until its new HTML is answered, the median of many

Figures of one run may be compared with each other, and with nothing else. The last lines give the ratios.
"""
import pathlib, re, shutil, socket, statistics, subprocess, sys, tempfile, time

SAVES = 40


def run(program, project, *arguments):
    start = time.perf_counter()
    done = subprocess.run([program, "build", project, "-q", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    return time.perf_counter() - start


def edit(page, text, mark):
    """Writes the page with another word before its last paragraph of prose."""
    paragraphs = [at for at in re.finditer(r"(?m)^[A-Z][a-z]+ .*\.$", text)]
    at = paragraphs[-1].start()
    page.write_text(text[:at] + mark + " " + text[at:])


class Preview:
    def __init__(self, program, project):
        command = [program, "serve", project, "-p", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(r"serving http://localhost:(\d+)/", line)
            if found:
                self.port = int(found[1])
                break
        self.events = self.ask("/.patternbook/events").makefile()
        self.next()

    def ask(self, target):
        stream = socket.create_connection(("127.0.0.1", self.port))
        stream.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return stream

    def next(self):
        for line in self.events:
            if line.startswith("data: "):
                return

    def get(self, target):
        with self.ask(target) as stream:
            return stream.makefile().read()

    def save(self, page, text, target, mark):
        edit(page, text, mark)
        start = time.perf_counter()
        while True:
            self.next()
            if mark in self.get(target):
                return time.perf_counter() - start


def measure(program, content):
    outer = pathlib.Path(tempfile.mkdtemp())
    try:
        project = outer / "project"
        shutil.copytree(content, project / "content")
        pages = sorted((project / "content").rglob("*.md"))
        page = pages[len(pages) // 2]
        figures = {"pages": len(pages), "cold": run(program, project)}
        figures["same"] = statistics.median(run(program, project) for _ in range(3))
        times, text = [], page.read_text()
        for number in range(3):
            edit(page, text, f"Edit{number}")
            times.append(run(program, project))
        figures["edited"] = statistics.median(times)
        preview = Preview(program, project)
        address = page.relative_to(project / "content").with_suffix("")
        target = f"/{address.parent if address.name == 'index' else address}/"
        saves = []
        for number in range(SAVES):
            saves.append(preview.save(page, text, target, f"Save{number}x"))
            # Let it look at everything before the next one, as a person would.
            time.sleep(0.3)
        preview.process.terminate()
        figures["save"] = statistics.median(saves)
        return figures
    finally:
        shutil.rmtree(outer)


def main():
    program, contents = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2:]
    rows = [measure(program, content) for content in contents]
    print(f"{'pages':>8}{'cold':>10}{'same':>10}{'edited':>10}{'save':>12}{'same/cold':>12}{'edited/cold':>13}")
    for row in rows:
        print(
            f"{row['pages']:>8}{row['cold']:>8.2f} s{row['same']:>8.2f} s{row['edited']:>8.2f} s{row['save'] * 1000:>9.1f} ms"
            f"{row['same'] / row['cold']:>12.3f}{row['edited'] / row['cold']:>13.3f}"
        )
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        print(f"save at {last['pages']} against {first['pages']} pages: {last['save'] / first['save']:.2f}")


main()
