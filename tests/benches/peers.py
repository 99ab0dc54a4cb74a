"""One reading of a file by a peer of the bibliographic engine: prints its milliseconds and its records.

Started by the benchmark `biblio`; ends with 3 where the peer is not installed.
"""

import sys
import time


def rispy(path):
    import rispy as peer

    text = open(path, encoding="utf-8").read()
    return lambda: len(peer.loads(text))


def nbib(path):
    import nbib as peer

    text = open(path, encoding="utf-8").read()
    return lambda: len(peer.read(text))


def csv(path):
    import csv as peer
    import io

    text = open(path, encoding="utf-8", newline="").read()
    peer.field_size_limit(1 << 30)
    return lambda: sum(1 for _ in peer.DictReader(io.StringIO(text)))


def bib_dedupe(path):
    import pandas
    from bib_dedupe.bib_dedupe import block, match, merge, prep

    records = pandas.read_csv(path)

    def find():
        prepared = prep(records.copy())
        matched = match(block(prepared))
        return len(merge(records.copy(), matched_df=matched))

    return find


def main():
    name, path = sys.argv[1:]
    try:
        work = {"rispy": rispy, "nbib": nbib, "csv": csv, "bib_dedupe": bib_dedupe}[name](path)
    except ImportError:
        sys.exit(3)
    began = time.perf_counter()
    records = work()
    print((time.perf_counter() - began) * 1000, records, file=sys.stdout)


main()
