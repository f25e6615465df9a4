#!/usr/bin/env python3
"""What `hpo predict` does once more in numpy, from the files of a run's best folder alone; to check the program and the file format against.

    predict_reference.py RUN_FOLDER data.csv predictions.csv

The safetensors file is read by hand: 8 bytes of header length, a JSON header, then the numbers. Exit code 1 when a number of predictions.csv (made by
`hpo predict RUN_FOLDER data.csv -o predictions.csv`) differs by more than 1e-4 of the largest.
"""
import csv
import json
import struct
import sys

import numpy as np

ACTIVATIONS = {"relu": lambda x: np.maximum(x, 0), "tanh": np.tanh, "sigmoid": lambda x: 1 / (1 + np.exp(-x))}


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header, body = json.loads(file.read(length)), file.read()
    types = {"F32": "<f4", "F64": "<f8"}
    metadata = header.pop("__metadata__", {})
    return {name: np.frombuffer(body[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]) for name, entry in header.items()}, metadata


def features(rows, preprocessing):
    columns = []
    for column in preprocessing["columns"]:
        cells = [row[column["name"]] for row in rows]
        if column["kind"] == "numeric":
            numbers = np.array([column["fillNumber"] if cell in preprocessing["missing"] else float(cell) for cell in cells])
            columns.append((numbers - column["centre"]) / column["scale"])
        else:
            cells = [column.get("fillText") if cell in preprocessing["missing"] else cell for cell in cells]
            columns += [np.array([float(cell == category) for cell in cells]) for category in column["categories"]]
    return np.stack(columns, 1)


def main():
    folder, data, predictions = sys.argv[1:]
    tensors, metadata = read_safetensors(f"{folder}/best/model.safetensors")
    parameters = json.loads(metadata["parameters"])
    with open(f"{folder}/best/preprocessing.json", encoding="utf-8") as file:
        preprocessing = json.load(file)
    with open(data, newline="", encoding="utf-8") as file:
        x = features(list(csv.DictReader(file)), preprocessing)
    count = sum(name.endswith(".weight") for name in tensors)
    for i in range(count):
        x = x @ tensors[f"layers.{i}.weight"].T + tensors[f"layers.{i}.bias"]
        if i + 1 < count:
            x = ACTIVATIONS[parameters.get("activation", "relu")](x)
    if preprocessing["classes"]:
        x = np.exp(x - x.max(1, keepdims=True))
        x /= x.sum(1, keepdims=True)
    else:
        x = x * tensors["target.deviation"] + tensors["target.mean"]
    with open(predictions, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    got = np.array([[float(cell) for cell in row[2 if preprocessing["classes"] else 1:]] for row in rows])
    fault = np.abs(got - x).max() / np.abs(x).max()
    print(f"{len(rows)} rows, largest difference {fault:.2g} of the largest output")
    return 0 if got.shape == x.shape and fault < 1e-4 else 1


if __name__ == "__main__":
    sys.exit(main())
