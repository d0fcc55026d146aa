#!/usr/bin/env python3
"""The figures an extract of the rossi programme must arrive at, straight from carData's rossi.csv: no part of the service is used.

usage: rossi_figures.py [--by fin|wexp|mar|paro|educ] rossi.csv > figures.csv

CSV on stdout, one figure a row, for everybody or for each stratum apart:
  kaplan-meier  week, at risk, first working weeks in that week, censored in that week, share not yet at work, its Greenwood standard error
  median        the first week at which the share not yet at work is a half or less, people, of whom ever at work and never
  at-work       week, people still observed in it, of whom at work, and their share
A cell is empty where there is nothing to say: no such week, or nobody left.
"""
import argparse
import csv
import math
import sys

WEEKS = range(1, 53)


def read(path, by):
    """(first working week or None, last week observed, weeks at work) of each person, by stratum."""
    strata = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            last = int(row["week"])
            at_work = {k for k in WEEKS if k <= last and row[f"emp{k}"] == "yes"}
            stratum = row[by].replace(" ", "-") if by else "all"
            strata.setdefault(stratum, []).append((min(at_work, default=None), last, at_work))
    return strata


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


def figures(people):
    table = list(kaplan_meier(people))
    for row in table:
        yield ["kaplan-meier", *row]
    median = next((week for week, _, _, _, survival, _ in table if survival <= 0.5), None)
    yield ["median", median, len(people), sum(row[2] for row in table), sum(row[3] for row in table), None, None]
    for week in WEEKS:
        observed = [at_work for _, last, at_work in people if week <= last]
        working = sum(1 for at_work in observed if week in at_work)
        yield ["at-work", week, len(observed), working, None, working / len(observed) if observed else None, None]


def main(path, by):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["stratum", "figure", "week", "n", "events", "censored", "value", "standard_error"])
    for stratum, people in sorted(read(path, by).items()):
        out.writerows([stratum, *row] for row in figures(people))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--by", choices=["fin", "wexp", "mar", "paro", "educ"])
    arguments.add_argument("path", metavar="rossi.csv")
    main(**vars(arguments.parse_args()))
