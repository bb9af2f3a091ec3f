"""What an image fixes, in miniature: settings, signals, a disposable folder.

POSIX only. A folder and an environment stand for a container; no Docker is needed.
"""
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

LIVED_IN = """
from pathlib import Path
print("currency", (Path.home() / ".shop").read_text())  # a file nobody remembers
"""
CONFIGURED = """
import os, signal, sys, time
from pathlib import Path
def stop(number, frame):
    print("finished the request in hand")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("currency", os.environ["SHOP_CURRENCY"], flush=True)
Path("upload.txt").write_text("picture of ada")
if "--serve" in sys.argv:
    print("ready", flush=True)
    time.sleep(30)  # SIGTERM comes long before
"""


def command(code, *more):
    return [sys.executable, "-I", "-W", "error", "-c", code, *more]


def run(code, folder, environment):
    done = subprocess.run(command(code), cwd=folder, env=environment,
                          capture_output=True, text=True, timeout=8)
    return done.stdout.strip() if done.returncode == 0 else "fails"


def serve(code, folder, environment):
    with subprocess.Popen(command(code, "--serve"), cwd=folder, env=environment,
                          stdout=subprocess.PIPE, text=True) as process:
        while process.stdout.readline() != "ready\n":
            pass
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read().strip()
    return process.returncode, rest


with tempfile.TemporaryDirectory() as top:
    laptop, image, volume = (Path(top, name) for name in ("laptop", "image", "volume"))
    for folder in laptop, image, volume:
        folder.mkdir()
    (laptop / ".shop").write_text("NOK")
    hidden = [run(LIVED_IN, home, {"HOME": str(home)}) for home in (laptop, image)]
    assert hidden == ["currency NOK", "fails"]
    print("before: on the laptop:", hidden[0], "/ elsewhere:", hidden[1])
    settings = {"SHOP_CURRENCY": "NOK"}
    places = [run(CONFIGURED, home, settings) for home in (laptop, image)]
    assert places == ["currency NOK"] * 2
    print("gain:   configured from outside:", " / ".join(places))
    code, last_words = serve(CONFIGURED, image, settings)
    assert code == 0 and last_words == "finished the request in hand"
    print(f"        SIGTERM: {last_words}, exit code {code}")

    kept = run(CONFIGURED, volume, settings)
    shutil.rmtree(image)  # a new release: the old container goes
    image.mkdir()
    left = [(home / "upload.txt").exists() for home in (image, volume)]
    assert kept and left == [False, True]
    print("price:  upload after the next release: in the container", left[0],
          "/ in a volume", left[1])
    assert run(CONFIGURED, image, {}) == "fails"
    print("        and a forgotten setting stops the start")
