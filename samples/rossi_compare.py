#!/usr/bin/env python3
"""Holds an extract of the rossi programme against the figures of rossi_figures.py, week by week.

usage: rossi_compare.py figures.csv EXTRACT_FOLDER

Prints, as Markdown, both columns of every figure for each stratum, and the largest difference of each. Exits 1 when one differs by more
than 1e-9, or when one side has a stratum, a week or a count that the other has not.
"""
import csv
import os
import sys

TOLERANCE = 1e-9
DAYS = 7


def rows(*path):
    with open(os.path.join(*path), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return None if text == "" else float(text)


def expected(path):
    """{(stratum, figure, week): value}, as an extract must have it."""
    values = {}
    for row in rows(path):
        stratum, week = row["stratum"], number(row["week"])
        if row["figure"] == "kaplan-meier":
            values[stratum, "estimate", week] = number(row["value"])
            values[stratum, "standard error", week] = number(row["standard_error"])
            if row["events"] != "0" or row["censored"] != "0":
                values.update({(stratum, name, week): number(row[column]) for name, column in (("at risk", "n"), ("returned", "events"), ("censored", "censored"))})
        elif row["figure"] == "at-work":
            values[stratum, "share at work", week] = number(row["value"])
            values[stratum, "observed", week] = number(row["n"])
        else:
            values[stratum, "median", ""] = week
            values[stratum, "people", ""] = number(row["n"])
            values[stratum, "ever at work", ""] = number(row["events"])
    return values


def extracted(folder, weeks):
    values = {}
    survival = rows(folder, "survival.csv")
    for stratum in {row["stratum"] for row in survival}:
        lines = {int(row["days"]) / DAYS: row for row in survival if row["stratum"] == stratum}
        # Between two lines nothing happened, so the estimate of the line before holds; before the first nobody is back.
        estimate, error = 1.0, 0.0
        for week in sorted(lines.keys() | weeks):
            if week in lines:
                estimate, error = number(lines[week]["estimate"]), number(lines[week]["standard_error"])
                values.update({(stratum, name, week): number(lines[week][column]) for name, column in (("at risk", "at_risk"), ("returned", "events"), ("censored", "censored"))})
            values[stratum, "estimate", week] = estimate
            values[stratum, "standard error", week] = error
    for row in rows(folder, "at_work.csv"):
        week = float(row["week"])
        if week in weeks or row["observed"] != "0":
            values[row["stratum"], "share at work", week] = number(row["share"])
            values[row["stratum"], "observed", week] = number(row["observed"])
    for row in rows(folder, "summary.csv"):
        median = number(row["median_days_to_work"])
        values[row["stratum"], "median", ""] = None if median is None else median / DAYS
        values[row["stratum"], "people", ""] = number(row["trajectories"])
        values[row["stratum"], "ever at work", ""] = number(row["returned_to_work"])
    return values


def difference(one, other):
    if one is None or other is None:
        return 0.0 if one is other else float("inf")
    return abs(one - other)


def table(header, lines):
    print("|", " | ".join(header), "|")
    print("|", " | ".join("---:" for _ in header), "|")
    for line in lines:
        print("|", " | ".join(line), "|")
    print()


def shown(value, digits=10):
    return "–" if value is None else f"{value:.{digits}f}" if digits else f"{value:g}"


def compare(figures, folder):
    wanted = expected(figures)
    weeks = {week for _, _, week in wanted if week != ""}
    found = extracted(folder, weeks)
    worst = {}
    for key in wanted.keys() | found.keys():
        apart = difference(wanted.get(key), found.get(key)) if key in wanted and key in found else float("inf")
        worst[key[1]] = max(worst.get(key[1], (-1.0, key)), (apart, key), key=lambda one: one[0])

    for stratum in sorted({key[0] for key in wanted} | {key[0] for key in found}):
        print(f"## {stratum}\n")
        names = ("estimate", "standard error", "share at work")
        table(["week"] + [f"{name}, {side}" for name in names for side in ("figures", "extract")], (
            [f"{week:g}"] + [shown(side.get((stratum, name, week))) for name in names for side in (wanted, found)]
            for week in sorted(weeks | {key[2] for key in found if key[0] == stratum and key[2] != ""})))
        table(["", "figures", "extract"], (
            [name] + [shown(side.get((stratum, name, "")), digits=0) for side in (wanted, found)] for name in ("people", "ever at work", "median")))

    print("## Largest differences\n")
    table(["figure", "difference", "where"], (
        [name, "on one side only" if apart == float("inf") else f"{apart:.2e}", f"{key[0]} {'' if key[2] == '' else f'week {key[2]:g}'}".strip() if apart else "nowhere"]
        for name, (apart, key) in sorted(worst.items())))
    return all(apart <= TOLERANCE for apart, _ in worst.values())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(0 if compare(sys.argv[1], sys.argv[2]) else 1)
