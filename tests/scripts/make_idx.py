#!/usr/bin/env python3
"""Writes experiments/data/digits.csv as a pair of IDX files, the format of MNIST, packed by gzip. Same bytes every time.
    python3 tests/scripts/make_idx.py
"""
import csv
import gzip
import pathlib
import struct

data = pathlib.Path(__file__).resolve().parents[2] / "experiments" / "data"
with open(data / "digits.csv", newline="") as file:
    rows = list(csv.reader(file))
target = rows[0].index("target")
labels = bytes(int(float(row[target])) for row in rows[1:])
pixels = bytes(int(float(cell)) for row in rows[1:] for place, cell in enumerate(row) if place != target)
count = len(labels)


def write(name, sizes, content):
    header = bytes([0, 0, 8, len(sizes)]) + b"".join(struct.pack(">I", size) for size in sizes)
    (data / name).write_bytes(gzip.compress(header + content, 9, mtime=0))


write("digits-images.idx.gz", [count, 8, 8], pixels)
write("digits-labels.idx.gz", [count], labels)
