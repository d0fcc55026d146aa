#!/usr/bin/env python3
"""The figures an extract of the rossi programme must arrive at, straight from carData's rossi.csv: no part of the service is used.

usage: rossi_figures.py rossi.csv > figures.csv

CSV on stdout, one figure a row:
  kaplan-meier  week, at risk, first working weeks in that week, censored in that week, share not yet at work, its Greenwood standard error
  median        the first week at which the share not yet at work is a half or less; empty when there is none
  at-work       week, people still observed in it, of whom at work, and their share
"""
import csv
import math
import sys

WEEKS = range(1, 53)


def read(path):
    """(first working week or None, last week observed, weeks at work) of each person."""
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            last = int(row["week"])
            at_work = {k for k in WEEKS if k <= last and row[f"emp{k}"] == "yes"}
            yield min(at_work, default=None), last, at_work


def kaplan_meier(people):
    survival, greenwood = 1.0, 0.0
    for week in WEEKS:
        at_risk = sum(1 for first, last, _ in people if (first or last) >= week)
        events = sum(1 for first, _, _ in people if first == week)
        censored = sum(1 for first, last, _ in people if first is None and last == week)
        if events:
            survival *= (at_risk - events) / at_risk
            greenwood = greenwood + events / (at_risk * (at_risk - events)) if at_risk > events else math.inf
        error = survival * math.sqrt(greenwood) if survival else 0.0
        yield week, at_risk, events, censored, survival, error


def main(path):
    people = list(read(path))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["figure", "week", "n", "events", "censored", "value", "standard_error"])
    table = list(kaplan_meier(people))
    for week, at_risk, events, censored, survival, error in table:
        out.writerow(["kaplan-meier", week, at_risk, events, censored, f"{survival:.10f}", f"{error:.10f}"])
    median = next((week for week, _, _, _, survival, _ in table if survival <= 0.5), None)
    out.writerow(["median", "" if median is None else median, len(people), sum(row[2] for row in table), sum(row[3] for row in table), "", ""])
    for week in WEEKS:
        observed = [at_work for _, last, at_work in people if week <= last]
        working = sum(1 for at_work in observed if week in at_work)
        out.writerow(["at-work", week, len(observed), working, "", f"{working / len(observed):.10f}", ""])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
