import time


# ANCHOR: retry
def retry(call, times=3, pause=0.1):
    """Calls again after a failure, at most so many times."""
    for left in reversed(range(times)):
        try:
            return call()
        except OSError:
            if left == 0:
                raise
            time.sleep(pause)
# ANCHOR_END: retry


if __name__ == "__main__":
    print(retry(lambda: "done"))
